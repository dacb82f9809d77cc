using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Picking;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Tests.Picking;

/// <summary>What a lead does about the cases of the floor.</summary>
public sealed class FloorCaseTests : IAsyncLifetime
{
    private PickGround _floor = null!;

    public async ValueTask InitializeAsync()
    {
        _floor = await PickGround.StartAsync();
        await _floor.Stock.SkuAsync("TEA");
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 10);
    }

    public ValueTask DisposeAsync() => _floor.DisposeAsync();

    [Fact]
    public async Task A_recount_corrects_the_bin_and_leaves_the_case_open()
    {
        var one = await ShortAsync();

        var acted = StockGround.Done(await ResolveAsync(one, CaseAction.Recount, new() { ["counted"] = "6" }));

        Assert.True(acted.StaysOpen);
        Assert.Equal(6, await _floor.InBinAsync("TEA", "A-01-1"));
        Assert.Equal(6, (await _floor.Stock.ShelfAsync("TEA", "cairo")).Item1);
        Assert.Equal(1, await _floor.CountAsync("exception_case where code = 'SHORT_PICK' and state <> 'resolved'"));
        Assert.Equal(1, await _floor.CountAsync("journal where kind = 'BinCounted'"));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task A_recount_without_a_number_is_refused_and_the_books_stay()
    {
        var one = await ShortAsync();
        var before = await _floor.InBinAsync("TEA", "A-01-1");

        Assert.Equal("exceptions.value-missing", StockGround.CodeOf(await ResolveAsync(one, CaseAction.Recount, new() { ["counted"] = "-1" })));

        Assert.Equal(before, await _floor.InBinAsync("TEA", "A-01-1"));
    }

    [Theory]
    [InlineData(null, "A-01-1", 10)]
    [InlineData("B-01-1", "B-01-1", 3)]
    public async Task Goods_for_nobody_are_told_to_be_back_all_at_once_and_may_be_sold_again(string? named, string bin, int inBin)
    {
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 1, "B-01-1");
        var one = await CancelledAsync();

        Assert.Equal("inventory.bin-unknown", StockGround.CodeOf(await ResolveAsync(one, CaseAction.PutBack, new() { ["bin"] = "Z-99-9" })));
        StockGround.Done(await ResolveAsync(one, CaseAction.PutBack, named is null ? [] : new() { ["bin"] = named }));

        Assert.Equal(inBin, await _floor.InBinAsync("TEA", bin));
        Assert.Equal((11, 0, 0), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Equal(0, await _floor.CountAsync("exception_case where code = 'PUTBACK_OPEN' and state <> 'resolved'"));
        Assert.Equal(0, await _floor.CountAsync("tote where group_id is not null"));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task A_lead_has_a_short_taken_from_another_bin_of_the_same_warehouse()
    {
        var (order, one) = await ShortOrderAsync();
        Assert.Equal("picking.no-other-bin", StockGround.CodeOf(await ResolveAsync(one, CaseAction.OtherBin, [])));

        await _floor.Stock.ReceiveAsync("TEA", "cairo", 4, "B-01-1");
        StockGround.Done(await ResolveAsync(one, CaseAction.OtherBin, []));
        await _floor.Stock.CarryAsync();

        var line = (await _floor.Stock.FindAsync(order)).Lines[0];
        Assert.Equal((0, 2), (line.Backordered, line.Reserved)); // the one in the hand, and the other
        await SettledAsync();
        Assert.Equal("exceptions.resolved", StockGround.CodeOf(await ResolveAsync(one, CaseAction.OtherBin, [])));
    }

    [Fact]
    public async Task A_lead_has_a_short_sent_from_another_site()
    {
        var (order, one) = await ShortOrderAsync();
        Assert.Equal("exceptions.value-missing", StockGround.CodeOf(await ResolveAsync(one, CaseAction.OtherWarehouse, [])));
        await _floor.Stock.ReceiveAsync("TEA", "alex", 2);

        StockGround.Done(await ResolveAsync(one, CaseAction.OtherWarehouse, new() { ["warehouse"] = "alex" }));
        await _floor.Stock.CarryAsync();

        Assert.Equal(1, (await _floor.Stock.ShelfAsync("TEA", "alex")).Item3);
        Assert.Equal(0, (await _floor.Stock.FindAsync(order)).Lines[0].Backordered);
        await SettledAsync();
    }

    [Fact]
    public async Task A_lead_has_a_short_wait_although_it_was_promised_from_elsewhere_meanwhile()
    {
        await _floor.Stock.ReceiveAsync("TEA", "alex", 2);
        var (order, one) = await ShortOrderAsync(ShortDecision.OtherSite);
        await _floor.Stock.CarryAsync();
        Assert.True((await _floor.Stock.FindAsync(order)).Lines[0].Reserved > 0);

        StockGround.Done(await ResolveAsync(one, CaseAction.Backorder, []));

        var line = (await _floor.Stock.FindAsync(order)).Lines[0];
        Assert.Equal((1, 0), (line.Backordered, line.Unallocated));
        Assert.Equal((2, 0, 0), await _floor.Stock.ShelfAsync("TEA", "alex"));
        await SettledAsync();
    }

    [Fact]
    public async Task A_lead_cancels_what_was_not_found_and_the_rest_goes_on()
    {
        var (order, one) = await ShortOrderAsync();

        StockGround.Done(await ResolveAsync(one, CaseAction.DropLine, []));

        var line = (await _floor.Stock.FindAsync(order)).Lines[0];
        Assert.Equal((1, 0), (line.Cancelled, line.Wanted));
        Assert.Null((await _floor.Stock.FindAsync(order)).CancelledAt);
        await SettledAsync();
    }

    [Fact]
    public async Task A_short_that_is_taken_from_another_bin_already_leaves_nothing_to_decide()
    {
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 5, "B-01-1");
        var (_, one) = await ShortOrderAsync(ShortDecision.OtherBin);

        foreach (var action in new[] { CaseAction.OtherBin, CaseAction.Backorder, CaseAction.DropLine })
        {
            Assert.Equal("exceptions.nothing-missing", StockGround.CodeOf(await ResolveAsync(one, action, [])));
        }
    }

    private async Task SettledAsync()
    {
        Assert.Equal(0, await _floor.CountAsync("exception_case where code = 'SHORT_PICK' and state <> 'resolved'"));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    /// <summary>Two are wanted, one is in the picker's hand, and the other is not there.</summary>
    private async Task<(string Order, Guid Case)> ShortOrderAsync(ShortDecision decision = ShortDecision.Backorder)
    {
        var order = await _floor.OrderAsync("TEA", 2);
        var list = await _floor.ReleaseAsync(order);
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA");
        StockGround.Done(await _floor.Stock.Get<ReportShortHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Picker, list, ShortReason.TooFew, null, decision), default));
        return (order, await CaseAsync(ExceptionCode.ShortPick));
    }

    private async Task<Guid> ShortAsync()
    {
        var list = await _floor.ReleaseAsync(await _floor.OrderAsync("TEA", 2));
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA");
        StockGround.Done(await _floor.Stock.Get<ReportShortHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Picker, list, ShortReason.TooFew, null, ShortDecision.Backorder), default));
        return await CaseAsync(ExceptionCode.ShortPick);
    }

    /// <summary>Two units of an order that is cancelled lie in a tote.</summary>
    private async Task<Guid> CancelledAsync()
    {
        var order = await _floor.OrderAsync("TEA", 2);
        var list = await _floor.ReleaseAsync(order);
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-A-01-1", "TEA", "TEA", "TOTE-1");
        var cancelled = (await _floor.Stock.FindAsync(order)).Id;
        StockGround.Done(await _floor.Stock.Get<CancelOrderHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Stock.Manager, cancelled, "changed their mind"), default));
        return await CaseAsync(ExceptionCode.PutbackOpen);
    }

    private async Task<Guid> CaseAsync(ExceptionCode code)
    {
        await using var db = await _floor.Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return (await db.Cases.SingleAsync(one => one.Code == code && one.State != CaseState.Resolved)).Id;
    }

    private Task<Outcome<Committed<CaseActed>>> ResolveAsync(Guid one, CaseAction action, Dictionary<string, string> values) =>
        _floor.Stock.Get<ResolveCaseHandler>().HandleAsync(new(Guid.NewGuid(), one, action, values, null, false, _floor.Stock.Manager), default);
}
