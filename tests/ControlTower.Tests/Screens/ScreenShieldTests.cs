using ControlTower.Screens;
using Microsoft.AspNetCore.Http;

namespace ControlTower.Tests.Screens;

public sealed class ScreenShieldTests
{
    [Theory]
    [InlineData("https://tower.example", true), InlineData("http://tower.example", true), InlineData("https://TOWER.example", true)]
    [InlineData("https://evil.example", false), InlineData("https://tower.example.evil.example", false), InlineData("https://tower.example:8443", false), InlineData("null", false)]
    public void A_live_line_is_opened_by_our_own_pages_only(string origin, bool may) =>
        Assert.Equal(may, ScreenShield.MayUpgrade(Ask("/_blazor", origin, "a=b")));

    [Fact]
    public void An_unnamed_page_opens_no_line_with_cookies_and_never_that_of_the_screens()
    {
        Assert.False(ScreenShield.MayUpgrade(Ask("/_blazor", null, null)));
        Assert.False(ScreenShield.MayUpgrade(Ask("/hubs/boards", null, "a=b")));
        Assert.True(ScreenShield.MayUpgrade(Ask("/hubs/boards", null, null)));
    }

    [Theory]
    [InlineData("/inbox", "/inbox"), InlineData("/inbox?view=held&page=2", "/inbox?view=held&page=2"), InlineData("/orders/CAI-1", "/orders/CAI-1")]
    [InlineData("//evil.example", "/"), InlineData("/\\evil.example", "/"), InlineData("/a/..//evil.example", "/"), InlineData("https://evil.example", "/"), InlineData("inbox", "/"), InlineData(null, "/")]
    public void Choosing_a_language_leads_back_to_a_page_of_ours(string? back, string to) => Assert.Equal(to, ScreenChoices.Safe(back));

    private static HttpRequest Ask(string path, string? origin, string? cookie)
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.Host) = (path, new HostString("tower.example"));
        request.Headers.Origin = origin;
        request.Headers.Cookie = cookie;
        return request;
    }
}
