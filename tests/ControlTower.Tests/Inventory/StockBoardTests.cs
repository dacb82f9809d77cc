using System.Collections.Immutable;
using ControlTower.Inventory;
using ControlTower.Screens.Stock;

namespace ControlTower.Tests.Inventory;

/// <summary>What the stock list shows is what the shelves say.</summary>
public sealed class StockBoardTests : IAsyncLifetime
{
    private StockGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await StockGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task A_row_adds_up_its_warehouses_and_says_what_is_waited_for()
    {
        await _ground.SkuAsync("ADD");
        await _ground.ReceiveAsync("ADD", "cairo", 5);
        await _ground.ReceiveAsync("ADD", "alex", 3);
        await _ground.OrderAsync("ADD", 10);
        await _ground.CarryAsync();

        var board = _ground.Get<StockBoard>();
        await board.ReloadAsync(default);

        var row = Assert.Single(board.View.Rows, row => row.Sku == "ADD");
        Assert.Equal((8, 8, 0, 2, StockState.Out), (row.OnHand, row.Reserved, row.Available, row.Backordered, row.State));
        Assert.Equal(("ADD", 3), (row.Sku, row.In(site => site == "alex").OnHand));
    }

    [Fact]
    public async Task The_pane_names_who_holds_units_and_why_there()
    {
        await _ground.SkuAsync("LOOK");
        await _ground.ReceiveAsync("LOOK", "cairo", 5);
        await _ground.OrderAsync("LOOK", 2);
        await _ground.CarryAsync();

        var look = await _ground.Get<ShelfLook>().FindAsync("LOOK", default);

        var held = Assert.Single(look!.Promised);
        Assert.Equal((2, "cairo", "one parcel from Cairo; fewest parcels: Alexandria has 0 of 2"), (held.Units, held.Warehouse, held.Why));
        Assert.Equal((5, "A-01-1"), (Assert.Single(look.Movements).Units, look.Movements[0].Bin));
    }

    [Theory]
    [InlineData(9, 1, 2, StockState.Ok)]
    [InlineData(9, 7, 2, StockState.BelowSafety)]
    [InlineData(9, 9, 2, StockState.Out)]
    public void A_sku_is_out_when_nothing_is_left_and_short_when_only_the_safety_stock_is(int onHand, int reserved, int safety, StockState expected) =>
        Assert.Equal(expected, Row("X", "X", new SiteFigures("cairo", onHand, 0, reserved, safety)).State);

    [Fact]
    public void The_list_is_narrowed_by_words_in_either_script_and_by_warehouse()
    {
        StockRow[] rows =
        [
            Row("TEA-1", "شاي أخضر", new SiteFigures("cairo", 1, 0, 0, 0)), Row("TEA-2", "Black Tea", new SiteFigures("alex", 1, 0, 0, 0)), Row("NEW", "Never kept"),
        ];

        Assert.Equal(["TEA-1"], new StockFilter("اخضر", null, null, null).Narrow(rows).Select(row => row.Sku));
        Assert.Equal(["TEA-2"], new StockFilter("tea", "alex", null, null).Narrow(rows).Select(row => row.Sku));
        Assert.Equal(3, new StockFilter("", null, null, null).Narrow(rows).Count());
        Assert.Empty(new StockFilter("TEA-2", null, null, ["cairo"]).Narrow(rows).Single().Sites);
    }

    private static StockRow Row(string sku, string name, params ImmutableArray<SiteFigures> sites) => new(sku, name, false, null, sites, 0);
}
