using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Api;

/// <summary>A company is set up and its stock moved by machine, over HTTP alone.</summary>
public sealed class StockDoorsTests(TowerHost tower) : IClassFixture<TowerHost>
{
    private static object Site(string key, string closes) => new
    {
        key, name = "Cairo", timeZone = "Africa/Cairo", country = "EG", city = "Cairo", regions = (string[])["Giza"],
        calendar = new { days = (string[])["sun", "mon"], opens = "09:00", closes }, cutoffs = new[] { new { courier = "own", at = "15:00", processMinutes = 30 } },
    };

    [Fact]
    public async Task A_warehouse_is_made_once_and_described_anew_with_its_next_calendar()
    {
        var admin = tower.Bootstrap();

        Assert.Equal((201, 1), await CalendarAsync(Site("giza", "18:00")));
        Assert.Equal((200, 1), await CalendarAsync(Site("giza", "18:00")));
        Assert.Equal((200, 2), await CalendarAsync(Site("giza", "19:00")));
        Assert.Equal((200, 3), await CalendarAsync(Site("giza", "18:00")));

        async Task<(int, int)> CalendarAsync(object body)
        {
            var (status, answer) = await PostAsync(admin, "warehouses", body);
            return (status, answer.GetProperty("calendarVersion").GetInt32());
        }
    }

    [Fact]
    public async Task Goods_are_received_counted_put_away_and_written_off_and_the_answer_shows_the_stock()
    {
        var admin = tower.Bootstrap();
        await SiteAsync(admin);
        Assert.Equal(201, (await PostAsync(admin, "stock/skus", Sku("TEA-1"))).Status);
        Assert.Equal(200, (await PostAsync(admin, "stock/skus", Sku("TEA-1"))).Status);

        var received = await PostAsync(admin, "stock/receive", new { warehouse = "cairo", bin = "A-01-1", lines = new[] { new { sku = "TEA-1", units = 9 } }, reference = "PO 1" });
        Assert.Equal((200, 9), (received.Status, OnHand(received.Body.GetProperty("stock")[0])));
        Assert.Equal(200, (await PostAsync(admin, "stock/transfer", new { sku = "TEA-1", from = "cairo", to = "cairo", units = 4, fromBin = "A-01-1", toBin = "B-02-1" })).Status);
        Assert.Equal("inventory.bin-short", Code(await PostAsync(admin, "stock/transfer", new { sku = "TEA-1", from = "cairo", to = "cairo", units = 6, fromBin = "A-01-1", toBin = "B-02-1" })));
        Assert.Equal(7, OnHand((await PostAsync(admin, "stock/count", new { sku = "TEA-1", warehouse = "cairo", bin = "A-01-1", counted = 3, why = "cycle count" })).Body));
        var adjusted = await PostAsync(admin, "stock/adjust", new { sku = "TEA-1", warehouse = "cairo", bin = "B-02-1", by = -1, reason = "damage", why = "wet" });
        Assert.Equal((7, 6), (OnHand(adjusted.Body), adjusted.Body.GetProperty("warehouses")[0].GetProperty("available").GetInt32()));
        Assert.True(adjusted.Body.TryGetProperty("entry", out _) && adjusted.Body.TryGetProperty("position", out _));

        var shown = await admin.GetFromJsonAsync<JsonElement>("/api/v1/stock/TEA-1", TestContext.Current.CancellationToken);
        Assert.Equal("[{\"bin\":\"A-01-1\",\"units\":3},{\"bin\":\"B-02-1\",\"units\":4}]", shown.GetProperty("warehouses")[0].GetProperty("bins").GetRawText());
        Assert.Equal("06291041500213", shown.GetProperty("barcodes")[0].GetProperty("gtin").GetString());
    }

    [Fact]
    public async Task A_request_sent_twice_moves_stock_once()
    {
        var admin = tower.Bootstrap();
        await SiteAsync(admin);
        await PostAsync(admin, "stock/skus", Sku("TWICE"));
        var (key, body) = (Guid.NewGuid(), new { warehouse = "cairo", bin = "A", lines = new[] { new { sku = "TWICE", units = 2 } } });

        var (first, second) = (await PostAsync(admin, "stock/receive", body, key), await PostAsync(admin, "stock/receive", body, key));

        Assert.Equal(first.Body.GetProperty("entry").GetGuid(), second.Body.GetProperty("entry").GetGuid());
        Assert.Equal(2, OnHand(second.Body.GetProperty("stock")[0]));
        Assert.Equal("command.other-body", Code(await PostAsync(admin, "stock/receive", new { warehouse = "cairo", bin = "B", lines = new[] { new { sku = "TWICE", units = 2 } } }, key)));
    }

    [Fact]
    public async Task What_is_not_allowed_not_known_or_not_sensible_is_refused_with_its_code()
    {
        var admin = tower.Bootstrap();
        await SiteAsync(admin);
        await PostAsync(admin, "stock/skus", Sku("NO"));
        var (picker, elsewhere) = (await tower.AsAsync(Role.Picker), await tower.AsAsync(Role.Picker, "alex"));
        object receive = new { warehouse = "cairo", bin = "A", lines = new[] { new { sku = "NO", units = 1 } } };

        await RefusedAsync(403, "access.duty", picker, "stock/adjust", new { sku = "NO", warehouse = "cairo", by = 1, reason = "found", why = "x" });
        await RefusedAsync(403, "access.scope", elsewhere, "stock/receive", receive);
        await RefusedAsync(422, "access.why-missing", admin, "stock/adjust", new { sku = "NO", warehouse = "cairo", by = 1, reason = "found" });
        await RefusedAsync(409, "inventory.below-promised", admin, "stock/adjust", new { sku = "NO", warehouse = "cairo", by = -99, reason = "theft", why = "x" });
        await RefusedAsync(400, "inventory.sku-unknown", admin, "stock/receive", new { warehouse = "cairo", lines = new[] { new { sku = "NONE", units = 1 } } });
        await RefusedAsync(400, "inventory.warehouse-unknown", admin, "stock/receive", new { warehouse = "moon", lines = new[] { new { sku = "NO", units = 1 } } });
        await RefusedAsync(400, "inventory.value-invalid", admin, "stock/receive", new { warehouse = "cairo", lines = new[] { new { sku = "NO", units = -1 } } });
        await RefusedAsync(400, "inventory.barcode-invalid", admin, "stock/skus", new { sku = "BAD", name = "Bad", barcodes = new[] { new { gtin = "123", units = 1 } } });
        await RefusedAsync(409, "inventory.barcode-taken", admin, "stock/skus", new { sku = "BAD", name = "Bad", barcodes = new[] { new { gtin = "96385074", units = 1 } } });
        Assert.Equal(404, (int)(await admin.GetAsync("/api/v1/stock/NONE", TestContext.Current.CancellationToken)).StatusCode);

        async Task RefusedAsync(int status, string code, HttpClient by, string door, object body)
        {
            var answer = await PostAsync(by, door, body);
            Assert.Equal((status, code), (answer.Status, Code(answer)));
        }
    }

    private static object Sku(string sku) => new
    {
        sku, name = $"Article {sku}", category = "Tea", weightGrams = 250, dimensionsMm = new[] { 10, 20, 30 }, price = new { amount = "120.00", currency = "EGP" },
        barcodes = sku switch { "TEA-1" => [new { gtin = "6291041500213", units = 1 }], "NO" => [new { gtin = "96385074", units = 1 }], _ => Array.Empty<object>() },
    };

    private static async Task SiteAsync(HttpClient admin) => Assert.InRange((await PostAsync(admin, "warehouses", Site("cairo", "18:00"))).Status, 200, 201);

    private static int OnHand(JsonElement stock) => stock.GetProperty("warehouses")[0].GetProperty("onHand").GetInt32();

    private static string? Code((int Status, JsonElement Body) answer) => answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    private static async Task<(int Status, JsonElement Body)> PostAsync(HttpClient client, string door, object body, Guid? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{door}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
