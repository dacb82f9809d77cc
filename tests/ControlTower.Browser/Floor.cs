using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Browser;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Microsoft.Playwright;
using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(Floor))]
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.None)] // one tower, one browser, two cores

namespace ControlTower.Browser;

/// <summary>One demo tower in a process of its own, one warehouse with goods, one shop that signs its messages; and one Chromium before it.</summary>
public sealed class Floor : IAsyncLifetime
{
    public const string Store = "shop-us";
    public const string Warehouse = "main";
    private const string Secret = "secret-of-the-browsers-shop";

    private readonly string _folder = Directory.CreateTempSubdirectory("tower-browser-").FullName;
    private readonly Dictionary<(Role?, string, string, int, int), IBrowserContext> _profiles = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private HttpClient _http = null!;
    private TowerRun? _tower;

    /// <summary>Why there is nothing to see; null: there is a browser.</summary>
    public string? Missing { get; private set; }

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is not { } chromium)
        {
            Missing = "There is no Chromium here: apt-get install chromium";
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        Address = new Uri($"http://127.0.0.1:{ProcessReady.FreePort()}");
        _http = new HttpClient { BaseAddress = Address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TowerRun.Key);
        _tower = await TowerRun.StartAsync(Address, _folder, Store, Secret);
        await LayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_tower is not null)
        {
            await _tower.StopAsync();
        }

        _http?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A page of somebody in this role. Pages that are alike in all of this share a browser profile, as tabs do.</summary>
    public async Task<IPage> PageAsync(Role? role, string language = "en", string theme = "light", int width = 1440, int height = 900)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var profile = (role, language, theme, width, height);
        if (_profiles.TryGetValue(profile, out var known))
        {
            return await known.NewPageAsync();
        }

        var context = await VisitorAsync(Address, role, language, theme, width, height);
        _profiles[profile] = context;
        return await context.NewPageAsync();
    }

    /// <summary>A browser profile of somebody in this role, at this or another demo floor.</summary>
    /// <param name="language">Null: nothing was chosen yet.</param>
    internal async Task<IBrowserContext> VisitorAsync(Uri tower, Role? role, string? language, string theme, int width, int height)
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = tower.ToString(), ViewportSize = new() { Width = width, Height = height } });
        foreach (var door in new[] { role is { } who ? $"/demo/as/{char.ToLowerInvariant(who.ToString()[0])}{who.ToString()[1..]}" : null, language is null ? null : $"/culture?to={language}&back=%2Flogin", $"/theme?to={theme}&back=%2Flogin" })
        {
            if (door is not null)
            {
                await context.APIRequest.GetAsync(door, new() { MaxRedirects = 0 });
            }
        }

        return context;
    }

    /// <summary>Opens a desk, and waits until it answers to clicks and keys.</summary>
    public static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator(".ct-desk[data-ready=true]").WaitForAsync();
    }

    /// <summary>After a test: its pages are closed for the next; where it failed, a picture of each is kept first, and said where.</summary>
    public async ValueTask PutAwayAsync()
    {
        var test = TestContext.Current;
        foreach (var (page, number) in (_browser?.Contexts ?? []).SelectMany(context => context.Pages).Select((page, at) => (page, at + 1)).ToList())
        {
            if (test.TestState?.Result == TestResult.Failed)
            {
                var file = System.IO.Path.Combine(AppContext.BaseDirectory, "TestResults", $"{test.TestMethod!.MethodName}-{number}.png");
                await page.ScreenshotAsync(new() { Path = file });
                test.TestOutputHelper?.WriteLine($"{page.Url} looked like this: {file}");
            }

            await page.CloseAsync();
        }
    }

    /// <summary>kill -9, and the same tower again.</summary>
    public async Task KillAndStartAgainAsync(Func<Task> whileItIsGone)
    {
        await _tower!.KillAsync();
        try
        {
            await whileItIsGone();
        }
        finally
        {
            _tower = await TowerRun.StartAsync(Address, _folder, Store, Secret); // the other tests have it as it was
        }
    }

    /// <summary>An order comes in as the shop sends it.</summary>
    internal async Task SendAsync(WooOrder order, string topic = "order.created")
    {
        using var request = order.Request(Store, Secret, topic);
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>A customer writes by WhatsApp.</summary>
    internal async Task HearAsync(string phone, string words)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            @object = "whatsapp_business_account",
            entry = new[] { new { changes = new[] { new { value = new { messages = new[] { new { from = phone, id = $"wamid.{phone}", type = "text", text = new { body = words } } } } } } } },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/whatsapp/{TowerRun.WhatsappAccount}") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret), body)));
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public Task<string> NumberOfAsync(long id) => _http.NumberOfAsync(id);

    internal Task<JsonElement> PostAsync(string door, object wish) => _http.DoAsync(door, wish);

    internal Task<JsonElement> GetAsync(string door) => _http.GetFromJsonAsync<JsonElement>(door);

    private Task LayAsync() => ActAsync(
        ("/api/v1/warehouses", new
        {
            key = Warehouse, name = "Main", timeZone = "America/Los_Angeles", country = "US", city = "San Francisco",
            calendar = new { days = "sun mon tue wed thu fri sat".Split(' '), opens = "00:00", closes = "23:59" },
        }),
        ("/api/v1/stock/skus", new { sku = WooOrder.Mug, name = "Mug" }),
        ("/api/v1/stock/skus", new { sku = WooOrder.Shirt, name = "Shirt" }),
        ("/api/v1/stock/receive", new { warehouse = Warehouse, lines = new[] { new { sku = WooOrder.Mug, units = 900 }, new { sku = WooOrder.Shirt, units = 900 } } }));

    private async Task ActAsync(params (string Door, object Wish)[] acts)
    {
        foreach (var (door, wish) in acts)
        {
            await PostAsync(door, wish);
        }
    }
}
