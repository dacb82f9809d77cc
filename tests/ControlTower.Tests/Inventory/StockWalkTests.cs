using ControlTower.Data;
using ControlTower.Inventory;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using CsCheck;

namespace ControlTower.Tests.Inventory;

/// <summary>Whatever people do to stock in whatever order, the figures agree with the ledger, the bins, the promises and a model that counts on its fingers.</summary>
public sealed class StockWalkTests : IAsyncLifetime
{
    private static readonly string[] s_sites = ["cairo", "alex"];

    private StockGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await StockGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public void No_walk_breaks_an_invariant()
    {
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1], Gen.Int[1, 4]);
        step.Array[10, 16].Sample(steps => WalkAsync(steps).GetAwaiter().GetResult(), iter: 12, threads: 1);
    }

    private async Task WalkAsync((int Act, int Site, int Units)[] steps)
    {
        var sku = $"W-{Guid.NewGuid():N}"[..12];
        var onHand = new Dictionary<string, int> { ["cairo"] = 0, ["alex"] = 0 };
        var orders = new List<(string Id, int Units)>();
        await _ground.SkuAsync(sku);
        foreach (var (act, at, units) in steps)
        {
            _ground.Clock.Advance(TimeSpan.FromSeconds(1));
            await StepAsync(act, s_sites[at], s_sites[1 - at], units);
            Assert.Empty(await _ground.BrokenAsync());
            Assert.Equal((onHand["cairo"], onHand["alex"]), ((await _ground.ShelfAsync(sku, "cairo")).OnHand, (await _ground.ShelfAsync(sku, "alex")).OnHand));
        }

        async Task StepAsync(int act, string site, string other, int units)
        {
            switch (act)
            {
                case 0 or 1:
                    await _ground.ReceiveAsync(sku, site, units);
                    onHand[site] += units;
                    break;
                case 2:
                    Count(await _ground.AdjustAsync(sku, site, -units, AdjustReason.Theft), -units);
                    break;
                case 3:
                    Count(await _ground.AdjustAsync(sku, site, -units, AdjustReason.Correction), -units);
                    break;
                case 4:
                    Count(await _ground.AdjustAsync(sku, site, -units, AdjustReason.Damage), 0);
                    break;
                case 5:
                    if (StockGround.CodeOf(await _ground.Get<TransferStockHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, sku, site, other, units, null, null), default)) is null)
                    {
                        (onHand[site], onHand[other]) = (onHand[site] - units, onHand[other] + units);
                    }

                    break;
                case 6:
                    var counted = StockGround.Done(await _ground.Get<CountBinHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, sku, site, "A-01-1", units, "counted"), default));
                    onHand[site] += counted.Counted - counted.Expected;
                    break;
                case 7 or 8:
                    orders.Add((await _ground.OrderAsync(sku, units), units));
                    break;
                default:
                    if (orders.Count > 0)
                    {
                        await _ground.CancelAsync(orders[^1].Id, sku, orders[^1].Units);
                        orders.RemoveAt(orders.Count - 1);
                    }

                    break;
            }

            await _ground.CarryAsync();

            void Count(Outcome<Committed<StockAdjusted>> outcome, int change) => onHand[site] += StockGround.CodeOf(outcome) is null ? change : 0;
        }
    }
}
