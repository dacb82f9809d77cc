using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Microsoft.Playwright;

namespace ControlTower.Browser;

/// <summary>No screen shuts anybody out: WCAG 2.2 AA as far as axe can tell, in both languages, by day and by night.</summary>
public sealed class AxeTests(Floor floor) : IAsyncDisposable
{
    private static readonly (string Path, Role? Role)[] s_screens =
    [
        ("/login", null), ("/inbox", Role.OrderOps), ("/exceptions", Role.OrderOps), ("/exceptions?view=order", Role.OrderOps), ("/aging", Role.OpsManager), ("/waves", Role.OpsManager), ("/stock", Role.OrderOps),
        ("/stock?sku=MUG-1", Role.OrderOps), ("/support", Role.CustomerSupport), ("/support?q=market", Role.CustomerSupport), ("/orders/{first}", Role.CustomerSupport),
        ("/sops", Role.OrderOps), ("/sops/order-validation", Role.OrderOps), ("/audit", Role.OpsManager), ("/settings", Role.Administrator), ("/settings/keys", Role.Administrator),
        ("/settings/limits", Role.Administrator), ("/settings/channels", Role.OpsManager), ("/wall", Role.OpsManager), ("/wall/flow", Role.OpsManager),
        ("/wall/exceptions", Role.OpsManager), ("/wall/cutoffs", Role.OpsManager), ("/orders/new", Role.OrderOps), ("/orders/import", Role.OrderOps), ("/orders/{first}/edit", Role.OrderOps),
        ("/stock/import", Role.OpsManager), ("/settings/channels/messages", Role.OpsManager), ("/demo/barcodes", Role.Picker), ("/no-right", Role.Picker), ("/parts", Role.OrderOps), ("/parts?set=scan", Role.Picker), ("/pick", Role.Picker), ("/pick/paper", Role.Picker), ("/print/codes/main", Role.OpsManager),
        ("/messages", Role.CustomerSupport), (OpenTalk, Role.CustomerSupport), ("/dispatch", Role.ShippingCoordinator), ("/dispatch?view=manifests", Role.ShippingCoordinator), ("/settings/couriers", Role.Administrator), ("/settings/printers", Role.Administrator), ("/pack", Role.PackerQc), ("/returns", Role.PackerQc), ("/overview", Role.OpsManager), ("/overview?view=approvals", Role.OpsManager), ("/settings/messages", Role.OpsManager), ("/settings/messages?text=shipped-sms-ar", Role.Administrator),
    ];

    /// <summary>With its first conversation opened, as a person opens it.</summary>
    private const string OpenTalk = "/messages?open";

    private static int s_isLaid;
    private static readonly string[] s_languages = ["en", "ar"];
    private static readonly string[] s_themes = ["light", "dark"];

    public static TheoryData<string, string> Screens =>
        [.. s_screens.SelectMany(_ => s_languages, (screen, language) => new TheoryDataRow<string, string>(screen.Path, language))];

    public ValueTask DisposeAsync() => floor.PutAwayAsync();

    [Theory, MemberData(nameof(Screens))]
    public async Task Axe_finds_nothing(string path, string language)
    {
        var role = s_screens.First(screen => screen.Path == path).Role;
        await SomethingStandsThereAsync();
        foreach (var theme in language == "en" ? s_themes : s_themes[..1]) // colours do not change with the language
        {
            var page = await floor.PageAsync(role, language, theme);
            List<string> wrong = [];
            page.Console += (_, said) =>
            {
                if (said.Type == "error")
                {
                    wrong.Add(said.Text);
                }
            };
            page.Request += (_, request) =>
            {
                if (new Uri(request.Url) is { IsAbsoluteUri: true, Scheme: "http" or "https" } to && to.Host != floor.Address.Host)
                {
                    wrong.Add($"A request leaves the site: {to}");
                }
            };
            await page.GotoAsync(path.Replace("{first}", "CT-100001", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Load });
            await page.WaitForFunctionAsync("() => document.title && !document.querySelector('.ct-loading') && (!document.documentElement.dataset.circuit || document.querySelector('[data-ready=true]'))");
            if (path == OpenTalk)
            {
                await page.ClickAsync(".ct-talk-who a");
                await page.WaitForSelectorAsync(".ct-talk-said li");
            }

            // A theme changes colours and nothing else, a language everything but colours: each pair is asked what only it can show.
            var found = theme == "dark" ? await AxeLook.FindInColoursAsync(page) : await AxeLook.FindAsync(page, isColourToo: language == "en");

            Assert.Equal([], found.Select(violation => $"{theme} {violation}"));
            Assert.Equal([], wrong);
            Assert.Equal(language == "ar" ? "rtl" : "ltr", await page.EvaluateAsync<string>("document.documentElement.dir"));
            await page.CloseAsync();
        }
    }

    /// <summary>Orders that move, and orders that are stopped by several causes.</summary>
    private async Task SomethingStandsThereAsync()
    {
        Assert.SkipWhen(floor.Missing is not null, floor.Missing ?? "");
        if (Interlocked.Exchange(ref s_isLaid, 1) == 1)
        {
            return;
        }

        foreach (var order in new[] { new WooOrder(901), new WooOrder(902) { Phone = "555" }, new WooOrder(903) { FirstSku = "MUG-ONE" }, new WooOrder(904) { FirstSku = "MUG-ONE" }, new WooOrder(905) { City = "Nowhere" } })
        {
            await floor.SendAsync(order);
        }

        await floor.HearAsync("14155552671", "Where is my order?");
    }
}
