using ControlTower.Playbook.Validation;

namespace ControlTower.Playbook.Tests.Validation;

public sealed class GazetteerTests
{
    [Theory]
    [InlineData("EG", "القاهره", "Cairo")]
    [InlineData("EG", "EGC", "Cairo")]
    [InlineData("EG", "Giza Governorate", "Giza")]
    [InlineData("EG", "محافظة الإسكندرية", "Alexandria")]
    [InlineData("SA", "Al-Riyadh", "Riyadh")]
    [InlineData("SA", "منطقة مكة المكرمة", "Makkah")]
    [InlineData("US", "tx", "Texas")]
    [InlineData("US", "Texas", "Texas")]
    [InlineData("US", "AL", "Alabama")]
    public void A_region_is_known_by_its_names_and_codes(string country, string name, string region) =>
        Assert.Equal(region, Gazetteer.Of(country)!.Region(name));

    [Theory]
    [InlineData("EG", "El-Maadi", "Cairo")]
    [InlineData("EG", "Almaadi", "Cairo")]
    [InlineData("EG", "مدينه نصر", "Cairo")]
    [InlineData("EG", "٦ أكتوبر", "Giza")]
    [InlineData("SA", "الدمّام", "Eastern Province")]
    [InlineData("SA", "JEDDAH", "Makkah")]
    public void A_town_is_found_in_any_usual_spelling(string country, string town, string region) =>
        Assert.Equal([region], Gazetteer.Of(country)!.RegionsOf(town));

    [Fact]
    public void A_name_of_several_towns_stands_for_each() =>
        Assert.Equal(["Maine", "Oregon"], Gazetteer.Of("US")!.RegionsOf("Portland").Order());

    [Theory]
    [InlineData(21, "Massachusetts")]
    [InlineData(100, "New York")]
    [InlineData(733, "Texas")]
    [InlineData(787, "Texas")]
    [InlineData(941, "California")]
    [InlineData(0, null)]
    public void A_zip_prefix_belongs_to_one_state(int prefix, string? state) => Assert.Equal(state, Gazetteer.Of("US")!.RegionOfPostcode(prefix));

    [Theory]
    [InlineData("EG", "Cairo", "القاهرة", true)]
    [InlineData("EG", "Cairo", "Nasr City", true)]
    [InlineData("EG", "Cairo", "Smouha", false)]
    [InlineData("DE", "Köln", "koln", true)]
    [InlineData("DE", "Köln", "Bonn", false)]
    public void Places_are_the_same_in_any_spelling_and_within_a_region(string country, string one, string other, bool same) =>
        Assert.Equal(same, Gazetteer.AreSamePlace(country, one, other));
}
