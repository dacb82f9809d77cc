using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Inventory;

/// <summary>A hundred people press "buy" in the same second, and there are ten.</summary>
public sealed class HundredBuyersTests(TowerHost tower) : IClassFixture<TowerHost>
{
    [Fact]
    public async Task A_hundred_buyers_at_once_for_ten_units_over_http_are_ten_promises_and_ninety_backorders()
    {
        var shop = tower.Bootstrap();
        await PostAsync(shop, "warehouses", new
        {
            key = "cairo", name = "Cairo", timeZone = "Africa/Cairo", country = "EG", city = "Cairo",
            calendar = new { days = (string[])["sun", "mon", "tue", "wed", "thu", "fri", "sat"], opens = "00:00", closes = "23:59" },
        });
        await PostAsync(shop, "stock/skus", new { sku = "HOT", name = "The last ones" });
        await PostAsync(shop, "stock/receive", new { warehouse = "cairo", bin = "A", lines = new[] { new { sku = "HOT", units = 10 } } });

        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(buyer => PostAsync(shop, "orders", OrderOf(buyer))));

        Assert.All(statuses, status => Assert.Equal(201, status));
        await Eventually.TrueAsync(async () => (long)(await tower.Database.AppAsync("select count(*) from sales_order where next_step <> 'settled'"))! == 0);
        Assert.Equal("10 0 90", await tower.Database.AppAsync("select concat_ws(' ', sum(reserved), sum(unallocated), sum(backordered)) from order_line where sku = 'HOT'"));
        Assert.Equal("10 10", await tower.Database.AppAsync("select concat_ws(' ', on_hand, reserved) from stock where sku = 'HOT'"));

        var honesty = await shop.GetFromJsonAsync<JsonElement>("/health/honesty", TestContext.Current.CancellationToken);
        Assert.All(honesty.GetProperty("invariants").EnumerateArray(), one => Assert.Equal($"{one.GetProperty("name")} 0", $"{one.GetProperty("name")} {one.GetProperty("broken")}"));
    }

    private static object OrderOf(int buyer) => new
    {
        store = "manual", externalId = $"B-{buyer}", placedAt = TimeProvider.System.GetUtcNow(),
        customer = new { name = "Salma A", phone = $"010{20_000_000 + buyer}" },
        shipTo = new { line1 = "15 El Merghany Street, Apt 7", city = "Heliopolis", region = "Cairo", country = "EG" },
        shippingMethod = "standard", payment = new { method = "prepaid", paid = true }, partial = "split",
        lines = new[] { new { sku = "HOT", name = "The last ones", units = 1, unitPrice = new { amount = "10.00", currency = "EGP" } } },
        total = new { amount = "10.00", currency = "EGP" },
    };

    private static async Task<int> PostAsync(HttpClient client, string door, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{door}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
