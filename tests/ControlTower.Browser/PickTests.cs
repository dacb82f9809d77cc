using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ControlTower.Browser;

/// <summary>A picker walks a list with a handheld: wrong things, a line that breaks, a keyboard that is Arabic, a shelf that is empty.</summary>
public sealed class PickTests(Floor floor) : IAsyncDisposable
{
    private const string Cup = "PICK-CUP";
    private const string Kind = "Picked by hand";
    private const float BackMs = 90_000;
    private const float SoonMs = 20_000; // on a busy machine of two cores; what is usual stands in the bench

    public ValueTask DisposeAsync() => floor.PutAwayAsync();

    [Fact]
    public async Task A_list_is_walked_over_a_wrong_scan_a_broken_line_and_an_empty_shelf_and_each_scan_counts_once()
    {
        Assert.SkipWhen(floor.Missing is not null, floor.Missing ?? "");
        var list = await ReleasedAsync(91_001);
        await using var proxy = new TcpProxy(floor.Address);
        await using var visitor = await floor.VisitorAsync(proxy.Address, Role.Picker, "en", "light", 390, 844);
        var page = await visitor.NewPageAsync();
        await OpenAsync(page);
        var wedge = await Wedge.OfAsync(page);
        await wedge.ScanAsync(list.Number); // as it is printed on paper
        await Expect(page.Locator(".ct-hand-place")).ToContainTextAsync("RECEIVING"); // what stands at the benches comes first
        await page.GetByRole(AriaRole.Button, new() { Name = "Skip" }).ClickAsync();
        await Expect(page.Locator(".ct-hand-place")).ToContainTextAsync("A-01");
        await AxeLook.FindsNothingAsync(page);

        await wedge.ScanAsync("LOC-Z-99-9");
        await Expect(Sign(page)).ToHaveTextAsync("Wrong shelf", new() { Timeout = SoonMs });
        await page.Keyboard.PressAsync("Enter");
        await wedge.ScanAsync("LOC-A-01-1");
        await Expect(page.Locator(".ct-hand-count")).ToContainTextAsync("of 2 picked");
        await AxeLook.FindsNothingAsync(page);

        await wedge.ScanAsync(WooOrder.Mug);
        await Expect(Sign(page)).ToHaveTextAsync("Wrong item", new() { Timeout = SoonMs });
        await AxeLook.FindsNothingAsync(page);
        await wedge.ScanAsync(Cup); // while the error stands, nothing counts
        await Expect(page.Locator("html[data-tone=blocked]")).ToBeAttachedAsync();
        await wedge.ScanAsync("CMD-OK");

        await wedge.ScanAsync(Cup, isArabic: true);
        await Expect(page.Locator(".ct-hand-count b")).ToHaveTextAsync("1");
        await AnotherDeviceShowsAsync("1");
        proxy.Set(LineState.Cut);
        await wedge.ScanAsync(Cup);
        await wedge.ScanAsync("TOTE-T-901", isArabic: true);
        await Expect(page.Locator("[data-scan-says]")).ToHaveTextAsync("No network: 2 scans waiting");
        await Expect(page.Locator("[data-scan-unsent]")).ToHaveTextAsync("+1 not sent");
        await AxeLook.FindsNothingAsync(page);

        proxy.Set(LineState.Pass);
        await Expect(page.Locator(".ct-hand-label")).ToHaveTextAsync("Go to", new() { Timeout = BackMs }); // the cups are in the tote; on to the shirt
        await page.GetByRole(AriaRole.Button, new() { Name = "Short" }).ClickAsync();
        await AxeLook.FindsNothingAsync(page);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Shelf is empty") }).ClickAsync();
        await Eventually.TrueAsync(async () => (await LinesAsync(list.Id)).Any(line => line.GetProperty("short").GetInt32() == 1));

        var lines = await LinesAsync(list.Id);
        var cups = lines.Single(line => line.GetProperty("sku").GetString() == Cup);
        Assert.Equal((2, 2, "T-901"), (cups.GetProperty("units").GetInt32(), cups.GetProperty("picked").GetInt32(), cups.GetProperty("tote").GetString()));
    }

    [Theory, InlineData("en"), InlineData("ar")]
    public async Task Whoever_waits_for_a_list_sees_the_next_one_and_axe_finds_nothing(string language)
    {
        Assert.SkipWhen(floor.Missing is not null, floor.Missing ?? "");
        var list = await ReleasedAsync(language == "en" ? 91_011 : 91_012);
        var page = await floor.PageAsync(Role.Picker, language, width: 390, height: 844);
        await OpenAsync(page);
        await AxeLook.FindsNothingAsync(page);
        await (await Wedge.OfAsync(page)).ScanAsync(list.Number);
        await Expect(page.Locator(".ct-hand-prompt")).ToBeVisibleAsync();
        await AxeLook.FindsNothingAsync(page);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.Locator(".ct-hand-more").ClickAsync();
        await Expect(page.Locator(".ct-hand-links")).ToBeVisibleAsync();
        await AxeLook.FindsNothingAsync(page);
        await page.Locator(".ct-hand-choices button", new() { Has = page.Locator("small") }).Filter(new() { HasTextRegex = new Regex("Give the list back|أعد القائمة") }).ClickAsync();
        await Expect(page.Locator(".ct-hand-foot .ct-btn-solid")).ToBeVisibleAsync();
    }

    /// <summary>State lives in the database: whoever signs in as the same person elsewhere stands at the same step.</summary>
    private async Task AnotherDeviceShowsAsync(string count)
    {
        await using var visitor = await floor.VisitorAsync(floor.Address, Role.Picker, "ar", "dark", 390, 844);
        var other = await visitor.NewPageAsync();
        await OpenAsync(other);
        await Expect(other.Locator(".ct-hand-count b")).ToHaveTextAsync(count);
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/pick");
        await page.Locator(".ct-hand-room[data-ready=true]").WaitForAsync();
        await Expect(page.Locator(".ct-loading")).ToHaveCountAsync(0);
    }

    private static ILocator Sign(IPage page) => page.GetByRole(AriaRole.Alertdialog).Locator("h2");

    private async Task<List<JsonElement>> LinesAsync(Guid list) => [.. (await floor.GetAsync($"/api/v1/picking/{list}")).GetProperty("lines").EnumerateArray()];

    /// <summary>An order of two cups, which stand in a shelf, and a shirt, which stands where it was received: released.</summary>
    private async Task<(Guid Id, string Number)> ReleasedAsync(long id)
    {
        await floor.PostAsync("/api/v1/stock/skus", new { sku = Cup, name = "Cup, red", category = Kind });
        await floor.PostAsync("/api/v1/stock/skus", new { sku = WooOrder.Shirt, name = "Shirt", category = Kind }); // no other test's order is of this kind alone
        await floor.PostAsync("/api/v1/stock/bins", new { warehouse = Floor.Warehouse, bins = new[] { new { bin = "A-01-1", zone = "A", aisle = "01", bay = "01", level = "1", x = 1.2, y = 2.0 } } });
        await floor.PostAsync("/api/v1/stock/receive", new { warehouse = Floor.Warehouse, bin = "A-01-1", lines = new[] { new { sku = Cup, units = 20 } } });
        await floor.SendAsync(new WooOrder(id) { FirstSku = Cup, Phone = $"(415) 555-2{id % 1000:000}" });
        var number = await floor.NumberOfAsync(id);
        JsonElement draft = default;
        await Eventually.TrueAsync(async () =>
        {
            var drafts = (await floor.PostAsync("/api/v1/waves/propose", new { warehouse = Floor.Warehouse, categories = new[] { Kind } })).GetProperty("drafts").EnumerateArray().ToList();
            draft = drafts.Find(one => one.GetProperty("orders").EnumerateArray().Any(order => order.GetString() == number));
            return draft.ValueKind == JsonValueKind.Object;
        });
        var wave = (await floor.PostAsync("/api/v1/waves", new { draft = draft.GetProperty("id").GetGuid() })).GetProperty("id").GetGuid();
        foreach (var list in (await floor.PostAsync($"/api/v1/waves/{wave}/release", new { })).GetProperty("lists").EnumerateArray())
        {
            var lines = await LinesAsync(list.GetProperty("id").GetGuid());
            if (lines.Exists(line => line.GetProperty("number").GetString() == number))
            {
                return (list.GetProperty("id").GetGuid(), list.GetProperty("number").GetString()!);
            }
        }

        throw new InvalidOperationException($"{number} is on no list.");
    }
}
