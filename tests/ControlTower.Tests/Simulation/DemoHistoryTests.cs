using System.Net.Http.Json;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ControlTower.Tests.Simulation;

/// <summary>The demo's past month, laid while today's orders come in.</summary>
public sealed class DemoHistoryTests
{
    private static readonly (string Name, string Value)[] s_stores = [("Stores__site-eg__Secret", SimulatedWorld.SecretWoo), .. Open("site-eg", "Woocommerce"), .. Open("pos-cairo", "Pos"), .. Open("whatsapp", "Whatsapp")];

    [Fact]
    public async Task The_past_is_laid_in_the_past_and_an_order_of_today_is_carried_today()
    {
        await using var tower = await TowerHost.StartDemoAsync(s_stores);
        var manager = tower.Bootstrap();
        await LayCompanyAsync(manager);

        var database = tower.Services.GetRequiredService<NpgsqlDataSource>();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var today = 0;
        while (await CountAsync(database, "select count(*) from sales_order where external_id like 'H-%'") < 600)
        {
            await PlaceTodayAsync(manager, ++today);
            await Task.Delay(300, limit.Token);
        }

        await Eventually.TrueAsync(async () => await CountAsync(database, "select (select count(*) from sales_order where next_step <> 'settled') + (select count(*) from journal_unstamped)") == 0);
        Assert.True(today > 10, $"Only {today} orders came in meanwhile.");
        const string OfToday = "journal j join sales_order o on j.subject = 'order:' || o.id where o.external_id like 'T-%'";
        Assert.Equal(0, await CountAsync(database, $"select count(*) from {OfToday} and j.at < o.received_at - interval '1 second'"));
        Assert.Equal(today, await CountAsync(database, $"select count(distinct o.id) from {OfToday} and j.kind = 'OrderReceived'"));

        // Of the past, each day has its orders, and nothing of one that was settled then was told today.
        Assert.Equal(30, await CountAsync(database, "select count(distinct (placed_at at time zone 'utc')::date) from sales_order where external_id like 'H-%'"));
        Assert.Equal(0, await CountAsync(database, """
            select count(*) from journal j join sales_order o on j.subject = 'order:' || o.id where o.external_id like 'H-%' and j.kind = 'OrderReceived' and abs(extract(epoch from j.at - o.placed_at)) > 60
            """));
        await ShopFloor.HoldsTrueAsync(manager);
    }

    /// <summary>As little as the history waits for: 50 articles with a price and stock.</summary>
    private static async Task LayCompanyAsync(HttpClient manager)
    {
        await ShopFloor.LayAsync(manager);
        var skus = Enumerable.Range(1, 60).Select(at => $"H-ART-{at}").ToList();
        foreach (var sku in skus)
        {
            await PostAsync(manager, "stock/skus", new { sku, name = $"Article {sku}", price = OrderTower.Egp(120) });
        }

        await PostAsync(manager, "stock/receive", new { warehouse = ShopFloor.Warehouse, lines = skus.Select(sku => new { sku, units = 500 }) });
    }

    /// <summary>The same customer buys the same again and again: screening, the first of the steps, has something to tell of each of them, with its time.</summary>
    private static Task PlaceTodayAsync(HttpClient manager, int number) => PostAsync(manager, "orders", new
    {
        store = "whatsapp", externalId = $"T-{number}", placedAt = TimeProvider.System.GetUtcNow(),
        customer = new { name = "Adel N.", phone = "01020000001" },
        shipTo = new { line1 = $"{number} Abbas El Akkad Street", city = "Nasr City", region = "Cairo", country = "EG" },
        payment = new { method = "cod", paid = false }, lines = new[] { new { sku = "H-ART-1", name = "Tea", units = 1, unitPrice = OrderTower.Egp(120) } }, total = OrderTower.Egp(120),
    });

    private static async Task PostAsync(HttpClient manager, string path, object wish)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = JsonContent.Create(wish) };
        ask.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await manager.SendAsync(ask);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using var count = database.CreateCommand(sql);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static IEnumerable<(string, string)> Open(string key, string kind) =>
        [($"Stores__{key}__Kind", kind), ($"Stores__{key}__Country", "EG"), ($"Stores__{key}__Currency", "EGP")];
}
