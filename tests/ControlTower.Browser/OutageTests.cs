using System.Text.RegularExpressions;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Journeys;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ControlTower.Browser;

/// <summary>The tower dies as in a power cut, with its screens open: they say that what they show is old, and come back without a hand.</summary>
public sealed class OutageTests(Floor floor) : IAsyncDisposable
{
    // Until an open page notices, and until the tower is up again and the page has loaded itself anew, on a busy machine of two cores.
    private const float NoticedMs = 30_000;
    private const float BackMs = 60_000;

    private const string OrdersOnTheWall = "[...document.querySelectorAll('.ct-column .ct-figure')].reduce((sum, figure) => sum + Number(figure.textContent.replace(/\\D/g, '')), 0)";

    public ValueTask DisposeAsync() => floor.PutAwayAsync();

    [Fact]
    public async Task A_wall_greys_and_a_desk_says_so_when_the_tower_dies_and_both_come_back_by_themselves_with_what_came_since()
    {
        var desk = await floor.PageAsync(Role.OrderOps);
        var wall = await floor.PageAsync(null, width: 1920, height: 1080);
        await Floor.OpenAsync(desk, "/inbox?view=all");
        await floor.SendAsync(new WooOrder(80_001));
        await Expect(Row(desk, await floor.NumberOfAsync(80_001))).ToBeVisibleAsync(new() { Timeout = NoticedMs });
        await wall.GotoAsync("/wall/flow"); // after the desk has the order: both read the same board, so the wall begins with it
        IPage[] pages = [desk, wall];
        foreach (var page in pages)
        {
            await Expect(page.Locator(".ct-live[data-mode=live]").First).ToBeVisibleAsync(new() { Timeout = NoticedMs });
        }

        await Expect(wall.Locator(".ct-wall-room[data-ready]")).ToBeAttachedAsync(new() { Timeout = NoticedMs });
        var before = await wall.EvaluateAsync<int>(OrdersOnTheWall);
        await floor.KillAndStartAgainAsync(async () =>
        {
            foreach (var page in pages)
            {
                await Expect(page.Locator("html[data-stale]")).ToBeAttachedAsync(new() { Timeout = NoticedMs });
                await Expect(page.Locator(".ct-live[data-mode=stale]").First).ToHaveTextAsync(new Regex("[0-9]{2}:[0-9]{2}$"));
                await Expect(page.Locator(".ct-reconnect")).ToBeVisibleAsync();
            }

            await Expect(wall.Locator(".ct-wall-body")).ToHaveCSSAsync("filter", "grayscale(1)");
        });

        await floor.SendAsync(new WooOrder(80_002) { Phone = "13" });
        await Expect(Row(desk, await floor.NumberOfAsync(80_002))).ToBeVisibleAsync(new() { Timeout = BackMs });
        await wall.WaitForFunctionAsync($"before => {OrdersOnTheWall} === before + 1", before, new() { Timeout = BackMs });
        foreach (var page in pages)
        {
            await Expect(page.Locator("html[data-stale]")).ToHaveCountAsync(0, new() { Timeout = BackMs });
            await Expect(page.Locator(".ct-live[data-mode=live]").First).ToBeVisibleAsync(new() { Timeout = BackMs });
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task A_wall_whose_line_never_came_up_loads_itself_anew_and_does_not_look_alive_for_ever()
    {
        var wall = await floor.PageAsync(null, width: 1920, height: 1080);
        var isDown = true;
        await wall.RouteAsync("**/_blazor/**", route => isDown ? route.AbortAsync() : route.ContinueAsync());
        await wall.GotoAsync("/wall/flow");
        await Expect(wall.Locator(".ct-wall-room")).ToBeAttachedAsync();
        await Task.Delay(3_000);
        await Expect(wall.Locator(".ct-wall-room[data-ready]")).ToHaveCountAsync(0);

        isDown = false;
        await Expect(wall.Locator(".ct-wall-room[data-ready]")).ToBeAttachedAsync(new() { Timeout = BackMs });
    }

    private static ILocator Row(IPage desk, string number) => desk.Locator("tr", new() { HasText = number });
}
