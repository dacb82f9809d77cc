using System.Diagnostics;
using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Inventory;
using ControlTower.Simulator;
using ControlTower.Simulator.World;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Simulation;

/// <summary>All that moves in the demo is moved by the simulator, through the tower's doors.</summary>
public sealed class SimulatorKilledTests
{
    private static readonly TimeSpan s_watched = TimeSpan.FromSeconds(5);

    private static readonly (string Name, string Value)[] s_stores =
    [
        .. Open(Store.SiteEg.Key, "Woocommerce", SimulatedWorld.SecretWoo), .. Open(Store.ShopSa.Key, "Shopify", SimulatedWorld.SecretShopify),
        .. Open(Store.Market.Key, "Marketplace", null), .. Open(Store.Whatsapp.Key, "Whatsapp", null), .. Open("pos-cairo", "Pos", null),
    ];

    [Fact]
    public async Task Once_the_simulator_is_killed_no_order_comes_and_none_moves()
    {
        await using var tower = await TowerHost.StartAsync(null, s_stores);
        using var simulator = Start(tower.Address);
        try
        {
            // People buy and staff work cases, while it lives.
            await UntilAsync(simulator, async () => await CountAsync(tower, "select count(*) from sales_order") >= 8
                && await CountAsync(tower, "select count(*) from journal where kind in ('CaseResolved', 'CaseClaimed') and actor_name <> 'tower'") > 0);
        }
        finally
        {
            simulator.Kill();
            await simulator.WaitForExitAsync();
        }

        await Eventually.TrueAsync(async () => await CountAsync(tower, """
            select (select count(*) from inbound_message where state = 'stored') + (select count(*) from sales_order where next_step <> 'settled') + (select count(*) from journal_unstamped)
            """) == 0);
        var before = await StandingAsync(tower);
        await Task.Delay(s_watched);
        await RunJobsAsync(tower.Services); // even those whose time had not come

        Assert.NotEmpty(before);
        Assert.Equal(before, await StandingAsync(tower));
    }

    private static async Task RunJobsAsync(IServiceProvider services)
    {
        await services.GetRequiredService<ReconcileShops>().HandleAsync(default);
        await services.GetRequiredService<WatchChannels>().HandleAsync(default);
        await services.GetRequiredService<WakeCases>().HandleAsync(default);
        await services.GetRequiredService<EscalateUntouchedCases>().HandleAsync(default);
        await services.GetRequiredService<ExpirePromises>().HandleAsync(default);
        await services.GetRequiredService<RecomputeShipBy>().HandleAsync(default);
    }

    /// <summary>Where every order stands, on each of its axes.</summary>
    private static async Task<List<string>> StandingAsync(TowerHost tower)
    {
        await using var read = tower.Database.Source.CreateCommand("""
            select concat_ws(' ', o.number, o.headline, o.stage, o.payment, o.next_step, o.source_version, o.last_movement_at,
                (select string_agg(h.type || coalesce(h.released_at::text, ''), ',' order by h.id) from hold h where h.order_id = o.id),
                (select string_agg(g.warehouse || g.state, ',' order by g.id) from fulfilment_group g where g.order_id = o.id),
                (select sum(r.units) from reservation r where r.order_id = o.id))
            from sales_order o order by o.number
            """);
        await using var reader = await read.ExecuteReaderAsync();
        List<string> orders = [];
        while (await reader.ReadAsync())
        {
            orders.Add(reader.GetString(0));
        }

        return orders;
    }

    private static async Task<long> CountAsync(TowerHost tower, string sql) => (long)(await tower.Database.AdminAsync(sql))!;

    /// <summary>Longer than elsewhere: a whole company is laid first.</summary>
    private static async Task UntilAsync(Process simulator, Func<Task<bool>> isTrue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isTrue())
        {
            Assert.False(simulator.HasExited, "The simulator has ended.");
            await Task.Delay(200, limit.Token);
        }
    }

    private static Process Start(Uri tower)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            typeof(SimulatorHost).Assembly.Location, "--tower", tower.ToString(), "--key", TowerHost.BootstrapKey, "--speed", "60", "--secret-woo", SimulatedWorld.SecretWoo,
            "--secret-shopify", SimulatedWorld.SecretShopify,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        var simulator = Process.Start(start)!;
        simulator.BeginOutputReadLine(); // nobody reads it; a full pipe would stop it
        simulator.BeginErrorReadLine();
        return simulator;
    }

    private static IEnumerable<(string, string)> Open(string key, string kind, string? secret) =>
        [($"Stores__{key}__Kind", kind), ($"Stores__{key}__Country", "EG"), ($"Stores__{key}__Currency", "EGP"), .. secret is null ? [] : new[] { ($"Stores__{key}__Secret", secret) }];
}
