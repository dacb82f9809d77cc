using ControlTower.Playbook.Access;
using Microsoft.Playwright;

namespace ControlTower.Browser;

/// <summary>Every screen fits a phone: nothing is to be pushed sideways.</summary>
public sealed class PhoneTests(Floor floor) : IAsyncDisposable
{
    private static readonly string[] s_languages = ["en", "ar"];

    public ValueTask DisposeAsync() => floor.PutAwayAsync();

    [Theory]
    [InlineData("/inbox", Role.OrderOps), InlineData("/exceptions", Role.OrderOps), InlineData("/aging", Role.OrderOps), InlineData("/waves", Role.OrderOps), InlineData("/stock", Role.OrderOps)]
    [InlineData("/support", Role.CustomerSupport), InlineData("/audit", Role.OpsManager), InlineData("/settings", Role.Administrator), InlineData("/sops/order-validation", Role.Picker)]
    [InlineData("/settings/channels", Role.OpsManager), InlineData("/login", null), InlineData("/orders/new", Role.OrderOps)]
    public async Task Nothing_is_wider_than_a_phone(string path, Role? role)
    {
        foreach (var language in s_languages)
        {
            var page = await floor.PageAsync(role, language, width: 390, height: 844);
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
            Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            var tooWide = await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('.ct-main > *, .ct-plain > *')].filter(part => part.getBoundingClientRect().width > 390.5).map(part => part.className)
                """);
            Assert.Empty(tooWide);
            await page.CloseAsync();
        }
    }
}
