using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ControlTower.Browser;

/// <summary>What axe says of a screen in the middle of somebody's work.</summary>
internal static class AxeLook
{
    private static readonly AxeRunOptions s_rules =
        new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    public static async Task FindsNothingAsync(IPage page)
    {
        await Expect(page.Locator(".ct-sign-ok")).ToHaveCountAsync(0); // a flash is gone sooner than anything is read
        var found = await page.RunAxe(s_rules);
        Assert.Equal([], found.Violations.Select(violation => $"{page.Url} {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
    }
}
