using ControlTower.Intake;
using ControlTower.Picking;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Picking;

/// <summary>What is taken back: a scan, a list, an order that is cancelled or held while somebody walks with it.</summary>
public sealed class TakenBackTests : IAsyncLifetime
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
    public async Task Undo_writes_its_own_entry_and_the_ledger_returns_to_the_sum_before()
    {
        var order = await _floor.OrderAsync("TEA", 2);
        var list = await _floor.ReleaseAsync(order);
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA", "TEA");
        var before = await LedgerAsync();
        Assert.Equal(StepKind.Done, (await _floor.WalkAsync(list, "TOTE-1")).Next!.Kind);
        Assert.NotEqual(before, await LedgerAsync());

        var undone = StockGround.Done(await _floor.UndoAsync(list));

        Assert.Equal(before, await LedgerAsync());
        Assert.Equal((StepKind.Tote, 2, 2), (undone.Next.Kind, undone.Next.Units, undone.Next.UnitsDone));
        Assert.Equal((2, 0, GroupState.Picking), await _floor.OrderLineAsync(order));
        Assert.Equal(1, await _floor.CountAsync("journal where kind = 'ScanUndone'"));
        Assert.Equal(0, await _floor.CountAsync("tote where group_id is not null"));
        Assert.Empty(await _floor.Stock.BrokenAsync());
        Assert.Equal(1, StockGround.Done(await _floor.UndoAsync(list)).Next.UnitsDone);
        StockGround.Done(await _floor.UndoAsync(list));
        Assert.Equal(StepKind.Bin, StockGround.Done(await _floor.UndoAsync(list)).Next.Kind);
        Assert.Equal("picking.nothing-to-undo", StockGround.CodeOf(await _floor.UndoAsync(list)));
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA", "TEA", "TOTE-2");
        Assert.Equal((0, 2, GroupState.Picked), await _floor.OrderLineAsync(order));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task Two_workers_race_for_one_list_and_one_walks_while_the_other_hears_who()
    {
        var list = await _floor.ReleaseAsync(await _floor.OrderAsync("TEA", 1));
        var both = await Task.WhenAll(_floor.TryClaimAsync(list), _floor.TryClaimAsync(list, _floor.Other));

        Assert.Equal(1, both.Count(one => one.Decided(out _, out _)));
        var winner = both[0].Decided(out _, out var lost) ? _floor.Picker : _floor.Other;
        var refusal = lost ?? (both[1].Decided(out _, out var second) ? null : second);
        Assert.Equal("picking.claimed", refusal!.Code);
        Assert.Contains(winner.Name, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("picking.claimed", StockGround.CodeOf(await _floor.TryScanAsync(list, "LOC-A-01-1", winner == _floor.Picker ? _floor.Other : _floor.Picker)));
    }

    [Fact]
    public async Task A_worker_of_whom_nothing_is_heard_loses_the_list_and_what_lies_in_totes_stays_known()
    {
        var list = await _floor.ReleaseAsync(await _floor.OrderAsync(("CUP", 1), ("TEA", 2)));
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-B-02-1", "CUP", "TOTE-1", "LOC-A-01-1", "TEA");
        Assert.Equal("picking.one-list-each", StockGround.CodeOf(await _floor.TryClaimAsync(Guid.NewGuid())));

        _floor.Stock.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, await _floor.Stock.Get<ExpireLeases>().HandleAsync(default));
        _floor.Stock.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await _floor.Stock.Get<ExpireLeases>().HandleAsync(default));

        var next = StockGround.Done(await _floor.TryClaimAsync(null, _floor.Other)).Next;
        Assert.Equal((StepKind.Bin, "TEA", 0, "1"), (next.Kind, next.Sku, next.UnitsDone, next.Tote));
        Assert.Equal("picking.claimed", StockGround.CodeOf(await _floor.TryScanAsync(list, "TEA")));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task An_order_that_is_cancelled_while_it_is_picked_leaves_the_list_and_what_lies_in_the_tote_goes_back_by_scan()
    {
        var (gone, stays) = (await _floor.OrderAsync(("CUP", 2), ("TEA", 1)), await _floor.OrderAsync("TEA", 1));
        var list = await _floor.ReleaseAsync(gone, stays);
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-B-02-1", "CUP", "CUP", "TOTE-1", "LOC-A-01-1");

        StockGround.Done(await CancelAsync(gone));

        Assert.Equal(Headline.Cancelled, (await _floor.Stock.FindAsync(gone)).Headline);
        Assert.Equal((20, 2, 0), await _floor.Stock.ShelfAsync("CUP", "cairo"));
        Assert.Equal((20, 0, 1), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Equal(1, await _floor.CountAsync("exception_case where code = 'PUTBACK_OPEN' and state = 'open' and order_id is null"));
        Assert.Empty(await _floor.Stock.BrokenAsync());
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA", "TOTE-2");

        Assert.Equal("picking.item-first", (await BackAsync(list, "LOC-B-02-1")).Code);
        Assert.Equal("picking.wrong-item", (await BackAsync(list, "TEA")).Code);
        Assert.Equal((PutBackStep.Item, 1), (await BackAsync(list, "CUP")) is var one ? (one.Next.Kind, one.Next.Units) : default);
        Assert.Equal(PutBackStep.Bin, (await BackAsync(list, "CUP")).Next.Kind);
        Assert.Equal("picking.wrong-bin", (await BackAsync(list, "LOC-A-01-1")).Code);
        Assert.Equal(PutBackStep.Done, (await BackAsync(list, "LOC-B-02-1")).Next.Kind);

        Assert.Equal((20, 0, 0), await _floor.Stock.ShelfAsync("CUP", "cairo"));
        Assert.Equal((20, 0), (await _floor.InBinAsync("CUP", "B-02-1"), await _floor.InBinAsync("CUP", "FLOOR")));
        Assert.Equal(0, await _floor.CountAsync("exception_case where code = 'PUTBACK_OPEN' and state <> 'resolved'"));
        Assert.Equal(0, await _floor.CountAsync("tote where code = '1' and group_id is not null"));
        Assert.Equal("picking.nothing-to-put-back", StockGround.CodeOf(await _floor.Stock.Get<ScanPutBackHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Picker, list, "CUP"), default)));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task A_hold_that_comes_after_release_stops_the_scan_and_loses_nothing()
    {
        var (held, other) = (await _floor.OrderAsync("TEA", 2), await _floor.OrderAsync("CUP", 1));
        var list = await _floor.ReleaseAsync(held, other);
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA");
        var order = await _floor.Stock.FindAsync(held);
        StockGround.Done(await _floor.Stock.Get<HoldOrderHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Stock.Manager, order.Id, HoldType.Operator, "wait"), default));

        var stopped = await _floor.ScanAsync(list, "TEA");

        Assert.Equal((ScanOutcome.Refused, "picking.held", "CUP"), (stopped.Outcome, stopped.Code, stopped.Next!.Sku));
        Assert.Null((await _floor.WalkAsync(list, "LOC-B-02-1", "CUP", "TOTE-2")).Next);
        Assert.Equal((2, 0, GroupState.Released), await _floor.OrderLineAsync(held));
        await _floor.Stock.Database.AppAsync($"update hold set released_at = now(), released_by = placed_by where order_id = '{order.Id}'");
        Assert.Equal("TEA", (await _floor.ClaimAsync(list)).Sku);
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA", "TEA", "TOTE-1");
        Assert.Equal((0, 2, GroupState.Picked), await _floor.OrderLineAsync(held));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task A_kit_counts_when_its_last_component_is_there_and_short_of_one_the_kit_goes_without()
    {
        await _floor.Stock.SkuAsync("SET", new Playbook.Inventory.StockUnits("CUP", 2), new Playbook.Inventory.StockUnits("TEA", 1));
        var order = await _floor.OrderAsync("SET", 2);
        var list = await _floor.ReleaseAsync(order);
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-B-02-1", "CUP", "CUP", "CUP", "CUP", "TOTE-1");
        Assert.Equal((2, 0, GroupState.Picking), await _floor.OrderLineAsync(order));
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA");

        StockGround.Done(await _floor.Stock.Get<ReportShortHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Picker, list, ShortReason.NotFound, 1, ShortDecision.Backorder), default));
        await _floor.WalkAsync(list, "TOTE-1");

        Assert.Equal((0, 1, GroupState.Picked), await _floor.OrderLineAsync(order));
        Assert.Equal((20, 2, 2), await _floor.Stock.ShelfAsync("CUP", "cairo")); // of the kit that cannot be: to be put back
        Assert.Equal((19, 0, 1), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    private async Task<string> LedgerAsync() => (string)(await _floor.Stock.Database.AppAsync("""
        select string_agg(concat_ws(' ', sku, bin, units), ', ' order by sku, bin) from
        (select sku, bin, sum(units) as units from stock_movement group by 1, 2 having sum(units) <> 0) as sums
        """))!;

    private async Task<Outcome<ControlTower.Data.Committed<OrderCancelled>>> CancelAsync(string order) =>
        await _floor.Stock.Get<CancelOrderHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Stock.Manager, (await _floor.Stock.FindAsync(order)).Id, "changed their mind"), default);

    private async Task<PutBackScanned> BackAsync(Guid list, string scan) =>
        StockGround.Done(await _floor.Stock.Get<ScanPutBackHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Picker, list, scan), default));
}
