using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Inventory;

public sealed class SourcingTests
{
    private static readonly SourcingSite s_cairo = new("cairo", "Cairo", "EG", "Cairo", ["Cairo", "Giza"]);
    private static readonly SourcingSite s_alex = new("alex", "Alex", "EG", "Alexandria", ["Alexandria", "Beheira"]);
    private static readonly SourcingSite s_riyadh = new("riyadh", "Riyadh", "SA", "Riyadh", []);
    private static readonly SourcingSite[] s_sites = [s_cairo, s_alex, s_riyadh];

    private static readonly SourcingAsk s_tea = new(
        Guid.Empty, DateTimeOffset.UnixEpoch, 0, new Destination("EG", "القاهرة", "مدينة نصر"), PartialPolicy.Split, [new AskedUnits(1, "TEA-250", 2)]);

    [Fact]
    public void One_warehouse_with_everything_goes_before_two_with_parts()
    {
        var decision = Choose(s_tea with { Lines = [new(1, "TEA-250", 2), new(2, "CUP", 1)] }, ("cairo", "TEA-250", 9), ("alex", "TEA-250", 2), ("alex", "CUP", 1));

        Assert.Equal("alex", Assert.Single(decision.Groups).Warehouse);
        Assert.Equal("one parcel from Alex; fewest parcels: Cairo has 2 of 3, Riyadh has 0 of 3", Text(decision));
    }

    [Fact]
    public void Of_those_with_everything_the_nearest_region_goes_first_whatever_the_others_have()
    {
        var decision = Choose(s_tea, ("cairo", "TEA-250", 2), ("alex", "TEA-250", 500), ("riyadh", "TEA-250", 900));

        Assert.Equal("one parcel from Cairo; nearest region (Alex: same country)", Text(decision));
    }

    [Fact]
    public void Where_the_address_is_nobodys_region_the_same_country_goes_first() =>
        Assert.Equal(
            "one parcel from Riyadh; nearest region (Alex: another country)",
            Text(Choose(s_tea with { ShipTo = new("SA", "Eastern Province", "Dammam") }, ("alex", "TEA-250", 500), ("riyadh", "TEA-250", 2))));

    [Fact]
    public void Of_those_equally_near_the_one_with_most_stock_left_goes_first() =>
        Assert.Equal(
            "one parcel from Alex; most stock left (Alex 7, Cairo 6)",
            Text(Choose(s_tea with { ShipTo = new("EG", "Aswan", "Aswan") }, ("cairo", "TEA-250", 8), ("alex", "TEA-250", 9))));

    [Fact]
    public void Of_those_alike_in_everything_the_first_by_name_is_taken() =>
        Assert.Equal(
            "one parcel from Alex; first by name, Cairo is alike",
            Text(Choose(s_tea with { ShipTo = new("EG", "Aswan", "Aswan") }, ("cairo", "TEA-250", 9), ("alex", "TEA-250", 9))));

    [Fact]
    public void Where_nobody_has_everything_two_share_and_each_figure_is_named()
    {
        var decision = Choose(s_tea with { Lines = [new(1, "TEA-250", 3)] }, ("cairo", "TEA-250", 2), ("alex", "TEA-250", 1));

        Assert.Equal([("cairo", 2), ("alex", 1)], decision.Groups.Select(group => (group.Warehouse, group.Lines.Sum(line => line.Units))));
        Assert.Equal("2 parcels, from Cairo and Alex; no warehouse has all 3: Cairo has 2 of 3, Alex has 1 of 3, Riyadh has 0 of 3", Text(decision));
    }

    [Fact]
    public void What_nobody_has_is_backordered_and_the_rest_goes()
    {
        var decision = Choose(s_tea, ("cairo", "TEA-250", 1));

        Assert.Equal([new BackorderedUnits(1, "TEA-250", 1)], decision.Backordered);
        Assert.Equal("one parcel from Cairo; not allocated: TEA-250 2 wanted, Cairo 1, Alex 0, Riyadh 0", Text(decision));
    }

    [Fact]
    public void An_order_that_is_held_until_everything_is_there_takes_nothing()
    {
        var decision = Choose(s_tea with { Partial = PartialPolicy.Hold }, ("cairo", "TEA-250", 1));

        Assert.Empty(decision.Groups);
        Assert.Equal(2, decision.Backordered.Sum(line => line.Units));
        Assert.Equal("not allocated, held until everything is there: TEA-250 2 wanted, Cairo 1, Alex 0, Riyadh 0", Text(decision));
    }

    [Fact]
    public void Nothing_is_promised_from_a_site_that_is_switched_off()
    {
        var off = new SourcingSite("cairo", "Cairo", "EG", "Cairo", [], isOn: false);
        var decision = Sourcing.Choose(s_tea, [off, s_alex], Shelves(("cairo", "TEA-250", 9)), Kits.None);

        Assert.Equal("not allocated: TEA-250 2 wanted, Alex 0; switched off: Cairo", Text(decision));
    }

    [Fact]
    public void A_kit_is_as_available_as_its_scarcest_component_and_takes_the_components()
    {
        var kits = new Kits([new("GIFT", "TEA-250", 2), new("GIFT", "CUP", 1)]);
        var ask = s_tea with { Lines = [new AskedUnits(1, "GIFT", 3)] };

        var decision = Sourcing.Choose(ask, [s_cairo], Shelves(("cairo", "TEA-250", 5), ("cairo", "CUP", 9)), kits);

        Assert.Equal([new PromisedUnits(1, "TEA-250", 4), new PromisedUnits(1, "CUP", 2)], Assert.Single(decision.Groups).Promised);
        Assert.Equal("one parcel from Cairo; not allocated: GIFT 3 wanted, Cairo 2", Text(decision));
    }

    [Fact]
    public void A_kit_and_its_component_on_one_order_share_the_shelf()
    {
        var kits = new Kits([new("GIFT", "TEA-250", 2)]);
        var decision = Sourcing.Choose(
            s_tea with { Lines = [new(1, "GIFT", 1), new(2, "TEA-250", 2)] }, [s_cairo], Shelves(("cairo", "TEA-250", 3)), kits);

        Assert.Equal([new BackorderedUnits(2, "TEA-250", 1)], decision.Backordered);
    }

    /// <summary>The sentence is made of the compared figures, so no input can change without it.</summary>
    [Fact]
    public void Changing_one_input_changes_the_named_warehouse_or_figure()
    {
        (string, string, int)[] shelves = [("cairo", "TEA-250", 3), ("alex", "TEA-250", 3), ("riyadh", "TEA-250", 1)];
        string[] sentences =
        [
            Text(Choose(s_tea, shelves)),
            Text(Choose(s_tea with { ShipTo = new("EG", "Alexandria", "Smouha") }, shelves)),
            Text(Choose(s_tea with { ShipTo = new("EG", "Qena", null) }, shelves)),
            Text(Choose(s_tea with { ShipTo = new("EG", "Qena", null) }, [.. shelves.Skip(1), ("cairo", "TEA-250", 4)])),
            Text(Choose(s_tea with { ShipTo = new("EG", "Qena", null) }, [.. shelves.Skip(1), ("cairo", "TEA-250", 5)])),
            Text(Choose(s_tea, [.. shelves.Skip(1)])),
            Text(Choose(s_tea with { Lines = [new(1, "TEA-250", 4)] }, shelves)),
            Text(Choose(s_tea with { Lines = [new(1, "TEA-250", 8)] }, shelves)),
            Text(Choose(s_tea with { Lines = [new(1, "TEA-500", 2)] }, shelves)),
        ];

        Assert.Equal(sentences.Length, sentences.Distinct().Count());
    }

    [Fact]
    public void Where_a_person_chose_the_sentence_says_so_and_not_that_no_other_is_on()
    {
        var chosen = Choose(s_tea with { Only = "alex" }, ("cairo", "TEA-250", 9), ("alex", "TEA-250", 9));
        Assert.Equal("one parcel from Alex; a person chose it", Text(chosen));
        Assert.Equal("alex", Assert.Single(chosen.Groups).Warehouse);
    }

    private static SourcingDecision Choose(SourcingAsk ask, params (string Warehouse, string Sku, int Available)[] shelves) =>
        Sourcing.Choose(ask, s_sites, Shelves(shelves), Kits.None);

    private static Shelves Shelves(params (string Warehouse, string Sku, int Available)[] shelves) => new(shelves);

    private static string Text(SourcingDecision decision) => EnglishSourcing.Of(decision);
}
