using ControlTower.Playbook.Screening;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Screening;

/// <summary>Each rule by a pair of orders that differ in one fact: one hit, one not.</summary>
public sealed class FraudRulesTests
{
    private static readonly FraudLimits s_limits = new(HighValueAbove: 5_000m, PhoneCancelsMax: 2, PhoneAddressesMax: 3, AddressScoreMin: 60);

    private static readonly FraudFacts s_usual = new(
        new Money(450_00, "EGP"), "Nadia S", "nadia@example.com", PhoneIsValid: true, PhoneCancels: 0, PhoneAddresses: 1, AddressScore: 90,
        ShipTo: new Place("EG", "Nasr City"), Billing: new Place("EG", "القاهرة"));

    private static readonly FraudFacts s_dear = s_usual with { Total = new Money(5_000_01, "EGP") };

    [Fact]
    public void A_usual_order_and_a_dear_complete_one_pass()
    {
        Assert.Empty(FraudRules.Judge(s_usual, s_limits));
        Assert.Empty(FraudRules.Judge(s_dear, s_limits));
    }

    [Fact]
    public void One_cancellation_more_than_is_forgiven_hits()
    {
        Assert.Empty(FraudRules.Judge(s_usual with { PhoneCancels = 2 }, s_limits));
        Expect(s_usual with { PhoneCancels = 3 }, FraudRules.PhoneCancels, ("cancels", "3"), ("cancelsMax", "2"));
    }

    [Fact]
    public void Incomplete_data_hit_only_where_the_value_is_high()
    {
        Assert.Empty(FraudRules.Judge(s_dear with { Total = new Money(5_000_00, "EGP"), Email = null }, s_limits));
        Expect(s_dear with { Email = null }, FraudRules.HighValueIncomplete, ("total", "5000.01 EGP"), ("above", "5000"), ("missing", "email"));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("phone")]
    [InlineData("email")]
    [InlineData("address")]
    public void Each_missing_piece_of_a_dear_order_is_named(string missing) =>
        Expect(
            missing switch
            {
                "name" => s_dear with { Name = " " },
                "phone" => s_dear with { PhoneIsValid = false },
                "email" => s_dear with { Email = "" },
                _ => s_dear with { AddressScore = 59 },
            },
            FraudRules.HighValueIncomplete,
            ("missing", missing));

    [Fact]
    public void A_bill_to_another_country_hits() =>
        Expect(s_usual with { Billing = new Place("US", "Cairo") }, FraudRules.AddressMismatch, ("billingCountry", "US"), ("shippingCountry", "EG"));

    [Fact]
    public void A_bill_to_another_city_hits_only_where_the_value_is_high()
    {
        var elsewhere = new Place("EG", "Alexandria");

        Assert.Empty(FraudRules.Judge(s_usual with { Billing = elsewhere }, s_limits));
        Expect(s_dear with { Billing = elsewhere }, FraudRules.AddressMismatch, ("billingCity", "Alexandria"), ("shippingCity", "Nasr City"));
    }

    [Fact]
    public void A_phone_that_sends_to_ever_new_addresses_hits()
    {
        Assert.Empty(FraudRules.Judge(s_usual with { PhoneAddresses = 3 }, s_limits));
        Expect(s_usual with { PhoneAddresses = 4 }, FraudRules.AddressMismatch, ("phoneAddresses", "4"), ("phoneAddressesMax", "3"));
    }

    [Fact]
    public void Where_the_channel_tells_no_bill_there_is_nothing_to_compare() =>
        Assert.Empty(FraudRules.Judge(s_dear with { Billing = null }, s_limits));

    [Fact]
    public void Several_hits_are_told_together() =>
        Assert.Equal(
            [FraudRules.PhoneCancels, FraudRules.HighValueIncomplete, FraudRules.AddressMismatch],
            FraudRules.Judge(s_dear with { PhoneCancels = 9, Name = null, PhoneAddresses = 9 }, s_limits).Select(hit => hit.Rule));

    private static void Expect(FraudFacts order, string rule, params (string Name, string Value)[] evidence)
    {
        var hit = Assert.Single(FraudRules.Judge(order, s_limits));
        Assert.Equal(rule, hit.Rule);
        Assert.All(evidence, fact => Assert.Equal(fact.Value, hit.Evidence[fact.Name]));
    }
}
