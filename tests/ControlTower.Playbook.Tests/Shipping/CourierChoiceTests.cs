using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Shipping;

public sealed class CourierChoiceTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ParcelNeeds s_cod = new(ShippingMethod.Standard, "EG", HasCod: true);
    private static readonly CourierOffer s_plain = new("plain", CourierKind.Aramex, TakesCod: true, [], s_noon, null);

    [Fact]
    public void Cash_goes_with_who_collects_it() =>
        Assert.Equal("cash", Chosen(s_cod, s_plain with { Courier = "a", TakesCod = false }, s_plain with { Courier = "cash" }));

    [Fact]
    public void Whose_truck_comes_goes_before_who_is_cheaper() =>
        Assert.Equal("here", Chosen(s_cod, s_plain with { Courier = "cheap", NextTruck = null, Services = [new(ShippingMethod.Standard, null, null, 1)] }, s_plain with { Courier = "here" }));

    [Fact]
    public void The_cheaper_by_its_price_list_goes_before_the_sooner() =>
        Assert.Equal("cheap", Chosen(
            s_cod, s_plain with { Courier = "soon", Services = [new(ShippingMethod.Standard, "EG", null, 60)] },
            s_plain with { Courier = "cheap", NextTruck = s_noon.AddHours(2), Services = [new(ShippingMethod.Standard, "EG", null, 45)] }));

    [Fact]
    public void Of_equals_the_truck_that_leaves_sooner_takes_it() =>
        Assert.Equal("soon", Chosen(s_cod, s_plain with { Courier = "later", NextTruck = s_noon.AddHours(1) }, s_plain with { Courier = "soon" }));

    [Fact]
    public void Nobody_takes_what_is_collected_or_what_none_delivers()
    {
        Assert.Null(CourierChoice.Choose(s_cod with { Method = ShippingMethod.Pickup }, [s_plain]));
        Assert.Null(CourierChoice.Choose(s_cod with { Country = "SA" }, [s_plain with { OnlyCountry = "EG" }]));
        Assert.Null(CourierChoice.Choose(s_cod with { Method = ShippingMethod.Express }, [s_plain with { Services = [new(ShippingMethod.Standard, null, "OND", null)] }]));
    }

    [Fact]
    public void The_service_for_the_country_goes_before_the_one_for_all_and_the_cheaper_first() =>
        Assert.Equal("home", CourierChoice.ServiceFor(s_cod, s_plain with
        {
            Services = [new(ShippingMethod.Standard, null, "world", 10), new(ShippingMethod.Standard, "EG", "dear", 90), new(ShippingMethod.Standard, "EG", "home", 40)],
        })?.Service);

    private static string? Chosen(ParcelNeeds needs, params CourierOffer[] offers) => CourierChoice.Choose(needs, offers)?.Courier;
}
