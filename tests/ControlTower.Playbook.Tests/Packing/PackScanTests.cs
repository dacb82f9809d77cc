using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Packing;

public sealed class PackScanTests
{
    private static readonly PackStanding s_open = new("CT-1", ParcelState.Open, GroupState.Packing, IsCancelled: false, Hold: null);

    private static readonly PackNeed[] s_needs =
    [
        new(1, "TEA", "Tea", PerKit: 1, Wanted: 2, Packed: 1, Here: 1),
        new(2, "CUP", "Cup", PerKit: 1, Wanted: 3, Packed: 3, Here: 0),
        new(3, "TEA", "Tea", PerKit: 1, Wanted: 1, Packed: 0, Here: 0),
    ];

    [Fact]
    public void A_right_item_goes_to_the_first_line_that_still_wants_it() =>
        Assert.Equal([new PackPut(1, "TEA", 1, 1)], PackScan.Judge(s_open, s_needs, Item("TEA")).Puts);

    [Fact]
    public void A_code_that_means_several_fills_line_after_line() =>
        Assert.Equal([new PackPut(1, "TEA", 1, 1), new PackPut(3, "TEA", 1, 1)], PackScan.Judge(s_open, s_needs, Item("TEA", 2)).Puts);

    [Theory]
    [InlineData("SOAP", 1, null, "packing.wrong-item")]
    [InlineData("CUP", 1, null, "packing.too-many")]
    [InlineData("TEA", 12, null, "packing.case-too-large")]
    [InlineData(null, 0, "the tote T-9", "packing.not-an-item")]
    [InlineData(null, 0, null, "packing.unknown-code")]
    public void Every_other_scan_is_refused_and_says_what_is_expected(string? sku, int units, string? other, string code)
    {
        var verdict = PackScan.Judge(s_open, s_needs, new("raw", sku, sku, units, other));

        Assert.Equal((code, "1 × Tea"), (verdict.Refused?.Code, verdict.Expected));
        Assert.Empty(verdict.Puts);
        Assert.Equal(0, verdict.Units);
    }

    [Fact]
    public void What_was_picked_and_is_not_wanted_any_more_is_no_part_of_the_order() =>
        Assert.Equal("packing.wrong-item", PackScan.Judge(s_open, [.. s_needs, new(4, "HAT", "Hat", 1, Wanted: 0, Packed: 0, Here: 0)], Item("HAT")).Refused?.Code);

    [Fact]
    public void A_held_or_cancelled_order_stops_the_bench_before_anything_else() =>
        Assert.Equal(
            ["packing.cancelled", "packing.cancelled", "packing.held", "packing.not-open"],
            new[]
            {
                s_open with { IsCancelled = true, Hold = HoldType.Fraud }, s_open with { Group = GroupState.Cancelled }, s_open with { Hold = HoldType.Address },
                s_open with { Parcel = ParcelState.Sealed },
            }.Select(standing => PackScan.Judge(standing, s_needs, Item("TEA")).Refused?.Code));

    [Fact]
    public void A_kit_is_packed_with_its_last_component_and_no_longer_when_one_comes_out()
    {
        PackNeed[] kit = [new(1, "BOX", "Box", PerKit: 1, Wanted: 2, Packed: 1, Here: 1), new(1, "SOAP", "Soap", PerKit: 2, Wanted: 4, Packed: 3, Here: 3)];

        Assert.Equal([new PackPut(1, "SOAP", 1, 0)], kit.Put("SOAP", 1));
        Assert.Equal([new PackPut(1, "BOX", 1, 0)], kit.Put("BOX", 1));
        Assert.Equal([new PackPut(1, "SOAP", -2, -1)], kit.TakeOut("SOAP", 2));
        Assert.Equal([new PackPut(1, "SOAP", 1, 1)], new[] { kit[0] with { Packed = 2 }, kit[1] }.Put("SOAP", 1));
    }

    private static ScannedCode Item(string sku, int units = 1) => new("raw", sku, sku, units, null);
}
