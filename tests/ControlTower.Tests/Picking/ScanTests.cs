using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Picking;

/// <summary>Bin, item, tote: what passes, what does not, and what follows from it.</summary>
public sealed class ScanTests : IAsyncLifetime
{
    private PickGround _floor = null!;

    public async ValueTask InitializeAsync()
    {
        _floor = await PickGround.StartAsync();
        await _floor.Stock.SkuAsync("TEA");
        await _floor.Stock.SkuAsync("CUP");
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 20);
        await _floor.Stock.ReceiveAsync("CUP", "cairo", 20, "B-02-1");
    }

    public ValueTask DisposeAsync() => _floor.DisposeAsync();

    [Fact]
    public async Task An_order_is_picked_bin_by_item_by_tote_and_ends_its_list_and_its_wave()
    {
        var order = await _floor.OrderAsync("TEA", 2);
        var list = await _floor.ReleaseAsync(order);

        Assert.Equal((StepKind.Bin, "A-01-1", "TEA", 2, 0), Shown(await _floor.ClaimAsync(list)));
        Assert.Equal(StepKind.Item, (await _floor.ScanAsync(list, "LOC-A-01-1")).Next!.Kind);
        Assert.Equal((StepKind.Item, "A-01-1", "TEA", 2, 1), Shown((await _floor.ScanAsync(list, "TEA")).Next!));
        Assert.Equal((StepKind.Tote, "A-01-1", "TEA", 2, 2), Shown((await _floor.ScanAsync(list, "tea")).Next!));
        Assert.Equal(0, await _floor.InBinAsync("TEA", "FLOOR"));

        var last = await _floor.ScanAsync(list, "TOTE-0412");

        Assert.Equal((ScanOutcome.Accepted, StepKind.Done), (last.Outcome, last.Next!.Kind));
        Assert.Equal((0, 2, GroupState.Picked), await _floor.OrderLineAsync(order));
        Assert.Equal((20, 0, 2), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Equal((18, 2), (await _floor.InBinAsync("TEA", "A-01-1"), await _floor.InBinAsync("TEA", "FLOOR")));
        Assert.Equal(1, await _floor.CountAsync("tote t join fulfilment_group g on g.id = t.group_id where t.code = '0412' and t.list is null and g.state = 'picked'"));
        Assert.Equal(1, await _floor.CountAsync($"pick_list p join wave w on w.id = p.wave where p.id = '{list}' and p.state = 'done' and p.claimed_by is null and w.state = 'done'"));
        Assert.Equal(1, await _floor.CountAsync("journal where kind = 'GroupPicked'"));
        Assert.Equal(Headline.InFulfilment, (await _floor.Stock.FindAsync(order)).Headline);
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Theory]
    [InlineData("TEA", "picking.wrong-bin", "A-01-1", "TEA")]
    [InlineData("LOC-B-02-1", "picking.wrong-bin", "A-01-1", "LOC-B-02-1")]
    [InlineData("TOTE-1", "picking.wrong-bin", "A-01-1", "TOTE-1")]
    [InlineData("", "picking.wrong-bin", "A-01-1", "nothing that can be read")]
    public async Task At_the_bin_nothing_but_its_label_passes(string scan, string code, string expected, string scanned)
    {
        var list = await ClaimedAsync("TEA", 2);
        Assert.Equal((ScanOutcome.Refused, code, expected, scanned), Said(await _floor.ScanAsync(list, scan)));
        Assert.Equal(1, await _floor.CountAsync("journal where kind = 'ScanTaken' and new ->> 'outcome' = 'refused'"));
    }

    [Theory]
    [InlineData("CUP", "picking.wrong-item", "TEA", "CUP")]
    [InlineData("6291041500213", "picking.wrong-item", "TEA", "06291041500213 (not in the catalogue)")]
    [InlineData("LOC-A-01-1", "picking.wrong-item", "TEA", "LOC-A-01-1")]
    [InlineData("TOTE-1", "picking.wrong-item", "TEA", "TOTE-1")]
    public async Task At_the_shelf_no_other_article_passes(string scan, string code, string expected, string scanned)
    {
        var list = await ClaimedAsync("TEA", 2);
        await _floor.WalkAsync(list, "LOC-A-01-1");
        Assert.Equal((ScanOutcome.Refused, code, expected, scanned), Said(await _floor.ScanAsync(list, scan)));
    }

    [Fact]
    public async Task One_unit_too_many_is_refused_and_a_typed_quantity_is_held_to_the_line()
    {
        var list = await ClaimedAsync("TEA", 3);
        await _floor.WalkAsync(list, "LOC-A-01-1");

        Assert.Equal("picking.too-many", (await _floor.ScanAsync(list, "TEA", units: 4)).Code);
        Assert.Equal("picking.too-many", (await _floor.ScanAsync(list, "TEA", units: 0)).Code);
        Assert.Equal(3, (await _floor.ScanAsync(list, "TEA", units: 3)).Next!.UnitsDone);
        Assert.Equal("picking.too-many", (await _floor.ScanAsync(list, "TEA")).Code);
    }

    [Fact]
    public async Task A_case_counts_for_the_units_that_its_barcode_means()
    {
        await _floor.Stock.Database.AppAsync("insert into sku_barcode (gtin, sku, units) values ('06291041500213', 'TEA', 6)");
        var list = await ClaimedAsync("TEA", 7);
        await _floor.WalkAsync(list, "LOC-A-01-1", "]E06291041500213");

        Assert.Equal(("picking.too-many", "1 × TEA", "6 × TEA"), (await _floor.ScanAsync(list, "(01)06291041500213(10)LOT7")) is var no ? (no.Code, no.Expected, no.Scanned) : default);
        Assert.Equal(StepKind.Tote, (await _floor.ScanAsync(list, "TEA")).Next!.Kind);
    }

    [Fact]
    public async Task Goods_of_two_orders_never_lie_in_one_tote()
    {
        var (first, second) = (await _floor.OrderAsync("TEA", 1), await _floor.OrderAsync("CUP", 1));
        var list = await _floor.ReleaseAsync(first, second);
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA", "TOTE-7", "LOC-B-02-1", "CUP");

        var wrong = await _floor.ScanAsync(list, "TOTE-7");

        Assert.Equal((ScanOutcome.Refused, "picking.tote-other-order", StepKind.Tote), (wrong.Outcome, wrong.Code, wrong.Next!.Kind));
        Assert.Equal((1, 0, GroupState.Released), await _floor.OrderLineAsync(second));
        await _floor.WalkAsync(list, "TOTE-8");
        Assert.Equal((0, 1, GroupState.Picked), await _floor.OrderLineAsync(second));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task A_scan_that_is_sent_twice_is_counted_once_whoever_holds_the_list_by_then()
    {
        var list = await ClaimedAsync("TEA", 2);
        await _floor.WalkAsync(list, "LOC-A-01-1");
        var (scan, command) = (Guid.NewGuid(), Guid.NewGuid());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _floor.TryScanAsync(list, "TEA", scanId: scan)));
        Assert.Equal(7, answers.Count(answer => StockGround.Done(answer) is { Outcome: ScanOutcome.Duplicate, Code: null, Next.UnitsDone: 1 }));
        var same = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _floor.TryScanAsync(list, "TEA", scanId: command, command: command)));
        Assert.All(same, answer => Assert.Equal((ScanOutcome.Accepted, 2), (StockGround.Done(answer).Outcome, StockGround.Done(answer).Next!.UnitsDone)));
        Assert.Equal("command.other-body", StockGround.CodeOf(await _floor.TryScanAsync(list, "CUP", scanId: command, command: command)));

        await _floor.WalkAsync(list, "TOTE-1");
        Assert.Equal(ScanOutcome.Duplicate, (await _floor.ScanAsync(list, "TEA", scanId: scan)).Outcome);
        Assert.Equal(2, await _floor.CountAsync("pick_scan where step = 'item'"));
    }

    [Fact]
    public async Task Three_wrong_scans_at_one_line_are_told_to_a_lead_once()
    {
        var list = await ClaimedAsync("TEA", 1);
        for (var wrong = 0; wrong < 4; wrong++)
        {
            Assert.Equal(wrong < 3 ? 0L : 1L, await _floor.CountAsync("exception_case where code = 'WRONG_SCAN_REPEAT'"));
            await _floor.ScanAsync(list, "CUP");
        }

        Assert.Equal(1, await _floor.CountAsync("exception_case where code = 'WRONG_SCAN_REPEAT' and owner_role = 'opsManager' and evidence ->> 'bin' = 'A-01-1'"));
    }

    [Fact]
    public async Task A_full_tote_is_followed_by_another_one_of_the_same_order()
    {
        var list = await ClaimedAsync("CUP", 1, "TEA", 1);
        await _floor.WalkAsync(list, "LOC-B-02-1", "CUP", "TOTE-1", "LOC-A-01-1", "TEA");

        Assert.Equal(("picking.wrong-tote", "1"), (await _floor.ScanAsync(list, "TOTE-2")) is var no ? (no.Code, no.Expected) : default);
        StockGround.Done(await _floor.Stock.Get<ControlTower.Picking.FillToteHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Picker, list), default));
        Assert.Equal("picking.tote-full", (await _floor.ScanAsync(list, "TOTE-1")).Code);
        await _floor.WalkAsync(list, "TOTE-2");

        Assert.Equal(2, await _floor.CountAsync("tote t join fulfilment_group g on g.id = t.group_id and g.state = 'picked'"));
    }

    private static (StepKind, string?, string?, int, int) Shown(PickStep step) => (step.Kind, step.Bin, step.Sku, step.Units, step.UnitsDone);

    private static (ScanOutcome, string?, string?, string) Said(ScanTaken taken) => (taken.Outcome, taken.Code, taken.Expected, taken.Scanned);

    private async Task<Guid> ClaimedAsync(string sku, int units, string? other = null, int otherUnits = 0)
    {
        var order = other is null ? await _floor.OrderAsync(sku, units) : await _floor.OrderAsync((sku, units), (other, otherUnits));
        var list = await _floor.ReleaseAsync(order);
        await _floor.ClaimAsync(list);
        return list;
    }
}
