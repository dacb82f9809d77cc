using ControlTower.Intake;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.ExceptionQueue;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Intake;

public sealed class OrderReaderTests : IAsyncLifetime
{
    private CaseGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await CaseGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task An_order_tells_how_often_its_phone_ordered_before_and_how_often_that_came_to_nothing()
    {
        const string phone = "01007654321";
        var cancelled = await _ground.OrderAsync(phone, sku: "NO-SUCH-TEA");
        StockGround.Done(await _ground.ResolveAsync(
            await _ground.CaseOfAsync(cancelled, ExceptionCode.SkuUnknown), CaseAction.CancelOrder, new() { ["cause"] = "customer" }, "Bought elsewhere."));
        var second = await _ground.OrderAsync(phone, sku: "MUG-WHT");
        var last = await _ground.OrderAsync(phone);
        await _ground.OrderAsync(phone: "01001112223");

        Assert.Equal(new(0, 0), (await ReadAsync(cancelled)).Earlier);
        Assert.Equal(new(1, 1), (await ReadAsync(second)).Earlier);
        Assert.Equal(new(2, 1), (await ReadAsync(last)).Earlier);
    }

    private async Task<OrderPicture> ReadAsync(SalesOrder order)
    {
        Assert.True((await _ground.Stock.Get<OrderReader>().ForAsync(order.Id, CaseGround.Support, default)).Decided(out var picture, out var refused), refused?.Message);
        return picture;
    }
}
