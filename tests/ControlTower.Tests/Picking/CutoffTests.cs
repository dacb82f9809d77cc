using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Picking;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Picking;

/// <summary>The forecast from the tables to the case, and what can be done about it.</summary>
public sealed class CutoffTests : IAsyncLifetime
{
    private StockGround _ground = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await StockGround.StartAsync();
        await _ground.SkuAsync("TEA");
        await _ground.ReceiveAsync("TEA", "cairo", 100);
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Too_slow_a_floor_opens_a_case_a_truck_that_waits_closes_it()
    {
        await OrdersAsync(20);
        await DoneAsync(2); // six of each within half an hour
        await WatchAsync();

        var one = Assert.Single(await CasesAsync());
        Assert.StartsWith("cairo/own/", one.Subject, StringComparison.Ordinal);
        await WatchAsync(); // the same again is no second case
        Assert.Single(await CasesAsync());

        var outcome = await ActAsync(one.Id, CaseAction.MoveTruck, "at", _ground.Clock.GetUtcNow().AddHours(-1).ToString("O"));
        Assert.Equal("cutoffs.at-invalid", StockGround.CodeOf(outcome));
        var truck = Forecast().Truck;
        StockGround.Done(await ActAsync(one.Id, CaseAction.MoveTruck, "at", truck.ShipBy.AddHours(4).ToString("O")));
        _ground.Clock.SetUtcNow(truck.ShipBy.AddMinutes(-10)); // what still has to go, and the time, are as they were; only the truck waits
        await DoneAsync(30);
        await WatchAsync();
        Assert.Empty(await CasesAsync());
    }

    [Fact]
    public async Task The_case_releases_a_wave_and_says_which_it_does_not_know()
    {
        await OrdersAsync(20);
        await DoneAsync(2);
        await WatchAsync();
        var one = Assert.Single(await CasesAsync());
        var proposed = StockGround.Done(await _ground.Get<ProposeWavesHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, "cairo"), default));
        var wave = StockGround.Done(await _ground.Get<CreateWaveHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, proposed.Drafts[0]), default));

        Assert.Equal("waves.unknown", StockGround.CodeOf(await ActAsync(one.Id, CaseAction.ReleaseWave, "wave", "W-9999")));
        StockGround.Done(await ActAsync(one.Id, CaseAction.ReleaseWave, "wave", wave.Name));

        Assert.Equal("released", await _ground.Database.AppAsync("select state from wave"));
        await _ground.Get<FloorBoard>().ReloadAsync(default);
        Assert.Equal((20, 0), (Forecast().ToGo, Forecast().ToRelease));
    }

    [Fact]
    public async Task Without_enough_data_there_is_neither_a_forecast_nor_a_case()
    {
        await OrdersAsync(3);
        await WatchAsync();

        Assert.Equal(CutoffState.NoData, Forecast().State);
        Assert.Empty(await CasesAsync());
    }

    private CutoffForecast Forecast() => _ground.Get<CutoffBook>().Now(site => site == "cairo", 1)[0];

    /// <summary>Shortly before the truck of 15:30 in Cairo.</summary>
    private async Task OrdersAsync(int count)
    {
        var day = _ground.Clock.GetUtcNow().Date.AddDays(1);
        _ground.Clock.SetUtcNow(new DateTimeOffset(day.AddHours(12), TimeSpan.Zero)); // 14:00 or 15:00 there: before the cut-off in either season
        for (var at = 0; at < count; at++)
        {
            await _ground.OrderAsync("TEA", 1);
        }

        await _ground.CarryAsync();
        var leaves = (DateTime)(await _ground.Database.AppAsync("select min(ship_by) from sales_order"))!;
        _ground.Clock.SetUtcNow(new DateTimeOffset(leaves, TimeSpan.Zero).AddMinutes(-40));
    }

    /// <summary>Each stage completed so many orders in each of the last three buckets.</summary>
    private async Task DoneAsync(int each)
    {
        foreach (var kind in new[] { "GroupPicked", "GroupPacked", "OrderHandedOver" })
        {
            for (var at = 0; at < 3 * each; at++)
            {
                var time = _ground.Clock.GetUtcNow().AddMinutes(-(at % 3) * 5 - 1);
                await _ground.Database.AppAsync($$"""
                    insert into journal (id, at, actor, actor_name, command_id, kind, subject, keys, new)
                    values ('{{Guid.CreateVersion7(time)}}', '{{time:O}}', gen_random_uuid(), 'test', gen_random_uuid(), '{{kind}}', 'order:{{Guid.NewGuid()}}', array['order:x'], '{"warehouse": "cairo"}')
                    """);
            }
        }
    }

    private async Task WatchAsync()
    {
        await _ground.Get<FloorBoard>().ReloadAsync(default);
        await _ground.Get<TruckBoard>().ReloadAsync(default);
        await _ground.Get<FloorPaceBoard>().ReloadAsync(default);
        await _ground.Get<WatchCutoffs>().HandleAsync(default);
    }

    private Task<Outcome<Committed<CaseActed>>> ActAsync(Guid id, CaseAction action, string name, string value) =>
        _ground.Get<ResolveCaseHandler>().HandleAsync(new(Guid.NewGuid(), id, action, new Dictionary<string, string> { [name] = value }, null, false, _ground.Manager), default);

    private async Task<List<(Guid Id, string Subject)>> CasesAsync()
    {
        var all = (string)(await _ground.Database.AppAsync("select coalesce(string_agg(id || '|' || subject_id, ','), '') from exception_case where code = 'CUTOFF_RISK' and state <> 'resolved'"))!;
        return [.. all.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => (Guid.Parse(one.Split('|')[0]), one.Split('|')[1]))];
    }
}
