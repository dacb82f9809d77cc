using System.Net;
using System.Net.Sockets;
using ControlTower.Intake;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Simulation;

/// <summary>The simulator's shops as they are, with their losses and doubles, in front of a real tower that sweeps them over HTTP.</summary>
public sealed class LossyShopsTests
{
    private const int OrdersOfAShop = 150;

    [Fact]
    public async Task Of_webhooks_5_percent_are_lost_and_2_percent_come_twice_and_after_two_sweeps_shop_and_tower_hold_the_same_orders()
    {
        var at = FreePort();
        await using var simulator = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(new Uri($"http://127.0.0.1:{at}"), key: null, speed: 1));
        await using var tower = await TowerHost.StartAsync(null,
        [
            ("Tower__Urls", $"http://127.0.0.1:{at}"),
            .. StoreOf(Store.SiteEg.Key, "Woocommerce", SimulatedWorld.SecretWoo, "EG", "EGP", simulator.Root),
            .. StoreOf(Store.ShopSa.Key, "Shopify", SimulatedWorld.SecretShopify, "SA", "SAR", simulator.Root),
        ]);
        await Eventually.TrueAsync(async () => await tower.Database.AdminAsync("select count(*) from channel_store where last_sweep_at is not null") is 2L); // of an empty shop

        var shops = new ShopHooks[] { simulator.Get<WooHooks>(), simulator.Get<ShopifyHooks>() };
        foreach (var shop in shops)
        {
            Sell(shop, simulator.Get<Checkout>());
        }

        var tally = simulator.Get<Tally>();
        var (lost, twice) = (tally["webhooks lost"], tally["webhooks twice"]);
        Assert.InRange(lost, 10, 40); // 5 % of 400
        Assert.InRange(twice, 2, 20);  // 2 %
        await HeardAsync(tower, tally);
        Assert.NotEmpty(await DifferencesAsync(tower, shops));

        await SweepAsync(tower);
        await SweepAsync(tower);
        await Eventually.TrueAsync(async () => await tower.Database.AdminAsync("select count(*) from inbound_message where state = 'stored'") is 0L);
        Assert.Empty(await DifferencesAsync(tower, shops));
        Assert.Equal(2L * OrdersOfAShop, await tower.Database.AdminAsync("select count(*) from journal where kind = 'OrderReceived'"));
    }

    /// <summary>Orders, of which every third is changed once and every sixth cancelled by its customer.</summary>
    private static void Sell(ShopHooks shop, Checkout checkout)
    {
        for (var n = 0; n < OrdersOfAShop; n++)
        {
            var order = shop.Ledger.Add(id => checkout.Buy(shop.Store, id, TimeProvider.System.GetUtcNow()));
            shop.Tell(order, ShopEvent.Created);
            var now = TimeProvider.System.GetUtcNow();
            if (n % 6 == 0)
            {
                shop.Tell(shop.Ledger.Change(order.Id, now, one => one with { State = ShopOrderState.Cancelled, CancelledAt = now })!, ShopEvent.Cancelled);
            }
            else if (n % 3 == 0)
            {
                shop.Tell(shop.Ledger.Change(order.Id, now, one => one with { Note = "Ring twice" })!, ShopEvent.Updated);
            }
        }
    }

    /// <summary>Everything that is on its way has come and was read.</summary>
    private static async Task HeardAsync(TowerHost tower, Tally tally)
    {
        var (before, calm) = (-1L, 0);
        await Eventually.TrueAsync(async () =>
        {
            var now = tally["webhooks taken"];
            (before, calm) = (now, now == before ? calm + 1 : 0);
            await Task.Delay(50);
            return calm > 20 && await tower.Database.AdminAsync("select count(*) from inbound_message where state = 'stored'") is 0L;
        });
    }

    /// <summary>A sweep that began after now, of both shops, by the job's own handler.</summary>
    private static async Task SweepAsync(TowerHost tower)
    {
        var began = await tower.Database.AdminAsync("with due as (update channel_store set last_sweep_at = null where last_sweep_at is not null) select now()");
        await tower.Services.GetRequiredService<ReconcileShops>().HandleAsync(default);
        await Eventually.TrueAsync(async () =>
            await tower.Database.AdminAsync($"select count(*) from channel_store where last_sweep_at > '{began:O}' and last_error is null") is 2L);
    }

    /// <summary>Orders that one side has and the other not, or in another version, or cancelled on one side alone.</summary>
    private static async Task<IEnumerable<string>> DifferencesAsync(TowerHost tower, IEnumerable<ShopHooks> shops)
    {
        await using var read = tower.Database.Source.CreateCommand("select store, external_id, source_version, cancelled_at is not null from sales_order");
        await using var reader = await read.ExecuteReaderAsync();
        var held = new List<string>();
        while (await reader.ReadAsync())
        {
            held.Add(Spell(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetBoolean(3)));
        }

        var sold = shops.SelectMany(shop => shop.Ledger.All().Select(order =>
            Spell(shop.Store.Key, order.ExternalId, order.UpdatedAt, order.State == ShopOrderState.Cancelled))).ToList();
        return sold.Except(held).Concat(held.Except(sold));
    }

    private static string Spell(string store, string id, DateTimeOffset version, bool isCancelled) => $"{store} {id} of {version:HH:mm:ss}{(isCancelled ? " cancelled" : "")}";

    private static (string, string)[] StoreOf(string key, string kind, string secret, string country, string currency, Uri shop) =>
    [
        ($"Stores__{key}__Kind", kind), ($"Stores__{key}__Secret", secret), ($"Stores__{key}__Country", country), ($"Stores__{key}__Currency", currency),
        ($"Stores__{key}__BaseUrl", shop.ToString()), ($"Stores__{key}__ApiKey", "key"), ($"Stores__{key}__ApiSecret", "secret"), ($"Stores__{key}__SweepSeconds", "3600"),
    ];

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
