using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace ControlTower.Tests.Live;

/// <summary>What machines see of the shelves, and until when they see anything.</summary>
public sealed class BoardDoorsTests(ShopFloor floor) : IClassFixture<ShopFloor>
{
    [Fact]
    public async Task The_stock_board_shows_what_was_received_and_of_other_peoples_warehouses_nothing()
    {
        await floor.AddGoodsAsync("SHELF-1", 7);
        var (manager, elsewhere) = (await floor.Tower.AsAsync(Role.OpsManager), await floor.Tower.AsAsync(Role.OrderOps, "elsewhere"));

        await Eventually.TrueAsync(async () => (await StockAsync(manager, "sku=SHELF-1")).GetProperty("rowsTotal").GetInt32() == 1);
        var row = Assert.Single((await StockAsync(manager, $"sku=SHELF-1&warehouse={ShopFloor.Warehouse}&state=ok")).GetProperty("rows").EnumerateArray());
        Assert.Equal((7, 0, 7), (row.GetProperty("onHand").GetInt32(), row.GetProperty("reserved").GetInt32(), row.GetProperty("available").GetInt32()));
        Assert.Equal(ShopFloor.Warehouse, Assert.Single(row.GetProperty("warehouses").EnumerateArray()).GetProperty("warehouse").GetString());

        var hidden = Assert.Single((await StockAsync(elsewhere, "sku=SHELF-1")).GetProperty("rows").EnumerateArray());
        Assert.Equal((0, 0), (hidden.GetProperty("onHand").GetInt32(), hidden.GetProperty("warehouses").GetArrayLength()));
    }

    [Fact]
    public async Task The_hub_ends_a_subscription_whose_key_was_revoked_even_where_the_board_does_not_move()
    {
        var admin = floor.Tower.Bootstrap();
        var made = await PostAsync(admin, "/api/v1/access/keys", new { name = "a screen in the yard", role = "opsManager" });
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(floor.Tower.Address, "/hubs/boards"), options => options.AccessTokenProvider = () => Task.FromResult(made.GetProperty("key").GetString())).Build();
        await hub.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var changes = hub.StreamAsync<JsonElement>("Subscribe", "exceptions", null, limit.Token).GetAsyncEnumerator(limit.Token);
        Assert.True(await changes.MoveNextAsync());

        await PostAsync(admin, $"/api/v1/access/keys/{made.GetProperty("id").GetGuid()}/revoke", new { why = "lost" });

        var ended = await Assert.ThrowsAsync<HubException>(async () =>
        {
            while (await changes.MoveNextAsync())
            {
            }
        });
        Assert.Contains("access.key", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_counts_what_inbox_and_flow_count_and_of_other_peoples_warehouses_nothing()
    {
        var (manager, elsewhere) = (await floor.Tower.AsAsync(Role.OpsManager), await floor.Tower.AsAsync(Role.OpsManager, "elsewhere"));
        await PostAsync(manager, "/api/v1/help-calls", new { warehouse = ShopFloor.Warehouse, zone = "Zone C", kind = "scanner" });
        Assert.Equal(System.Net.HttpStatusCode.OK, await floor.SendAsync(new WooOrder(4_711)));
        await Eventually.TrueAsync(async () => await OpenAsync(manager) > 0 && (await BoardAsync(manager, "overview")).GetProperty("counters").GetProperty("helpOpen").GetInt32() == 1);

        var (overview, flow) = (await BoardAsync(manager, "overview"), await BoardAsync(manager, "flow"));

        Assert.Equal(await OpenAsync(manager), overview.GetProperty("counters").GetProperty("open").GetInt32());
        Assert.Equal(flow.GetProperty("rows").EnumerateArray().Select(Counted), overview.GetProperty("rows").EnumerateArray().Select(Counted));
        Assert.Equal(0, (await BoardAsync(elsewhere, "overview")).GetProperty("counters").GetProperty("helpOpen").GetInt32());

        static (string?, int) Counted(JsonElement row) => (row.GetProperty("stage").GetString(), row.GetProperty("count").GetInt32());
    }

    private static Task<JsonElement> BoardAsync(HttpClient client, string board) => client.GetFromJsonAsync<JsonElement>($"/api/v1/boards/{board}");

    private static async Task<int> OpenAsync(HttpClient client) => (await BoardAsync(client, "inbox")).GetProperty("counters").GetProperty("open").GetInt32();

    private static Task<JsonElement> StockAsync(HttpClient client, string query) => client.GetFromJsonAsync<JsonElement>($"/api/v1/boards/stock?{query}");

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        ask.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
