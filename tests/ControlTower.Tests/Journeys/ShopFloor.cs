using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Intake;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ControlTower.Tests.Journeys;

/// <summary>A tower with two shops, one warehouse and some goods, all of it told over HTTP.</summary>
public sealed class ShopFloor : IAsyncLifetime
{
    public const string Woo = "woo-main";
    public const string Shopify = "shop-main";
    public const string Secret = "secret-of-the-journeys-shops";
    public const string Warehouse = "main";

    public static readonly (string Name, string Value)[] Settings =
    [
        ($"Stores__{Woo}__Kind", "Woocommerce"), ($"Stores__{Woo}__Secret", Secret), ($"Stores__{Woo}__Country", "US"), ($"Stores__{Woo}__Currency", "USD"),
        ($"Stores__{Shopify}__Kind", "Shopify"), ($"Stores__{Shopify}__Secret", Secret), ($"Stores__{Shopify}__Country", "US"), ($"Stores__{Shopify}__Currency", "USD"),
    ];

    private HttpClient? _manager;

    internal TowerHost Tower { get; private set; } = null!;

    internal HttpClient Shop { get; private set; } = null!;

    private HttpClient Manager => _manager ??= Tower.Bootstrap();

    public async ValueTask InitializeAsync()
    {
        Tower = await TowerHost.StartAsync(null, Settings);
        Shop = Tower.Anonymous();
        await LayAsync(Manager);
    }

    public ValueTask DisposeAsync() => Tower.DisposeAsync();

    /// <summary>A warehouse and the goods of the documented order.</summary>
    internal static async Task LayAsync(HttpClient manager, int units = 500)
    {
        await ActAsync(manager, "/api/v1/warehouses", new
        {
            key = Warehouse, name = "Main", timeZone = "America/Los_Angeles", country = "US", city = "San Francisco",
            calendar = new { days = "sun mon tue wed thu fri sat".Split(' '), opens = "00:00", closes = "23:59" },
        });
        foreach (var sku in new[] { WooOrder.Mug, WooOrder.Shirt })
        {
            await AddGoodsAsync(manager, sku, units);
        }
    }

    internal static async Task AddGoodsAsync(HttpClient manager, string sku, int units)
    {
        await ActAsync(manager, "/api/v1/stock/skus", new { sku, name = $"Goods {sku}" });
        await ActAsync(manager, "/api/v1/stock/receive", new { warehouse = Warehouse, lines = new[] { new { sku, units } } });
    }

    internal Task AddGoodsAsync(string sku, int units) => AddGoodsAsync(Manager, sku, units);

    internal async Task<JsonElement> StockAsync(string sku) =>
        (await Manager.GetFromJsonAsync<JsonElement>($"/api/v1/stock/{sku}")).GetProperty("warehouses")[0];

    internal async Task<HttpStatusCode> SendAsync(WooOrder order, string topic = "order.updated")
    {
        using var request = order.Request(Woo, Secret, topic);
        using var answer = await Shop.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Waits until the order of this shop is as it should be, and nothing of it is still under way.</summary>
    internal async Task<OrderNow> ComesToAsync(string externalId, Func<OrderNow, bool> isSo)
    {
        OrderNow? last = null;
        try
        {
            await Eventually.TrueAsync(async () => (last = await OrderNow.FindAsync(Tower.Database.Source, externalId)) is { IsSettled: true } && isSo(last));
        }
        catch (Xunit.Sdk.FailException)
        {
            Assert.Fail($"Order {externalId} stayed {last?.ToString() ?? "unknown"}.");
        }

        return last!;
    }

    internal InboxRow? RowOf(OrderNow order) => Tower.Services.GetRequiredService<InboxBoard>().View.Rows.FirstOrDefault(row => row.Id == order.Id);

    /// <summary>The boards, as machines read them over HTTP, come to show the order or not; and the aging of all orders sums up to the inbox.</summary>
    internal async Task BoardsSayAsync(OrderNow order, bool inbox, bool exceptions)
    {
        var number = (await Tower.Database.AdminAsync($"select number from sales_order where id = '{order.Id}'"))!;
        await Eventually.TrueAsync(async () =>
            (await RowsAsync($"inbox?number=CT-{number}") == 1) == inbox && (await RowsAsync($"exceptions?number=CT-{number}") > 0) == exceptions
            && (await BoardAsync($"aging?number=CT-{number}")).GetProperty("counters").GetProperty("open").GetInt32() == (inbox ? 1 : 0));
    }

    private async Task<int> RowsAsync(string board) => (await BoardAsync(board)).GetProperty("rowsTotal").GetInt32();

    private Task<JsonElement> BoardAsync(string board) => Manager.GetFromJsonAsync<JsonElement>($"/api/v1/boards/{board}");

    /// <summary>All that came in was understood, or is known not to be.</summary>
    internal async Task QuietAsync() =>
        await Eventually.TrueAsync(async () => await Tower.Database.AdminAsync("select count(*) from inbound_message where state = 'stored'") is 0L);

    internal async Task<long> CountAsync(string sql) => (long)(await Tower.Database.AdminAsync(sql))!;

    internal async Task HoldsTrueAsync() => await HoldsTrueAsync(Shop);

    /// <summary>Every invariant's view is empty, the feed is dense and the chain verifies.</summary>
    internal static async Task HoldsTrueAsync(HttpClient client)
    {
        var honesty = await client.GetFromJsonAsync<JsonElement>("/health/honesty");
        Assert.Equal([], honesty.GetProperty("invariants").EnumerateArray().Where(one => one.GetProperty("broken").GetInt64() > 0).Select(one => one.ToString()));
        Assert.True(honesty.GetProperty("chain").GetProperty("healthy").GetBoolean());
    }

    private static async Task ActAsync(HttpClient manager, string path, object wish)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(wish) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await manager.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}

/// <summary>An order as its rows and its entries in the journal tell it.</summary>
internal sealed record OrderNow(Guid Id, string Headline, string Payment, string NextStep, string Holds, string Cases, long Reserved, string City, string[] Kinds)
{
    public bool IsSettled => NextStep == "settled";

    public static async Task<OrderNow?> FindAsync(NpgsqlDataSource database, string externalId)
    {
        await using var find = database.CreateCommand("""
            select o.id, o.headline, o.payment, o.next_step,
                   coalesce((select string_agg(type, ',' order by type) from hold where order_id = o.id and released_at is null), ''),
                   coalesce((select string_agg(code, ',' order by code) from exception_case where order_id = o.id and state <> 'resolved'), ''),
                   coalesce((select sum(units) from reservation where order_id = o.id), 0), coalesce(c.city, ''),
                   array(select kind from journal left join journal_position p on p.entry = journal.id where 'order:' || o.id = any (keys) order by p.pos)
            from sales_order o join order_contact c on c.order_id = o.id where o.external_id = $1
            """);
        find.Parameters.Add(new() { Value = externalId });
        await using var reader = await find.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetInt64(6),
                reader.GetString(7), reader.GetFieldValue<string[]>(8))
            : null;
    }

    public override string ToString() => $"{Headline} {Payment} {NextStep} holds [{Holds}] cases [{Cases}] reserved {Reserved} after {string.Join(' ', Kinds)}";
}
