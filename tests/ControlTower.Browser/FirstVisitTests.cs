using System.Globalization;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ControlTower.Browser;

/// <summary>Somebody opens a page for the first time: it is there soon, all of it comes from here, and a wall looks as its address says.</summary>
public sealed class FirstVisitTests(Floor floor) : IAsyncDisposable
{
    private const double BytesMax = 700 * 1024;

    private static readonly string[] s_languages = ["en", "ar"];

    public ValueTask DisposeAsync() => floor.PutAwayAsync();

    [Fact]
    public async Task The_live_mark_tells_the_age_of_its_data_as_soon_as_the_page_is_drawn()
    {
        Assert.SkipWhen(floor.Missing is not null, floor.Missing ?? "");
        await using var visitor = await floor.VisitorAsync(floor.Address, Role.OrderOps, "en", "light", 1440, 900);
        var page = await visitor.NewPageAsync();
        var asked = 0;
        await page.RouteAsync("**/live", route => Interlocked.Increment(ref asked) == 1 ? route.ContinueAsync() : route.AbortAsync()); // it must do with the first answer
        await Floor.OpenAsync(page, "/inbox");
        await Expect(page.Locator(".ct-top .ct-live span")).ToHaveTextAsync(new Regex("[0-9]+ s ago$"));
    }

    [Theory]
    [InlineData("/login", null), InlineData("/inbox", Role.OrderOps), InlineData("/exceptions", Role.OrderOps), InlineData("/stock", Role.Picker), InlineData("/support", Role.CustomerSupport)]
    [InlineData("/audit", Role.OpsManager), InlineData("/settings", Role.Administrator), InlineData("/wall/flow", null), InlineData("/wall/exceptions", null)]
    public async Task A_page_weighs_less_than_700_KB_and_all_of_it_comes_from_here(string path, Role? role)
    {
        Assert.SkipWhen(floor.Missing is not null, floor.Missing ?? "");
        foreach (var language in s_languages)
        {
            await using var visitor = await floor.VisitorAsync(floor.Address, role, language, "light", 1440, 900);
            var page = await visitor.NewPageAsync();
            List<string> wrong = [];
            page.RequestFailed += (_, request) => wrong.Add($"failed: {request.Url}");
            page.Response += (_, answer) => wrong.AddRange(answer.Status >= 400 ? [$"{answer.Status}: {answer.Url}"] : []);
            page.Request += (_, request) => wrong.AddRange(request.Url.StartsWith(floor.Address.ToString(), StringComparison.Ordinal) ? [] : [$"leaves the site: {request.Url}"]);
            var line = await visitor.NewCDPSessionAsync(page);
            var bytes = 0.0;
            line.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            await line.SendAsync("Network.enable");

            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

            Assert.Equal([], wrong);
            Assert.InRange(bytes, 50_000, BytesMax); // a page of nothing would have been measured wrongly
        }
    }

    [Theory]
    [InlineData("/wall/flow", "7, 9, 12", "en"), InlineData("/wall/flow?theme=light", "244, 245, 247", "en"), InlineData("/wall/exceptions?lang=ar&theme=light", "244, 245, 247", "ar")]
    public async Task A_walls_address_says_how_it_looks_and_what_it_speaks_from_the_first_moment(string path, string canvas, string language)
    {
        Assert.SkipWhen(floor.Missing is not null, floor.Missing ?? "");
        await using var visitor = await floor.VisitorAsync(floor.Address, null, language: null, "dark", 1920, 1080);
        var page = await visitor.NewPageAsync();
        var first = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"<html lang=\"{language}\""), await first!.TextAsync(), StringComparison.Ordinal);
        await Expect(page.Locator(".ct-live[data-mode=live]").First).ToBeVisibleAsync();
        await Expect(page.Locator($".ct-wall[lang={language}]")).ToHaveCSSAsync("background-color", $"rgb({canvas})"); // and when the circuit has drawn it anew
    }
}
