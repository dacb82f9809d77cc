using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;

namespace ControlTower.Browser;

/// <summary>A demo tower of one's own: one warehouse, one shelf, one shop, drivers of its own, and nobody else's orders.</summary>
internal sealed class House : IAsyncDisposable
{
    public const string Warehouse = "main";
    public const string Bin = "A-01-1";
    public const string Cup = "HOUSE-CUP";
    private const string Store = "shop-us";
    private const string Secret = "secret-of-the-houses-shop";

    private readonly string _folder = Directory.CreateTempSubdirectory("tower-house-").FullName;
    private readonly HttpClient _http;
    private TowerRun? _tower;

    private House()
    {
        Address = new Uri($"http://127.0.0.1:{ProcessReady.FreePort()}");
        _http = new HttpClient { BaseAddress = Address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TowerRun.Key);
    }

    public Uri Address { get; }

    public static async Task<House> OpenAsync()
    {
        var house = new House();
        house._tower = await TowerRun.StartAsync(house.Address, house._folder, Store, Secret, ("Couriers__own__Kind", "own"), ("Couriers__own__Country", "US"), ("Rules__RefundApprovalAbove", "1"));
        await house.PostAsync("/api/v1/warehouses", new
        {
            key = Warehouse, name = "Main", timeZone = "America/Los_Angeles", country = "US", city = "San Francisco",
            calendar = new { days = "sun mon tue wed thu fri sat".Split(' '), opens = "00:00", closes = "23:59" },
        });
        await house.PostAsync("/api/v1/stock/skus", new { sku = Cup, name = "Cup, red", weightGrams = 300 });
        await house.PostAsync("/api/v1/stock/skus", new { sku = WooOrder.Shirt, name = "Shirt, blue", weightGrams = 200 });
        await house.PostAsync("/api/v1/stock/bins", new { warehouse = Warehouse, bins = new[] { new { bin = Bin, zone = "A", aisle = "01", bay = "01", level = "1", x = 1.2, y = 2.0 } } });
        await house.PostAsync("/api/v1/stock/receive", new { warehouse = Warehouse, bin = Bin, lines = new[] { new { sku = Cup, units = 20 }, new { sku = WooOrder.Shirt, units = 20 } } });
        return house;
    }

    /// <summary>An order of two cups and a shirt, promised.</summary>
    /// <returns>Our number of it.</returns>
    public async Task<string> OrderAsync(long id)
    {
        using var request = new WooOrder(id) { FirstSku = Cup, Phone = $"(415) 555-26{id % 100:00}" }.Request(Store, Secret, "order.created");
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var number = await _http.NumberOfAsync(id);
        await Eventually.TrueAsync(async () => (await StatesAsync(number, "groups")) is ["reserved"]);
        return number;
    }

    /// <param name="of">groups or parcels.</param>
    public async Task<List<string?>> StatesAsync(string number, string of) =>
        [.. (await GetAsync($"/api/v1/orders/{number}")).GetProperty(of).EnumerateArray().Select(one => one.GetProperty("state").GetString())];

    /// <summary>The number on its one box.</summary>
    public async Task<string> SsccAsync(string number) =>
        (await GetAsync($"/api/v1/orders/{number}")).GetProperty("parcels").EnumerateArray().Single().GetProperty("sscc").GetString()!;

    /// <summary>Our own driver tells.</summary>
    public Task<JsonElement> DriverAsync(string sscc, string state, string? reason = null, string? receivedBy = null) =>
        PostAsync($"/api/v1/couriers/own/{sscc}/event", new { state, at = TimeProvider.System.GetUtcNow(), reason, receivedBy });

    public Task<JsonElement> PostAsync(string door, object wish) => _http.DoAsync(door, wish);

    public Task<JsonElement> GetAsync(string door) => _http.GetFromJsonAsync<JsonElement>(door);

    public async ValueTask DisposeAsync()
    {
        if (_tower is not null)
        {
            await _tower.StopAsync();
        }

        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
