using System.Text.RegularExpressions;
using ControlTower.Playbook.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ControlTower.Browser;

/// <summary>What a scanner types, a page takes: each scan once, in order, whatever becomes of the line, the page and the keyboard.</summary>
public sealed class ScanCaptureTests(Floor floor) : IAsyncDisposable
{
    // A browser tells a silent line after half a minute; then it takes up to a minute on a busy machine of two cores.
    private const float BackMs = 90_000;
    private const string Sample = "/parts?set=scan";

    public ValueTask DisposeAsync() => floor.PutAwayAsync();

    [Fact]
    public async Task Letters_are_read_by_the_place_of_their_keys_so_that_an_Arabic_layout_changes_nothing()
    {
        var (page, wedge) = await OpenAsync();
        await wedge.ScanAsync("ORD-100045");
        await wedge.ScanAsync("ORD-200045", isArabic: true);
        await wedge.ScanAsync("loc-a-01-2", isArabic: true);
        await TakenAsync(page, "ORD-100045", "ORD-200045", "loc-a-01-2");
    }

    [Fact]
    public async Task A_scan_comes_while_the_page_has_no_line_yet_and_is_taken_when_it_has()
    {
        var page = await floor.PageAsync(Role.Picker, width: 390, height: 844);
        var hold = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await hold.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(Sample, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("html[data-scanner=ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var wedge = await Wedge.OfAsync(page);
        await wedge.ScanAsync("EARLY-1");
        await wedge.ScanAsync("EARLY-2");
        await Expect(page.Locator("[data-scan-says]")).ToHaveTextAsync(new Regex("2 scans waiting$"));

        hold.SetResult();
        await TakenAsync(page, "EARLY-1", "EARLY-2");
        await Expect(page.Locator("[data-scan-says]")).ToHaveTextAsync("Back: all 2 scans sent");
    }

    [Theory, InlineData(LineKind.Cut), InlineData(LineKind.Blackhole)]
    public async Task A_line_breaks_between_two_shelves_and_each_scan_is_taken_once_and_in_order(LineKind kind)
    {
        await using var proxy = new TcpProxy(floor.Address);
        await using var visitor = await floor.VisitorAsync(proxy.Address, Role.Picker, "en", "light", 390, 844);
        var page = await visitor.NewPageAsync();
        var wedge = await OpenAsync(page);
        await wedge.ScanAsync("ITEM-0");
        await TakenAsync(page, "ITEM-0");

        proxy.Set(kind == LineKind.Cut ? LineState.Cut : LineState.Blackhole);
        foreach (var item in new[] { "ITEM-1", "NO-2", "ITEM-1" })
        {
            await wedge.ScanAsync(item);
        }

        await Expect(page.Locator("[data-scan-says]")).ToHaveTextAsync("No network: 3 scans waiting");
        await Expect(page.Locator("[data-scan-unsent]")).ToHaveTextAsync("+2 not sent");
        await Expect(page.Locator("[data-taken] li")).ToHaveCountAsync(1);

        proxy.Set(LineState.Pass);
        await Expect(page.Locator(".ct-sign-wrong h2")).ToHaveTextAsync("Wrong item", new() { Timeout = BackMs }); // the second is refused: nobody guesses what the third means
        await Expect(page.Locator("[data-taken] li")).ToHaveCountAsync(3);
        await wedge.ScanAsync("CMD-OK");
        await TakenAsync(page, "ITEM-0", "ITEM-1", "NO-2", "ITEM-1");
    }

    public enum LineKind { Cut, Blackhole }

    [Fact]
    public async Task Scans_that_wait_outlive_the_page()
    {
        await using var proxy = new TcpProxy(floor.Address);
        await using var visitor = await floor.VisitorAsync(proxy.Address, Role.Picker, "en", "light", 390, 844);
        var page = await visitor.NewPageAsync();
        var wedge = await OpenAsync(page);
        proxy.Set(LineState.Blackhole);
        await wedge.ScanAsync("KEPT-1");
        await wedge.ScanAsync("KEPT-2");
        await Expect(page.Locator("[data-scan-says]")).ToHaveTextAsync("No network: 2 scans waiting");

        proxy.Set(LineState.Cut);
        proxy.Set(LineState.Pass);
        await page.GotoAsync(Sample);
        await (await Wedge.OfAsync(page)).ScanAsync("AFTER-3");
        await TakenAsync(page, "KEPT-1", "KEPT-2", "AFTER-3");
    }

    [Fact]
    public async Task A_wrong_scan_blocks_the_next_until_it_is_acknowledged_also_when_the_page_is_loaded_again()
    {
        var (page, wedge) = await OpenAsync();
        await wedge.ScanAsync("NO-1");
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("T-shirt, black, XL");
        await wedge.ScanAsync("ITEM-1");
        await Expect(page.Locator("html[data-tone=blocked]")).ToBeAttachedAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
        await page.Locator(".ct-hand-room[data-ready=true]").WaitForAsync();
        await wedge.ScanAsync("ITEM-2");
        await TakenAsync(page, "ITEM-2");
    }

    [Fact]
    public async Task Half_a_scan_is_none_and_single_letters_are_short_cuts()
    {
        var (page, wedge) = await OpenAsync();
        await wedge.ScanAsync("ITEM-123456", pauseBefore: 7);
        await Expect(page.Locator(".ct-sign-wrong h2")).ToHaveTextAsync("Not read");
        await wedge.ScanAsync("CMD-OK");
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator("[data-key=s]")).ToHaveTextAsync("Pressed 1");
        await page.Locator("[data-key=s]").FocusAsync();
        await wedge.ScanAsync("ITEM-4"); // its Enter does not press what has the focus
        await TakenAsync(page, "ITEM-4");
        await Expect(page.Locator("[data-key=s]")).ToHaveTextAsync("Pressed 1");
    }

    private async Task<(IPage Page, Wedge Wedge)> OpenAsync()
    {
        var page = await floor.PageAsync(Role.Picker, width: 390, height: 844);
        return (page, await OpenAsync(page));
    }

    private static async Task<Wedge> OpenAsync(IPage page)
    {
        await page.GotoAsync(Sample);
        await page.Locator(".ct-hand-room[data-ready=true]").WaitForAsync();
        return await Wedge.OfAsync(page);
    }

    private static Task TakenAsync(IPage page, params string[] scans) => Expect(page.Locator("[data-taken] li")).ToHaveTextAsync(scans, new() { Timeout = BackMs });
}
