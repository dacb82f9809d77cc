using ControlTower.Picking;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Picking;

/// <summary>The shelf has fewer than it should: what the books say afterwards, and what becomes of the line.</summary>
public sealed class ShortTests : IAsyncLifetime
{
    private PickGround _floor = null!;

    public async ValueTask InitializeAsync()
    {
        _floor = await PickGround.StartAsync();
        await _floor.Stock.SkuAsync("TEA");
    }

    public ValueTask DisposeAsync() => _floor.DisposeAsync();

    [Fact]
    public async Task By_itself_a_short_is_taken_from_another_bin_and_a_lead_is_told()
    {
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 10);
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 5, "B-01-1");
        var (order, list) = await AtTheBinAsync(3);
        await _floor.WalkAsync(list, "TEA");

        var told = StockGround.Done(await ShortAsync(list, ShortReason.TooFew));

        Assert.Equal((ShortDecision.OtherBin, 2, StepKind.Tote), (told.Decision, told.Units, told.Next!.Kind));
        Assert.Equal((13, 0, 3), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Equal(1, await _floor.CountAsync("exception_case where code = 'SHORT_PICK' and state = 'open' and owner_role = 'opsManager' and evidence ->> 'decision' = 'otherBin'"));
        Assert.Equal("B-01-1", (await _floor.WalkAsync(list, "TOTE-1")).Next!.Bin);
        await _floor.WalkAsync(list, "LOC-B-01-1", "TEA", "TEA", "TOTE-1");
        Assert.Equal((0, 3, GroupState.Picked), await _floor.OrderLineAsync(order));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task With_no_other_bin_the_line_is_promised_anew_from_another_site()
    {
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 3);
        var (order, list) = await AtTheBinAsync(3);
        await _floor.Stock.ReceiveAsync("TEA", "alex", 3);

        var told = StockGround.Done(await ShortAsync(list, ShortReason.NotFound));
        await _floor.Stock.CarryAsync();

        Assert.Equal((ShortDecision.OtherSite, StepKind.Done), (told.Decision, told.Next!.Kind));
        Assert.Equal((0, 0, 0), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Equal((3, 0, 3), await _floor.Stock.ShelfAsync("TEA", "alex"));
        Assert.Equal((3, 0, GroupState.Reserved), await _floor.OrderLineAsync(order));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Theory]
    [InlineData(ShortDecision.Backorder, 2, 0)]
    [InlineData(ShortDecision.Cancel, 0, 2)]
    public async Task What_was_found_goes_on_and_the_rest_waits_or_is_cancelled(ShortDecision decision, int backordered, int cancelled)
    {
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 3);
        var (order, list) = await AtTheBinAsync(3);
        await _floor.WalkAsync(list, "TEA");

        StockGround.Done(await ShortAsync(list, ShortReason.TooFew, decision: decision));
        var last = await _floor.WalkAsync(list, "TOTE-1");

        var line = (await _floor.Stock.FindAsync(order)).Lines[0];
        Assert.Equal((StepKind.Done, 1, backordered, cancelled), (last.Next!.Kind, line.Picked, line.Backordered, line.Cancelled));
        Assert.Equal((1, 0, 1), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Equal((0, 1, GroupState.Picked), await _floor.OrderLineAsync(order));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task Goods_that_are_gone_break_the_promise_of_the_youngest_order_that_waits_and_its_number_is_told()
    {
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 3);
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 2, "B-01-1");
        var (_, list) = await AtTheBinAsync(2);
        var young = await _floor.OrderAsync("TEA", 3);

        var told = StockGround.Done(await ShortAsync(list, ShortReason.NotFound));

        Assert.Equal($"CT-{(await _floor.Stock.FindAsync(young)).Number}", Assert.Single(told.Broken));
        Assert.Equal(1, await _floor.CountAsync("exception_case where code = 'PROMISE_BROKEN'"));
        Assert.Equal((3, 0, 2), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task Damaged_goods_stay_in_the_house_and_are_not_sold()
    {
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 3);
        var (_, list) = await AtTheBinAsync(2);

        StockGround.Done(await ShortAsync(list, ShortReason.Damaged, units: 1, decision: ShortDecision.Backorder));

        Assert.Equal((3, 1, 1), await _floor.Stock.ShelfAsync("TEA", "cairo"));
        Assert.Empty(await _floor.Stock.BrokenAsync());
    }

    [Fact]
    public async Task More_than_the_line_wants_is_never_missing()
    {
        await _floor.Stock.ReceiveAsync("TEA", "cairo", 5);
        var (_, list) = await AtTheBinAsync(2);
        Assert.Equal("picking.units-invalid", StockGround.CodeOf(await ShortAsync(list, ShortReason.TooFew, units: 3)));
        Assert.Equal("picking.units-invalid", StockGround.CodeOf(await ShortAsync(list, ShortReason.TooFew, units: 0)));
        Assert.Equal("picking.no-other-bin", StockGround.CodeOf(await ShortAsync(list, ShortReason.TooFew, decision: ShortDecision.OtherBin)));
        Assert.Equal((5, 0, 2), await _floor.Stock.ShelfAsync("TEA", "cairo"));
    }

    private async Task<(string Order, Guid List)> AtTheBinAsync(int units)
    {
        var order = await _floor.OrderAsync("TEA", units);
        var list = await _floor.ReleaseAsync(order);
        await _floor.ClaimAsync(list);
        await _floor.WalkAsync(list, "LOC-A-01-1");
        return (order, list);
    }

    private Task<Outcome<ControlTower.Data.Committed<ShortPicked>>> ShortAsync(Guid list, ShortReason reason, int? units = null, ShortDecision? decision = null) =>
        _floor.Stock.Get<ReportShortHandler>().HandleAsync(new(Guid.NewGuid(), _floor.Picker, list, reason, units, decision), default);
}
