using ControlTower.Inventory;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Inventory;

/// <summary>Who gets what when there is not enough, and when what there was is gone.</summary>
public sealed class PromiseTests : IAsyncLifetime
{
    private StockGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await StockGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task A_hundred_buyers_at_once_for_ten_units_get_exactly_ten()
    {
        await _ground.SkuAsync("HOT");
        await _ground.ReceiveAsync("HOT", "cairo", 10);

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) => await _ground.OrderAsync("HOT", 1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _ground.CarryAsync()));
        await _ground.CarryAsync();

        Assert.Equal((10, 0, 10), await _ground.ShelfAsync("HOT", "cairo"));
        Assert.Equal(10L, await _ground.Database.AppAsync("select sum(reserved) from order_line where sku = 'HOT'"));
        Assert.Equal(90L, await _ground.Database.AppAsync("select sum(backordered) from order_line where sku = 'HOT'"));
        Assert.Equal(90L, await _ground.Database.AppAsync("select count(*) from promise_event where sku = 'HOT' and kind = 'oversell'"));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task Goods_that_come_in_go_to_who_has_waited_longest()
    {
        await _ground.SkuAsync("LATE");
        var (first, second, third) = (await NextAsync("LATE"), await NextAsync("LATE"), await NextAsync("LATE"));

        await _ground.ReceiveAsync("LATE", "cairo", 4);
        await _ground.CarryAsync();

        Assert.Equal((2, 0), await LineAsync(first));
        Assert.Equal((2, 0), await LineAsync(second));
        Assert.Equal((0, 2), await LineAsync(third));
    }

    [Fact]
    public async Task What_a_cancelled_order_gives_back_goes_to_who_waits()
    {
        await _ground.SkuAsync("BACK");
        await _ground.ReceiveAsync("BACK", "cairo", 2);
        var (first, second) = (await NextAsync("BACK"), await NextAsync("BACK"));

        await _ground.CancelAsync(first, "BACK", 2);
        await _ground.CarryAsync();

        Assert.Equal(Headline.Cancelled, (await _ground.FindAsync(first)).Headline);
        Assert.Equal((2, 0), await LineAsync(second));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task A_correction_below_what_is_promised_is_refused_and_changes_nothing()
    {
        await _ground.SkuAsync("SLIP");
        await _ground.ReceiveAsync("SLIP", "cairo", 3);
        await NextAsync("SLIP");

        Assert.Equal("inventory.below-promised", StockGround.CodeOf(await _ground.AdjustAsync("SLIP", "cairo", -2, AdjustReason.Correction)));
        Assert.Equal((3, 0, 2), await _ground.ShelfAsync("SLIP", "cairo"));
    }

    [Theory]
    [InlineData(AdjustReason.Theft, 2, 0)]
    [InlineData(AdjustReason.Damage, 4, 2)]
    public async Task When_promised_goods_are_gone_the_youngest_goes_without_and_somebody_is_told(AdjustReason reason, int onHand, int unsellable)
    {
        var sku = $"GONE-{reason}";
        await _ground.SkuAsync(sku);
        await _ground.ReceiveAsync(sku, "cairo", 4);
        var (older, younger) = (await NextAsync(sku), await NextAsync(sku));

        var adjusted = StockGround.Done(await _ground.AdjustAsync(sku, "cairo", -2, reason));
        await _ground.CarryAsync();

        Assert.Single(adjusted.Broken);
        Assert.Equal((onHand, unsellable, 2), await _ground.ShelfAsync(sku, "cairo"));
        Assert.Equal((2, 0), await LineAsync(older));
        Assert.Equal((0, 2), await LineAsync(younger));
        Assert.Equal("promiseBroken", await _ground.Database.AppAsync($"select string_agg(kind, ',') from promise_event where sku = '{sku}' and kind <> 'stockout'"));
        Assert.Equal(1L, await _ground.Database.AppAsync(
            $"select count(*) from exception_case where code = 'PROMISE_BROKEN' and state = 'open' and order_id = '{(await _ground.FindAsync(younger)).Id}'"));
        Assert.Empty(await _ground.BrokenAsync());

        await _ground.ReceiveAsync(sku, "cairo", 2);
        await _ground.CarryAsync();
        Assert.Equal((2, 0), await LineAsync(younger));
        Assert.Equal(0L, await LiveCasesAsync(younger));
    }

    [Fact]
    public async Task An_order_whose_promise_was_broken_is_shipped_from_elsewhere_where_that_is_possible()
    {
        await _ground.SkuAsync("ELSE");
        await _ground.ReceiveAsync("ELSE", "cairo", 2);
        var order = await NextAsync("ELSE");
        await _ground.ReceiveAsync("ELSE", "alex", 2);

        StockGround.Done(await _ground.AdjustAsync("ELSE", "cairo", -1, AdjustReason.Theft));
        await _ground.CarryAsync();

        Assert.Equal("alex", Assert.Single((await _ground.FindAsync(order)).Groups, group => group.IsLive).Warehouse);
        Assert.Equal((1, 0, 0), await _ground.ShelfAsync("ELSE", "cairo"));
        Assert.Equal(0L, await LiveCasesAsync(order));
    }

    [Fact]
    public async Task A_kit_that_is_short_of_one_component_is_not_promised_and_takes_nothing()
    {
        await _ground.SkuAsync("CUP");
        await _ground.SkuAsync("POT");
        await _ground.SkuAsync("SET", new("CUP", 2), new StockUnits("POT", 1));
        await _ground.ReceiveAsync("CUP", "cairo", 9);
        var order = await NextAsync("SET", 1);

        Assert.Equal((0, 1), await LineAsync(order));
        Assert.Equal((9, 0, 0), await _ground.ShelfAsync("CUP", "cairo"));

        await _ground.ReceiveAsync("POT", "cairo", 1);
        await _ground.CarryAsync();

        Assert.Equal((1, 0), await LineAsync(order));
        Assert.Equal((9, 0, 2), await _ground.ShelfAsync("CUP", "cairo"));
    }

    [Fact]
    public async Task From_a_warehouse_that_is_switched_off_nothing_is_promised_until_it_is_on_again()
    {
        await _ground.SkuAsync("OFF");
        await _ground.ReceiveAsync("OFF", "cairo", 5);
        await SwitchAsync(isOn: false);
        var order = await NextAsync("OFF");
        Assert.Equal((0, 2), await LineAsync(order));
        Assert.Contains("Cairo", (await _ground.FindAsync(order)).WhyHere, StringComparison.Ordinal);

        await SwitchAsync(isOn: true);
        await _ground.CarryAsync();

        Assert.Equal((2, 0), await LineAsync(order));

        async Task SwitchAsync(bool isOn) => StockGround.Done(
            await _ground.Get<SwitchWarehouseHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, "cairo", isOn, "flooded"), default));
    }

    [Fact]
    public async Task Why_this_warehouse_names_another_when_one_input_changes()
    {
        await _ground.SkuAsync("WHY");
        await _ground.ReceiveAsync("WHY", "cairo", 5);
        await _ground.ReceiveAsync("WHY", "alex", 7);
        var (near, far) = (await NextAsync("WHY", 1, "Cairo"), await NextAsync("WHY", 1, "Alexandria"));

        Assert.Equal(("cairo", "one parcel from Cairo; nearest region (Alexandria: same country)"), await WhyAsync(near));
        Assert.Equal(("alex", "one parcel from Alexandria; nearest region (Cairo: same country)"), await WhyAsync(far));

        var many = await NextAsync("WHY", 5, "Cairo");
        Assert.Equal(("alex", "one parcel from Alexandria; fewest parcels: Cairo has 4 of 5"), await WhyAsync(many));

        async Task<(string, string)> WhyAsync(string order)
        {
            var group = Assert.Single((await _ground.FindAsync(order)).Groups, group => group.IsLive);
            return (group.Warehouse, group.Why);
        }
    }

    [Fact]
    public async Task Money_that_comes_while_its_promise_runs_out_leaves_no_paid_order_without_a_word()
    {
        await _ground.SkuAsync("COOL");
        await _ground.ReceiveAsync("COOL", "cairo", 30);
        for (var round = 0; round < 15; round++)
        {
            var order = await _ground.OrderAsync("COOL", 1, PaymentState.Pending);
            await _ground.CarryAsync();
            Assert.Equal((1, 0), await LineAsync(order));
            _ground.Clock.Advance(TimeSpan.FromHours(3));

            await Task.WhenAll(
                _ground.Get<ExpirePromises>().HandleAsync(default),
                _ground.OrderAsync("COOL", 1, PaymentState.Paid, again: order));
            await _ground.CarryAsync();

            var found = await _ground.FindAsync(order);
            Assert.Equal((PaymentState.Paid, 1), (found.Payment, found.Lines[0].Reserved));
            Assert.DoesNotContain(found.OpenHolds, hold => hold.Type is HoldType.Payment or HoldType.Cooling);
        }

        Assert.Equal(0L, await _ground.Database.AppAsync("select count(*) from reservation where expires_at is not null"));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task Another_calendar_reckons_the_promise_to_dispatch_anew_and_keeps_the_former_one()
    {
        await _ground.SkuAsync("CAL");
        await _ground.ReceiveAsync("CAL", "cairo", 2);
        var order = await NextAsync("CAL");
        var before = (await _ground.FindAsync(order)).ShipBy;

        StockGround.Done(await _ground.Get<SaveWarehouseHandler>().HandleAsync(
            new(Guid.NewGuid(), _ground.Manager, "cairo", "Cairo", "Africa/Cairo", "EG", "Cairo", ["Giza"], ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
                new(0, 0), new(23, 59), [], [new("own", new(15, 0), 45)], 0), default));

        var after = await _ground.FindAsync(order);
        Assert.Equal((before!.Value.AddMinutes(15), 2), (after.ShipBy!.Value, after.ShipByCalendar));
        Assert.Equal(2L, await _ground.Database.AppAsync("select count(*) from site_calendar where warehouse = 'cairo'"));
    }

    private async Task<string> NextAsync(string sku, int units = 2, string city = "Cairo")
    {
        _ground.Clock.Advance(TimeSpan.FromMinutes(1));
        var order = await _ground.OrderAsync(sku, units, city: city);
        await _ground.CarryAsync();
        return order;
    }

    private async Task<(int Reserved, int Backordered)> LineAsync(string order)
    {
        var line = Assert.Single((await _ground.FindAsync(order)).Lines);
        return (line.Reserved, line.Backordered);
    }

    private async Task<object?> LiveCasesAsync(string order) => await _ground.Database.AppAsync(
        $"select count(*) from exception_case where state <> 'resolved' and order_id = '{(await _ground.FindAsync(order)).Id}'");
}
