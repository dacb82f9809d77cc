using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Api;

/// <summary>A tower with two sites, some stock and stores of several kinds, talked to over HTTP alone.</summary>
public sealed class OrderTower : IAsyncLifetime
{
    private TowerHost? _host;
    private int _orders;
    private int _phones = 1_234_560;

    public TowerHost Host => _host!;

    /// <summary>Null: a database of its own.</summary>
    public TowerDatabase? On { get; init; }

    /// <summary>Settings beside the usual ones.</summary>
    public IReadOnlyList<(string Name, string Value)> More { get; init; } = [];

    public HttpClient Ops { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TowerHost.StartAsync(On, [.. More,
            ("Stores__pos-cairo__Kind", "pos"), ("Stores__pos-cairo__Country", "EG"), ("Stores__pos-cairo__Currency", "EGP"),
            ("Stores__chat__Kind", "whatsapp"), ("Stores__chat__Country", "EG"), ("Stores__chat__Currency", "EGP"), ("Stores__chat__CodConfirm", "always"),
            ("Stores__market__Kind", "marketplace"), ("Stores__market__Country", "EG"), ("Stores__market__Currency", "EGP")]);
        Ops = await Host.AsAsync(Role.OrderOps);
        var admin = Host.Bootstrap();
        foreach (var (key, city) in new[] { ("cairo", "Cairo"), ("alex", "Alexandria") })
        {
            await DoneAsync(admin, "warehouses", new
            {
                key, name = city, timeZone = "Africa/Cairo", country = "EG", city, regions = (string[])[city],
                calendar = new { days = (string[])["sun", "mon", "tue", "wed", "thu", "fri", "sat"], opens = "00:00", closes = "23:59" }, cutoffs = Array.Empty<object>(),
            });
        }

        foreach (var sku in new[] { "TEA-250", "CUP-1" })
        {
            await DoneAsync(admin, "stock/skus", new
            {
                sku, name = sku == "CUP-1" ? "Cup" : "Tea", category = "kitchen", barcodes = sku == "CUP-1" ? [] : new[] { new { gtin = "6291041500213", units = 1 } }, weightGrams = 250,
                dimensionsMm = (int[])[10, 10, 10], price = Egp(120),
            });
            await DoneAsync(admin, "stock/receive", new { warehouse = "cairo", bin = "A-01-1", lines = new[] { new { sku, units = 500 } }, reference = "PO" });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    public static object Egp(decimal amount) => new { amount = amount.ToString("F2", System.Globalization.CultureInfo.InvariantCulture), currency = "EGP" };

    /// <summary>A good order; cash on delivery unless told otherwise.</summary>
    public Dictionary<string, object?> Order(
        string? id = null, string store = "pos-cairo", string? phone = null, string name = "Mona S.", string sku = "TEA-250", int units = 2, string method = "cod", bool paid = false)
    {
        phone ??= $"0100{Interlocked.Increment(ref _phones):0000000}"; // one phone twice within half an hour looks like a double
        return new()
        {
            ["store"] = store, ["externalId"] = id ?? $"R-{Interlocked.Increment(ref _orders)}-{Guid.NewGuid():N}", ["placedAt"] = "2026-11-23T10:00:00Z",
            ["customer"] = new { name, phone, email = "mona@example.org" },
            ["shipTo"] = new { name, phone, line1 = "12 Tahrir Street, flat 4", city = "Cairo", region = "Cairo", country = "EG" },
            ["payment"] = new { method, paid }, ["lines"] = new[] { new { sku, name = "Tea", units, unitPrice = Egp(120) } }, ["shipping"] = Egp(45),
            ["total"] = Egp(120 * units + 45),
        };
    }

    public Task<Answer> PlaceAsync(Dictionary<string, object?> order, HttpClient? by = null, Guid? key = null) => PostAsync(by ?? Ops, "orders", order, key);

    /// <returns>The number of a good order on which the automatic steps have finished.</returns>
    public async Task<string> SettledAsync(Dictionary<string, object?> order)
    {
        var placed = await PlaceAsync(order);
        Assert.True(placed.Status == 201, placed.ToString());
        await SettleAsync(placed.Text("number"));
        return placed.Text("number");
    }

    public Task SettleAsync(string number) => Eventually.TrueAsync(async () =>
        "settled".Equals(await Host.Database.AppAsync($"select next_step from sales_order where number = {number.Split('-')[1]}")));

    public Task<Answer> OrderAsync(string number, HttpClient? by = null) => GetAsync(by ?? Ops, $"orders/{number}");

    public static async Task<Answer> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync("/api/v1/" + path, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    public static async Task<Answer> PostAsync(HttpClient client, string path, object body, Guid? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = body as HttpContent ?? JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    private static async Task DoneAsync(HttpClient client, string path, object body)
    {
        var answer = await PostAsync(client, path, body);
        Assert.True(answer.Status is 200 or 201, $"{path}: {answer}");
    }
}

/// <summary>What a door answered.</summary>
public sealed record Answer(int Status, JsonElement Body, string Raw)
{
    public string? Code => Find("code");

    public string? Field => Find("field");

    public string Text(string name) => Find(name) ?? throw new InvalidOperationException($"The answer has no {name}: {Raw}");

    public override string ToString() => $"{Status} {Raw}";

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var raw = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new((int)response.StatusCode, isJson ? JsonSerializer.Deserialize<JsonElement>(raw) : default, raw);
    }

    private string? Find(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
