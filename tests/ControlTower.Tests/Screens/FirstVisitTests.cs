using ControlTower.Screens;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Screens;

/// <summary>What somebody gets who was never here: no cookie tells their language or colours yet.</summary>
public sealed class FirstVisitTests(TowerHost host) : IClassFixture<TowerHost>
{
    private const string Arabic = "<html lang=\"ar\" dir=\"rtl\"";
    private const string English = "<html lang=\"en\" dir=\"ltr\"";

    [Theory]
    [InlineData("/login?lang=ar", "en", Arabic), InlineData("/login?lang=ar-EG", "en", Arabic), InlineData("/login?lang=en", "ar", English), InlineData("/login?lang=de", "ar", English)]
    [InlineData("/login", "ar", Arabic), InlineData("/login", "ar-SA,ar;q=0.9,en;q=0.8", Arabic), InlineData("/login", "de, ar;q=0.5, en;q=0.7", English), InlineData("/login", "de", English)]
    [InlineData("/login", "not a language; q=many", English), InlineData("/login", null, English)]
    public async Task The_first_page_speaks_the_language_that_its_address_asks_for_else_that_of_the_browser(string path, string? browser, string expected) =>
        Assert.Contains(expected, await PageAsync(path, browser), StringComparison.Ordinal);

    [Fact]
    public async Task A_language_in_the_address_is_kept_for_the_pages_that_follow()
    {
        using var ask = Ask("/login?lang=ar", null);
        using var answer = await host.Anonymous().SendAsync(ask);

        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("ar-EG", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "wall"), InlineData("?theme=dark", "wall"), InlineData("?kiosk=1&theme=light", "light"), InlineData("?theme=%00&lang=ar", "wall")]
    public void A_wall_is_dark_unless_its_address_wants_it_light(string query, string theme) => Assert.Equal(theme, ScreenChoices.ThemeOfWall(query));

    private async Task<string> PageAsync(string path, string? browser)
    {
        using var ask = Ask(path, browser);
        using var answer = await host.Anonymous().SendAsync(ask);
        return await answer.Content.ReadAsStringAsync();
    }

    private static HttpRequestMessage Ask(string path, string? browser)
    {
        var ask = new HttpRequestMessage(HttpMethod.Get, path);
        ask.Headers.TryAddWithoutValidation("Accept", "text/html");
        ask.Headers.TryAddWithoutValidation("Accept-Language", browser);
        return ask;
    }
}
