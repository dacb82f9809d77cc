using System.Net;
using System.Text.RegularExpressions;
using ControlTower.Access;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ControlTower.Tests.Access;

public sealed partial class SignInTests(TowerHost host) : IClassFixture<TowerHost>
{
    [Fact]
    public async Task The_first_administrator_comes_in_by_a_printed_link_that_works_once_and_signs_in_by_password_from_then_on()
    {
        var link = SetupLink().Match(host.Said).Value;
        using var browser = Browser();
        var form = new Dictionary<string, string> { ["DisplayName"] = "Administrator 1", ["UserName"] = "admin-1", ["Password"] = "a long enough one", ["Again"] = "a long enough one" };

        Assert.Equal("/settings", await SubmitAsync(browser, link, form));
        using (var again = await browser.GetAsync(new Uri(link, UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        }

        using var later = Browser();
        Assert.Null(await SubmitAsync(later, "/login", new() { ["UserName"] = "admin-1", ["Password"] = "not the right one" }));
        Assert.Null(await SubmitAsync(later, "/login", new() { ["UserName"] = "nobody", ["Password"] = "a long enough one" }));
        Assert.Equal("/settings", await SubmitAsync(later, "/login?back=%2Fsettings", new() { ["UserName"] = "Admin-1", ["Password"] = "a long enough one" }));
        using var home = await later.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("/settings", home.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Nobody_is_here_before_the_link_was_used()
    {
        await using var own = await TowerHost.StartAsync();

        Assert.Equal(0L, await own.Database.AppAsync("select count(*) from person"));
    }

    [Fact]
    public async Task The_demo_lets_each_role_in_without_a_password_and_an_own_floor_has_no_such_door()
    {
        await using var demo = await TowerHost.StartDemoAsync();
        await using (var count = demo.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) filter (where password_hash is null) || ' of ' || count(*) from person"))
        {
            Assert.Equal("7 of 7", await count.ExecuteScalarAsync());
        }

        using var browser = Browser(demo);
        using (var entered = await browser.GetAsync(new Uri("/demo/as/orderOps", UriKind.Relative)))
        {
            Assert.Equal(("/", HttpStatusCode.Redirect), (entered.Headers.Location!.OriginalString, entered.StatusCode));
        }

        using var home = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("/inbox", home.Headers.Location!.OriginalString);
        Assert.Equal("/no-right?back=%2Faudit", await LandsAsync(browser, "/audit"));
        Assert.Null(await LandsAsync(browser, "/no-right"));
        using var manager = Browser(demo);
        Assert.Equal("/", await LandsAsync(manager, "/demo/as/opsManager"));
        Assert.Contains("PersonAdded", await manager.GetStringAsync(new Uri("/audit?who=set-up", UriKind.Relative)), StringComparison.Ordinal);
        using var administrator = Browser(demo);
        Assert.Equal("/", await LandsAsync(administrator, "/demo/as/administrator"));
        foreach (var (page, word) in new[] { ("/settings", "manual"), ("/settings/keys", "Machine keys"), ("/settings/limits", "Lowest address score"), ("/settings?lang=ar-EG", "المتاجر") })
        {
            Assert.Contains(word, WebUtility.HtmlDecode(await administrator.GetStringAsync(new Uri(page, UriKind.Relative))), StringComparison.Ordinal);
        }

        using var none = await host.Anonymous().GetAsync(new Uri("/demo/as/orderOps", UriKind.Relative));
        Assert.NotEqual("/", none.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_tower_that_starts_twice_prints_a_new_link_and_the_old_one_is_void()
    {
        await using var first = await TowerHost.StartAsync();
        await using var second = await TowerHost.StartAsync(first.Database);
        using var browser = Browser(first);

        using var dead = await browser.GetAsync(new Uri(SetupLink().Match(first.Said).Value, UriKind.Relative));
        using var alive = await browser.GetAsync(new Uri(SetupLink().Match(second.Said).Value, UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (dead.StatusCode, alive.StatusCode));
    }

    [Fact]
    public void Nobody_tries_one_name_more_than_ten_times_a_minute_from_one_address()
    {
        using var limit = new SignInLimit();

        Assert.Equal(10, Enumerable.Range(0, 15).Count(_ => limit.MayTry("admin-1", "10.0.0.1")));
        Assert.True(limit.MayTry("admin-1", "10.0.0.2"));
    }

    private HttpClient Browser(TowerHost? tower = null) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = (tower ?? host).Address };

    /// <returns>Where it was sent on to; null: it is there.</returns>
    private static async Task<string?> LandsAsync(HttpClient browser, string path)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, path);
        ask.Headers.Accept.ParseAdd("text/html");
        using var answer = await browser.SendAsync(ask);
        return answer.Headers.Location is { } place ? (place.IsAbsoluteUri ? place.PathAndQuery : place.OriginalString) : answer.IsSuccessStatusCode ? null : answer.StatusCode.ToString();
    }

    /// <returns>Where the form led to; null: it was shown again.</returns>
    private static async Task<string?> SubmitAsync(HttpClient browser, string path, Dictionary<string, string> fields)
    {
        var page = await browser.GetStringAsync(new Uri(path, UriKind.Relative));
        foreach (Match hidden in Hidden().Matches(page))
        {
            fields[hidden.Groups[1].Value] = hidden.Groups[2].Value;
        }

        using var body = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), body);
        return answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location!.OriginalString.Replace(browser.BaseAddress!.ToString().TrimEnd('/'), "", StringComparison.Ordinal) : null;
    }

    [GeneratedRegex("/setup/[A-Za-z0-9_-]+")]
    private static partial Regex SetupLink();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
