using System.Collections.Frozen;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Tests.Inventory.StockGround;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>A person says where an order ships from.</summary>
public sealed class OtherWarehouseTests : IAsyncLifetime
{
    private CaseGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await CaseGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task A_person_chooses_the_warehouse_and_the_whole_order_is_promised_from_there_alone()
    {
        await _ground.Stock.SkuAsync("DUO");
        await _ground.Stock.ReceiveAsync("DUO", "cairo", 5);
        await _ground.Stock.ReceiveAsync("DUO", "alex", 4);
        var order = await _ground.OrderAsync(sku: "DUO", units: "10");
        Assert.Equal(["alex", "cairo"], Live(order));

        var mended = await _ground.MendAsync(order, ExceptionCode.NoStock, CaseAction.OtherWarehouse, new() { ["warehouse"] = "alex" });

        Assert.Equal(["alex"], Live(mended));
        Assert.Equal((4, 6), (mended.Lines[0].Reserved, mended.Lines[0].Backordered));
        Assert.Equal((5, 0, 0), await _ground.Stock.ShelfAsync("DUO", "cairo"));

        await _ground.Stock.ReceiveAsync("DUO", "cairo", 50);
        await _ground.Stock.CarryAsync();
        Assert.Equal(["alex"], Live(await _ground.Stock.FindAsync(order.ExternalId))); // what comes in elsewhere is not taken: somebody chose

        static IEnumerable<string> Live(SalesOrder of) => of.Groups.Where(group => group.IsLive).Select(group => group.Warehouse).Order();
    }

    [Fact]
    public async Task A_warehouse_that_has_nothing_of_the_order_or_is_none_of_ours_cannot_be_chosen()
    {
        var order = await _ground.OrderAsync(sku: "MUG-WHT", units: "60");
        var one = await _ground.CaseOfAsync(order, ExceptionCode.NoStock);

        Assert.Equal("exceptions.nothing-there", CodeOf(await _ground.ResolveAsync(one, CaseAction.OtherWarehouse, new() { ["warehouse"] = "cairo" })));
        Assert.Equal("inventory.warehouse-unknown", CodeOf(await _ground.ResolveAsync(one, CaseAction.OtherWarehouse, new() { ["warehouse"] = "moon" })));
        Assert.Equal("exceptions.value-missing", CodeOf(await _ground.ResolveAsync(one, CaseAction.OtherWarehouse)));
        Assert.True((await _ground.AgainAsync(one)).IsLive);
    }

    [Fact]
    public async Task Nobody_ships_from_a_warehouse_that_is_not_theirs()
    {
        var ofCairo = new Actor(Guid.CreateVersion7(), "order ops 3", [Role.OrderOps], FrozenSet.Create("cairo"));
        var order = await _ground.OrderAsync(sku: "TEA-250", units: "60");
        var one = await _ground.CaseOfAsync(order, ExceptionCode.NoStock);

        Assert.Equal("access.scope", CodeOf(await _ground.ResolveAsync(one, CaseAction.OtherWarehouse, new() { ["warehouse"] = "alex" }, by: ofCairo)));
        Done(await _ground.ResolveAsync(one, CaseAction.OtherWarehouse, new() { ["warehouse"] = "cairo" }, by: ofCairo));
    }
}
