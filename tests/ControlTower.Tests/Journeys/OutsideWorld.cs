using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ControlTower.Simulator.Couriers;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Simulation;

namespace ControlTower.Tests.Journeys;

/// <summary>
/// A tower, and around it a shop, a courier and the providers of messages with books of their own; nobody of the demo works here. What the outside
/// does is told to the tower over HTTP, and its books are read over HTTP.
/// </summary>
internal sealed class OutsideWorld : IAsyncDisposable
{
    public const string Courier = CarrierDoors.Bosta;
    private const string Secret = "secret of the journeys";

    private readonly RunningSimulator _outside;
    private readonly HttpClient _books;
    private int _buyers = 1_230_000;

    private OutsideWorld(RunningSimulator outside, TowerHost tower, FloorHands hands)
    {
        (_outside, Tower, Hands) = (outside, tower, hands);
        _books = new HttpClient { BaseAddress = outside.Root };
        Eyes = new(hands, _books);
    }

    public TowerHost Tower { get; }

    public FloorHands Hands { get; }

    public Eyes Eyes { get; }

    public static async Task<OutsideWorld> StartAsync()
    {
        var at = FreePort();
        var settings = SimulatedWorld.Settings(new Uri($"http://127.0.0.1:{at}"), key: null, speed: 1) with { SecretCouriers = Secret };
        var outside = await SimulatedWorld.StartAsync(settings);
        outside.Get<IReadOnlyDictionary<string, Carrier>>()[Courier].Mood.TimeOutsPerHundred = 0;
        using var books = new HttpClient { BaseAddress = outside.Root };
        var smtp = (await ReadAsync(books, "/ledger/messages")).GetProperty("smtpPort").GetInt32().ToString(CultureInfo.InvariantCulture);
        var root = outside.Root.ToString();
        var tower = await TowerHost.StartAsync(null,
            ("Tower__Urls", settings.Tower.ToString()), ("Tower__QuietHours", "none"), ("Rules__RefundApprovalAbove", "10"),
            ("Stores__site-eg__Kind", "woocommerce"), ("Stores__site-eg__Secret", SimulatedWorld.SecretWoo), ("Stores__site-eg__BaseUrl", root), ("Stores__site-eg__ApiKey", "key"),
            ("Stores__site-eg__ApiSecret", "word"), ("Stores__site-eg__Country", "EG"), ("Stores__site-eg__Currency", "EGP"), ("Stores__site-eg__CodConfirm", "never"),
            ($"Couriers__{Courier}__Kind", "bosta"), ($"Couriers__{Courier}__BaseUrl", root), ($"Couriers__{Courier}__ApiKey", "key"), ($"Couriers__{Courier}__WebhookSecret", Secret),
            ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", smtp), ("Smtp__Tls", "none"), ("Smtp__From", "orders@shop.example"),
            ("Messages__sms__BaseUrl", root), ("Messages__sms__AccountSid", "AC00000000000000000000000000000001"), ("Messages__sms__AuthToken", "word"), ("Messages__sms__From", "+20223900000"));
        return new(outside, tower, await FloorHands.HireAsync(tower));
    }

    public async ValueTask DisposeAsync()
    {
        _books.Dispose();
        await Tower.DisposeAsync();
        await _outside.DisposeAsync();
    }

    /// <summary>Somebody buys in the shop and pays by card. The shop has it in its book, and tells the tower nothing yet.</summary>
    /// <returns>The shop's number of the order.</returns>
    public long Buy(params (string Sku, int Units)[] lines)
    {
        var now = TimeProvider.System.GetUtcNow();
        var at = new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var number = Interlocked.Increment(ref _buyers); // one phone twice within half an hour looks like a double
        var home = new Address($"{number % 90 + 1} Abbas El Akkad St, flat 4", "Nasr City", "Cairo", "EGC", "Cairo", "11765", "EG");
        var buyer = new Customer("Mariam", "S.", $"buyer{number}@example.com", $"0100{number}", home);
        return Shop.Ledger.Add(id => new ShopOrder(
            Shop.Store.Key, id, 1, at, at, ShopOrderState.Open, PayBy.Card, at, null, buyer, buyer.Phone, buyer.Email, home, "standard", 50, 0,
            [.. lines.Select(line => new ShopLine(line.Sku, line.Sku, $"Goods {line.Sku}", line.Units, 120, 4_000, 9_000, 250))], null, null, 0, null)).Id;
    }

    /// <summary>The customer thinks better of it, in the shop.</summary>
    public void CancelInShop(long id) => Assert.NotNull(Shop.Ledger.Change(
        id, TimeProvider.System.GetUtcNow(), order => order with { State = ShopOrderState.Cancelled, CancelledAt = TimeProvider.System.GetUtcNow() }));

    /// <summary>The shop tells the order as it stands, by its signed webhook.</summary>
    public async Task<HttpStatusCode> TellAsync(long id, string topic, string secret = SimulatedWorld.SecretWoo)
    {
        var body = await _books.GetByteArrayAsync(ShopPath(id));
        using var request = WooOrder.Request(Shop.Store.Key, secret, topic, body);
        using var answer = await Tower.Anonymous().SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The courier does something with a parcel, writes it into its book, and calls the tower.</summary>
    public async Task MoveAsync(string tracking, CarrierStep step)
    {
        var book = _outside.Get<IReadOnlyDictionary<string, Carrier>>()[Courier].Ledger;
        var parcel = book.FindTracking(tracking);
        Assert.NotNull(parcel);
        var moved = book.Change(parcel.Id, one => one with { Step = step, At = TimeProvider.System.GetUtcNow(), Attempts = one.Attempts + (step == CarrierStep.AttemptFailed ? 1 : 0) });
        await _outside.Get<CarrierNews>().TellAsync(moved!, TestContext.Current.CancellationToken);
    }

    /// <summary>What the shop's own interface says: <c>orders/20001</c>, <c>orders/20001/notes</c>, <c>products?sku=</c>.</summary>
    public Task<JsonElement> InShopAsync(string path) => ReadAsync(_books, $"/wp-json/wc/v3/{path}");

    public async Task<string?> StatusInShopAsync(long id) => (await InShopAsync($"orders/{id}")).GetProperty("status").GetString();

    internal static async Task<JsonElement> ReadAsync(HttpClient from, string path) =>
        JsonSerializer.Deserialize<JsonElement>(await from.GetByteArrayAsync(path, TestContext.Current.CancellationToken));

    private WooHooks Shop => _outside.Get<WooHooks>();

    private static string ShopPath(long id) => string.Create(CultureInfo.InvariantCulture, $"/wp-json/wc/v3/orders/{id}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
