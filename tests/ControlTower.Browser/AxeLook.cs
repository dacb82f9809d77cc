using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ControlTower.Browser;

/// <summary>
/// What axe says of a page: WCAG 2.2 AA as far as it can tell. It is run here by hand, and not by its own runner, which opens a second page for
/// each look to gather frames, of which we have none.
/// </summary>
internal static class AxeLook
{
    private const string Contrast = "color-contrast"; // half of the work of all rules together
    private const string Run = """
        async options => (await axe.run(document, options)).violations.map(wrong => `${wrong.id}: ${wrong.help}: ${wrong.nodes.slice(0, 3).map(node => node.html).join(' | ')}`)
        """;

    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] s_standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    private static readonly string[] s_violations = ["violations"];

    public static async Task FindsNothingAsync(IPage page)
    {
        await Expect(page.Locator(".ct-sign-ok")).ToHaveCountAsync(0); // a flash is gone sooner than anything is read
        Assert.Equal([], (await FindAsync(page, isColourToo: true)).Select(wrong => $"{page.Url} {wrong}"));
    }

    /// <summary>Everything; without colours, where the same page was looked at in another language.</summary>
    public static Task<string[]> FindAsync(IPage page, bool isColourToo) => FindAsync(page, new
    {
        runOnly = new { type = "tag", values = s_standards }, resultTypes = s_violations, iframes = false, preload = false,
        rules = new Dictionary<string, object> { [Contrast] = new { enabled = isColourToo } },
    });

    /// <summary>Colours alone, where the same page was looked at in its other theme.</summary>
    public static Task<string[]> FindInColoursAsync(IPage page) =>
        FindAsync(page, new { runOnly = new { type = "rule", values = new[] { Contrast } }, resultTypes = s_violations, iframes = false, preload = false });

    private static async Task<string[]> FindAsync(IPage page, object options)
    {
        await page.EvaluateAsync(s_axe);
        return await page.EvaluateAsync<string[]>(Run, options);
    }
}
