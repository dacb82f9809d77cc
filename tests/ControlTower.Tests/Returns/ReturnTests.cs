using ControlTower.Data;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using static ControlTower.Tests.Inventory.StockGround;

namespace ControlTower.Tests.Returns;

/// <summary>Goods that come back: announced, at the dock, graded, and in their place; every figure of the ledger agrees at every step.</summary>
public sealed class ReturnTests : IAsyncLifetime
{
    private ReturnGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await ReturnGround.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty((await _ground.Stock.BrokenAsync()).Except(["inv_i24_nothing_comes_from_the_future"])); // some of these tests wait for weeks
        await _ground.DisposeAsync();
    }

    [Fact]
    public async Task Only_what_was_shipped_can_come_back_and_only_once()
    {
        var order = await _ground.ShippedAsync(units: 3);
        var first = Done(await _ground.OpenAsync(order, 2));

        Assert.Equal("returns.not-shipped", CodeOf(await _ground.OpenAsync(order, 2)));
        Assert.Equal("returns.lines-missing", CodeOf(await _ground.OpenAsync(order, 0)));
        Done(await _ground.OpenAsync(order, 1));
        Assert.Equal((ReturnState.Authorised, "support 1"), ((await _ground.PictureAsync(first.Return)).State, (await _ground.PictureAsync(first.Return)).OpenedName));
        Assert.Equal(Stage.Returns, (await _ground.AgainAsync(order)).Stage);

        var promised = await _ground.Stock.FindAsync(await PromisedAsync());
        Assert.Equal("returns.not-shipped", CodeOf(await _ground.OpenAsync(promised, 1)));
    }

    [Theory]
    [InlineData(Grade.New, Disposition.Restock, 20, 0)]
    [InlineData(Grade.Used, Disposition.Quarantine, 20, 2)]
    [InlineData(Grade.Damaged, Disposition.Scrap, 18, 0)]
    public async Task What_came_back_is_not_for_sale_before_it_is_graded_and_then_lies_where_it_was_decided(Grade grade, Disposition disposition, int onHand, int unsellable)
    {
        var order = await _ground.ShippedAsync();
        Assert.Equal((18, 0, 0), await _ground.Stock.ShelfAsync("TEA-250", "cairo"));

        var id = Done(await _ground.OpenAsync(order, 2)).Return;
        Done(await _ground.Acts.HandleAsync(new ReceiveReturn(Guid.NewGuid(), ReturnGround.Packer, id, new Dictionary<int, int> { [1] = 2 }, null), default));
        Assert.Equal((20, 2, 0), await _ground.Stock.ShelfAsync("TEA-250", "cairo"));
        Assert.Empty(await _ground.Stock.BrokenAsync());

        Done(await _ground.Acts.HandleAsync(new GradeReturn(Guid.NewGuid(), ReturnGround.Packer, id, [new(1, 2, grade, disposition)]), default));
        Assert.Equal((onHand, unsellable, 0), await _ground.Stock.ShelfAsync("TEA-250", "cairo"));
        Assert.Equal(2, (await _ground.AgainAsync(order)).Lines[0].Returned);
    }

    [Fact]
    public async Task What_is_used_is_not_sold_again_and_no_more_is_graded_than_was_received()
    {
        var order = await _ground.ShippedAsync();
        var id = Done(await _ground.OpenAsync(order, 2)).Return;
        Assert.Equal("returns.state", CodeOf(await GradeAsync(id, 1, Grade.New, Disposition.Restock)));

        Done(await _ground.Acts.HandleAsync(new ReceiveReturn(Guid.NewGuid(), ReturnGround.Packer, id, new Dictionary<int, int> { [1] = 2 }, null), default));
        Assert.Equal("returns.disposition", CodeOf(await GradeAsync(id, 1, Grade.Used, Disposition.Restock)));
        Assert.Equal("returns.not-received", CodeOf(await GradeAsync(id, 3, Grade.New, Disposition.Restock)));

        Done(await GradeAsync(id, 1, Grade.New, Disposition.Restock));
        Assert.Equal(ReturnState.Received, (await _ground.PictureAsync(id)).State); // one is still on the table
        Done(await GradeAsync(id, 1, Grade.Damaged, Disposition.Scrap));
        Assert.Equal(ReturnState.Dispositioned, (await _ground.PictureAsync(id)).State);
    }

    [Fact]
    public async Task A_parcel_that_the_courier_brings_back_is_expected_by_itself_and_received_by_its_label()
    {
        var order = await _ground.ShippedAsync(payment: PaymentState.Paid, until: ParcelState.Returning);
        Assert.Equal(1, await _ground.Stock.Get<ExpectReturns>().HandleAsync(default));
        Assert.Equal(0, await _ground.Stock.Get<ExpectReturns>().HandleAsync(default));

        var received = Done(await _ground.Stock.Get<ReceiveBlindHandler>().HandleAsync(new(Guid.NewGuid(), ReturnGround.Packer, "cairo", "00" + order.Parcels[0].Sscc, []), default));
        var picture = await _ground.PictureAsync(received.Return);
        Assert.Equal((ReturnSource.Courier, ReturnState.Received, ReturnReason.Refused, 2), (picture.Source, picture.State, picture.Lines[0].Reason, picture.Lines[0].Received));
        Assert.Equal(ParcelState.Returned, (await _ground.AgainAsync(order)).Parcels[0].State);
    }

    [Fact]
    public async Task Goods_that_nobody_announced_are_taken_in_by_any_label_of_theirs_and_a_strange_one_is_refused_in_words()
    {
        var order = await _ground.ShippedAsync();
        var handler = _ground.Stock.Get<ReceiveBlindHandler>();
        Assert.Equal("returns.scan-unknown", CodeOf(await handler.HandleAsync(new(Guid.NewGuid(), ReturnGround.Packer, "cairo", "4006381333931", []), default)));

        var received = Done(await handler.HandleAsync(new(Guid.NewGuid(), ReturnGround.Packer, "alex", order.Parcels[0].Tracking!, [new(1, 1, ReturnReason.Defective)]), default));
        var picture = await _ground.PictureAsync(received.Return);
        Assert.Equal((ReturnSource.Dock, "alex", 1), (picture.Source, picture.Warehouse, picture.Lines[0].Received));
        Assert.Equal((1, 1, 0), await _ground.Stock.ShelfAsync("TEA-250", "alex"));
    }

    [Fact]
    public async Task A_return_whose_goods_never_come_expires_and_goods_that_come_late_are_goods_all_the_same()
    {
        var order = await _ground.ShippedAsync();
        var id = Done(await _ground.OpenAsync(order, 1)).Return;
        _ground.Stock.Clock.Advance(ReturnRules.ExpectedWithin + TimeSpan.FromHours(1));
        await _ground.Stock.Get<EndReturns>().HandleAsync(default);
        Assert.Equal(ReturnState.Expired, (await _ground.PictureAsync(id)).State);
        Assert.Null((await _ground.AgainAsync(order)).Stage);

        Done(await _ground.Acts.HandleAsync(new ReceiveReturn(Guid.NewGuid(), ReturnGround.Packer, id, new Dictionary<int, int> { [1] = 1 }, null), default));
        Assert.Equal(ReturnState.Received, (await _ground.PictureAsync(id)).State);
        Assert.Equal(Stage.Returns, (await _ground.AgainAsync(order)).Stage);
    }

    [Fact]
    public async Task An_order_that_was_delivered_and_kept_is_closed_when_the_time_for_returns_is_over()
    {
        var order = await _ground.ShippedAsync();
        await _ground.Stock.Get<EndReturns>().HandleAsync(default);
        Assert.Equal(Headline.Delivered, (await _ground.AgainAsync(order)).Headline);

        _ground.Stock.Clock.Advance(ReturnRules.Window + TimeSpan.FromHours(1));
        await _ground.Stock.Get<EndReturns>().HandleAsync(default);
        Assert.Equal(Headline.Closed, (await _ground.AgainAsync(order)).Headline);
    }

    [Fact]
    public async Task An_exchange_sends_the_same_goods_free_of_charge_and_asks_for_no_money()
    {
        var order = await _ground.ShippedAsync();
        var id = Done(await _ground.OpenAsync(order, 2, kind: ReturnKind.Exchange)).Return;
        Done(await _ground.Acts.HandleAsync(new ReceiveReturn(Guid.NewGuid(), ReturnGround.Packer, id, new Dictionary<int, int> { [1] = 2 }, null), default));
        Done(await GradeAsync(id, 2, Grade.New, Disposition.Restock));

        var picture = await _ground.PictureAsync(id);
        Assert.Equal((ReturnState.Closed, 0), (picture.State, picture.Refunds.Count));
        await _ground.Stock.CarryAsync();
        var sent = await _ground.Stock.FindAsync($"EX-{picture.Name}");
        Assert.Equal((2, 0L, Headline.Confirmed, order.Contact.PhoneE164), (sent.Lines[0].Reserved, sent.TotalMinor, sent.Headline, sent.Contact.PhoneE164));
    }

    private Task<Outcome<Committed<ReturnGraded>>> GradeAsync(Guid id, int units, Grade grade, Disposition disposition) =>
        _ground.Acts.HandleAsync(new GradeReturn(Guid.NewGuid(), ReturnGround.Packer, id, [new(1, units, grade, disposition)]), default);

    private async Task<string> PromisedAsync()
    {
        var id = await _ground.Stock.OrderAsync("TEA-250", 1);
        await _ground.Stock.CarryAsync();
        return id;
    }
}
