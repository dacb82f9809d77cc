using ControlTower.Playbook.Access;
using Microsoft.Playwright;

namespace ControlTower.Browser;

/// <summary>
/// The README's pictures, taken of a demo floor that runs: not a test, and run only when asked for (tests/README.md says how).
/// </summary>
public sealed class Pictures(Floor floor)
{
    /// <summary>What a page on the web may weigh before readers wait for it.</summary>
    private const int BytesMax = 200 * 1024;

    [Theory(Explicit = true)]
    [InlineData("wall-flow", "/wall/flow", null, "en", 1440, 810)]
    [InlineData("inbox", "/inbox", Role.OrderOps, "en", 1440, 840)]
    [InlineData("exceptions", "/exceptions", Role.OrderOps, "en", 1440, 840)]
    [InlineData("exceptions-ar", "/exceptions", Role.OrderOps, "ar", 1440, 840)]
    [InlineData("overview", "/overview", Role.OpsManager, "en", 1440, 840)]
    [InlineData("waves", "/waves", Role.OpsManager, "en", 1440, 840)]
    [InlineData("dispatch", "/dispatch", Role.ShippingCoordinator, "en", 1440, 840)]
    [InlineData("wall-cutoffs", "/wall/cutoffs", null, "en", 1440, 810)]
    [InlineData("order", "/inbox tbody a[href^='/orders/']", Role.CustomerSupport, "en", 1440, 840)]
    public async Task Of_the_running_product(string name, string path, Role? role, string language, int width, int height)
    {
        var demo = Environment.GetEnvironmentVariable("TOWER_PICTURES_OF") ?? throw new InvalidOperationException("TOWER_PICTURES_OF: the address of a demo floor, as ./tower up prints it.");
        var folder = Environment.GetEnvironmentVariable("TOWER_PICTURES_TO") ?? throw new InvalidOperationException("TOWER_PICTURES_TO: the folder that takes them.");
        await using var context = await floor.VisitorAsync(new Uri(demo), role, language, "light", width, height);
        var page = await context.NewPageAsync();
        var parts = path.Split(' ', 2);
        await page.GotoAsync(parts[0]);
        await IsDrawnAsync(page);
        if (parts is [_, var link])
        {
            await page.GotoAsync((await page.Locator(link).First.GetAttributeAsync("href"))!); // rows move while one aims at them
            await IsDrawnAsync(page);
            await page.Locator(".ct-timeline").First.WaitForAsync();
        }

        await page.EvaluateAsync("() => document.fonts.ready");
        await page.Mouse.MoveAsync(0, 0);
        var picture = await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
        Assert.InRange(picture.Length, 1, BytesMax);
    }

    /// <summary>By the circuit, that is: what came with the page is drawn anew by it.</summary>
    private static async Task IsDrawnAsync(IPage page)
    {
        await page.Locator(".ct-desk[data-ready=true], .ct-wall .ct-live[data-mode=live]").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".ct-loading")).ToHaveCountAsync(0);
    }
}
