using ControlTower.Playbook.Access;
using ControlTower.Tests.Journeys;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ControlTower.Browser;

/// <summary>A morning at order operations, as a person sees it: nothing is loaded again, and the wall in the next room shows each change.</summary>
public sealed class JourneyTests(Floor floor) : IAsyncDisposable
{
    // On a busy machine of two cores; what is usual stands in the bench.
    private const float DeskMs = 6_000;
    private const float WallMs = 10_000;

    public ValueTask DisposeAsync() => floor.PutAwayAsync();

    [Fact]
    public async Task An_order_comes_in_its_phone_is_fixed_a_code_is_mapped_for_several_and_a_caller_is_answered()
    {
        var inbox = await floor.PageAsync(Role.OrderOps);
        var wall = await floor.PageAsync(Role.OpsManager, width: 1920, height: 1080);
        await Task.WhenAll(Floor.OpenAsync(inbox, "/inbox?view=all"), wall.GotoAsync("/wall/exceptions"));
        await Expect(inbox.Locator(".ct-live[data-mode=live]").First).ToBeVisibleAsync();

        // In: a good order moves on; one with a wrong phone, and three with a code that nobody knows, are held.
        await floor.SendAsync(new WooOrder(70_001));
        await Expect(inbox.Locator("tr", new() { HasText = await floor.NumberOfAsync(70_001) })).ToBeVisibleAsync(new() { Timeout = DeskMs });
        await floor.SendAsync(new WooOrder(70_002) { Phone = "12" });
        await Expect(inbox.Locator("tr", new() { HasText = "Phone not valid" }).First).ToBeVisibleAsync(new() { Timeout = DeskMs });
        await Expect(wall.Locator("tr", new() { HasText = "Phone not valid" }).First).ToBeVisibleAsync(new() { Timeout = WallMs });
        for (var id = 70_011; id <= 70_013; id++)
        {
            await floor.SendAsync(new WooOrder(id) { FirstSku = "MUG-RENAMED", Phone = $"(415) 555-27{id % 100}" });
        }

        await Expect(wall.Locator("tr", new() { HasText = "3 orders" }).Filter(new() { HasText = "SKU unknown" })).ToBeVisibleAsync(new() { Timeout = WallMs });

        // The phone: the row's button brings the form, the form performs the fix.
        var cases = await floor.PageAsync(Role.OrderOps);
        await Floor.OpenAsync(cases, "/exceptions?view=order"); // by cause, other tests' orders may stand in the same line
        var number = await floor.NumberOfAsync(70_002);
        var phone = cases.Locator("tr", new() { HasText = number });
        await phone.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(cases.Locator(".ct-case-pane input[type=tel]")).ToBeFocusedAsync();
        await cases.Keyboard.PressAsync("Control+A");
        await cases.Keyboard.TypeAsync("(415) 555-2699");
        await cases.Keyboard.PressAsync("Enter");
        await Expect(cases.Locator("tr", new() { HasText = number })).ToHaveCountAsync(0, new() { Timeout = DeskMs });
        await Expect(wall.Locator("tr", new() { HasText = number })).ToHaveCountAsync(0, new() { Timeout = WallMs });

        // The code: one choice frees three orders.
        await Floor.OpenAsync(cases, "/exceptions");
        var codes = cases.Locator("tr", new() { HasText = "3 orders" }).Filter(new() { HasText = "SKU unknown" });
        await codes.ClickAsync();
        await cases.Locator(".ct-case-pane input[type=search]").FillAsync(WooOrder.Mug);
        await cases.Keyboard.PressAsync("Tab");
        await cases.Locator(".ct-case-pane .ct-choice", new() { HasText = WooOrder.Mug }).ClickAsync();
        await cases.Locator(".ct-pane-acts .ct-btn-solid").ClickAsync();
        await Expect(codes).ToHaveCountAsync(0, new() { Timeout = DeskMs });
        await Expect(wall.Locator("tr", new() { HasText = "3 orders" }).Filter(new() { HasText = "SKU unknown" })).ToHaveCountAsync(0, new() { Timeout = WallMs });

        // The caller: the last digits are enough.
        var support = await floor.PageAsync(Role.CustomerSupport);
        await Floor.OpenAsync(support, "/support");
        await support.Locator(".ct-find input").FillAsync("5552699");
        var found = support.Locator(".ct-search-row", new() { HasText = number });
        await Expect(found).ToBeVisibleAsync(new() { Timeout = DeskMs });
        await found.ClickAsync();
        await Expect(support.Locator("h1")).ToContainTextAsync("Confirmed", new() { Timeout = DeskMs });
        await Expect(support.Locator(".ct-timeline")).ToContainTextAsync("No longer held", new() { Timeout = DeskMs });
    }
}
