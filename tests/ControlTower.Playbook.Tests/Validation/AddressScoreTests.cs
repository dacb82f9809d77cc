using System.Text.Json;
using ControlTower.Playbook.Validation;

namespace ControlTower.Playbook.Tests.Validation;

public sealed class AddressScoreTests
{
    private const int ScoreMin = 60;

    private static readonly AddressFault[] s_vague =
        [AddressFault.LineMissing, AddressFault.LineTooShort, AddressFault.LineVague, AddressFault.NumberMissing];

    private static readonly AddressFault[] s_contradicting =
        [AddressFault.CityElsewhere, AddressFault.DistrictElsewhere, AddressFault.PostcodeElsewhere];

    private static readonly AddressParts s_tahrir = new("12 Tahrir Street", null, "Dokki", "Giza", null, "EG");

    /// <summary>Twenty of each country, judged by people who know them: <c>good</c>, <c>vague</c>, <c>wrongCity</c>.</summary>
    public static TheoryData<string, AddressParts> Labelled
    {
        get
        {
            using var file = typeof(AddressScoreTests).Assembly.GetManifestResourceStream("Validation.addresses.json")!;
            var rows = JsonSerializer.Deserialize<Row[]>(file, JsonSerializerOptions.Web)!;
            return [.. rows.Select(row => (row.Label, new AddressParts(row.Line1, row.Line2, row.City, row.Region, row.Postcode, row.Country)))];
        }
    }

    [Theory, MemberData(nameof(Labelled))]
    public void An_address_is_judged_as_labelled_and_each_reason_is_one_to_ask_about(string label, AddressParts address)
    {
        var verdict = AddressScore.Judge(address);

        Assert.Equal(label == "good", verdict.Passes(ScoreMin));
        Assert.Equal(label == "vague", verdict.Reasons.Any(reason => s_vague.Contains(reason.Fault)));
        Assert.Equal(label == "wrongCity", verdict.Reasons.Any(reason => s_contradicting.Contains(reason.Fault)));
        Assert.All(verdict.Reasons, reason => Assert.EndsWith("?", reason.Question, StringComparison.Ordinal));
    }

    [Fact]
    public void There_are_twenty_labelled_addresses_of_each_country_with_every_label()
    {
        var rows = Labelled.Select(row => row.Data).ToList();

        Assert.All(rows.GroupBy(row => row.Item2.Country), country => Assert.Equal(20, country.Count()));
        Assert.Equal(9, rows.Select(row => (row.Item1, row.Item2.Country)).Distinct().Count());
    }

    [Fact]
    public void What_is_missing_is_asked_for_the_heaviest_first()
    {
        var verdict = AddressScore.Judge(new AddressParts(null, " ", null, null, null, null));

        Assert.Equal(0, verdict.Score);
        Assert.Equal([AddressFault.LineMissing, AddressFault.CityMissing, AddressFault.CountryMissing], verdict.Reasons.Select(reason => reason.Fault));
    }

    [Fact]
    public void The_stores_country_counts_where_the_address_names_none() =>
        Assert.Equal(100, AddressScore.Judge(s_tahrir with { Country = null }, storeCountry: "EG").Score);

    [Fact]
    public void A_contradiction_names_the_town_where_it_lies_and_what_was_given()
    {
        var reason = Assert.Single(AddressScore.Judge(s_tahrir with { Region = "Alexandria" }).Reasons);

        Assert.Equal("Dokki lies in Giza, not in Alexandria: which of the two is right?", reason.Question);
    }

    [Fact]
    public void A_street_named_after_another_town_is_no_contradiction() =>
        Assert.Equal(100, AddressScore.Judge(s_tahrir with { Line1 = "12 Suez Canal Street", Line2 = "4 شارع الإسكندرية" }).Score);

    [Fact]
    public void A_town_that_we_do_not_know_costs_little() =>
        Assert.Equal(
            [AddressFault.CityUnknown],
            AddressScore.Judge(s_tahrir with { City = "Kafr Hamza" }).Reasons.Select(reason => reason.Fault));

    [Fact]
    public void A_landmark_helps_whoever_has_street_and_number() =>
        Assert.Equal(100, AddressScore.Judge(s_tahrir with { Line2 = "بجوار محطة المترو" }).Score);

    [Fact]
    public void A_telephone_in_the_line_is_no_house_number() =>
        Assert.Contains(AddressScore.Judge(s_tahrir with { Line1 = "Tahrir Street 01001234567" }).Reasons, reason => reason.Fault == AddressFault.NumberMissing);

    [Theory]
    [InlineData("Street 9", false)]
    [InlineData("شارع ٩", false)]
    [InlineData("Chestnut Street 92", true)]
    [InlineData("9 Street 12", true)]
    [InlineData("شارع 26 يوليو", false)]
    [InlineData("5 شارع 26 يوليو", true)]
    public void A_streets_own_number_is_not_that_of_the_door(string line, bool hasNumber) =>
        Assert.Equal(hasNumber, AddressScore.Judge(s_tahrir with { Line1 = line }).Reasons.Count == 0);

    [Fact]
    public void A_state_is_asked_for_only_where_the_zip_does_not_tell_it()
    {
        var address = new AddressParts("123 Main St", null, "Springfield", null, "62701", "US");

        Assert.True(AddressScore.Judge(address).Passes(ScoreMin));
        Assert.False(AddressScore.Judge(address with { Postcode = null }).Passes(ScoreMin));
        Assert.False(AddressScore.Judge(address with { Postcode = "6270" }).Passes(ScoreMin));
    }

    [Theory]
    [InlineData("10 Downing Street", "London", "GB", true)]
    [InlineData("北京市朝阳区建国路88号", "北京", "CN", true)]
    [InlineData("near the station", "London", "GB", false)]
    [InlineData("x", "London", "GB", false)]
    [InlineData("Unter den Linden 77", null, "DE", false)]
    public void Elsewhere_an_address_needs_a_line_that_says_something_and_a_city(string line, string? city, string country, bool passes) =>
        Assert.Equal(passes, AddressScore.Judge(new AddressParts(line, null, city, null, null, country)).Passes(ScoreMin));

    [Theory]
    [InlineData("😀😀")]
    [InlineData("\ud800")]
    [InlineData("((((")]
    [InlineData("٪٪٪")]
    public void Text_of_any_kind_is_judged_and_never_breaks(string text) =>
        Assert.All(["EG", "SA", "US", "XX", ""], country =>
            Assert.InRange(AddressScore.Judge(new AddressParts(text, text, text, text, text, country)).Score, 0, 60));

    private sealed record Row(string Label, string? Line1, string? Line2, string? City, string? Region, string? Postcode, string Country);
}
