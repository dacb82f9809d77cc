using System.Net;
using System.Security.Cryptography;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Shipping.Road;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Intake.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Shipping.Road;

/// <summary>The doors of the road over HTTP: couriers' events, and the customer's own page.</summary>
public sealed class TrackPageTests(TrackTower tower) : IClassFixture<TrackTower>
{
    [Fact]
    public async Task EasyPost_is_proven_by_its_published_signature_and_nobody_else_gets_in()
    {
        var body = Fixtures.Find("easypost/webhook-event-tracker-updated.body.json");
        Assert.SkipWhen(body is null, Fixtures.NotHere);
        const string right = "hmac-sha256-hex=38f3f53c103713df81616a0a186d77141957323ec21d5fe9363db93840f527db";

        Assert.Equal(HttpStatusCode.OK, await PostAsync("/couriers/easypost/events", body, ("X-Hmac-Signature", right)));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/couriers/easypost/events", body, ("X-Hmac-Signature", right)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("/couriers/easypost/events", [.. body, (byte)' '], ("X-Hmac-Signature", right)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("/couriers/easypost/events", body));
        Assert.Equal(1L, await tower.Host.Database.AppAsync("select count(*) from inbound_message where store = 'courier:easypost'"));
    }

    [Fact]
    public async Task A_courier_that_signs_nothing_brings_the_secret_in_a_header_or_in_the_address()
    {
        var body = "{\"trackingNumber\":\"37711223\",\"state\":45,\"timeStamp\":1774733400000}"u8.ToArray();

        Assert.Equal(HttpStatusCode.OK, await PostAsync("/couriers/bosta/events", body, ("X-Tower-Secret", "bosta-secret")));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/couriers/bosta/events?secret=bosta-secret", [.. body, (byte)' ']));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("/couriers/bosta/events?secret=wrong", body));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("/couriers/nobody/events", body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("/couriers/bosta/events?secret=bosta-secret", new byte[1_100_000]));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/couriers/bosta/events?secret=bosta-secret", "\0 garbage {"u8.ToArray()));
    }

    [Theory]
    [InlineData("en", "Your order is being prepared")]
    [InlineData("ar", "يجري تجهيز طلبك")]
    public async Task A_customer_sees_their_order_by_its_link_and_no_more_than_they_need(string language, string answer)
    {
        var number = await tower.Orders.SettledAsync(tower.Orders.Order(name: "Salma Fahmy"));
        var token = await TokenAsync(number);
        using var page = await tower.Host.Anonymous().GetAsync(new Uri($"/track/{token}?lang={language}", UriKind.Relative));
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(answer, html, StringComparison.Ordinal);
        Assert.Contains("Salma", html, StringComparison.Ordinal);
        Assert.Contains($"lang=\"{language}\"", html, StringComparison.Ordinal);
        Assert.All(["Fahmy", "Tahrir", "0100", "mona@example.org"], personal => Assert.DoesNotContain(personal, html, StringComparison.Ordinal));
        Assert.True(page.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_link_of_nobody_and_one_of_an_erased_customer_are_the_same()
    {
        var token = await TokenAsync(await tower.Orders.SettledAsync(tower.Orders.Order()));
        await tower.Host.Database.AppAsync($"update order_contact set name = null, phone = null, email = null where order_id = (select order_id from track_link where token = '{token}')");
        var pages = new List<string>();
        foreach (var link in new[] { token, Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)).TrimEnd('=').Replace('+', '-').Replace('/', '_'), "x" })
        {
            using var page = await tower.Host.Anonymous().GetAsync(new Uri($"/track/{link}?lang=en", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            var html = await page.Content.ReadAsStringAsync();
            Assert.Contains("This link leads nowhere", html, StringComparison.Ordinal);
            pages.Add(System.Text.RegularExpressions.Regex.Match(html, "<h1>.*</h1>").Value);
        }

        Assert.Single(pages.Distinct());
    }

    [Fact]
    public void One_address_may_not_try_many_links()
    {
        using var limit = new TrackLimit();

        Assert.All(Enumerable.Range(0, TrackLimit.PerMinute), _ => Assert.True(limit.MayLook("203.0.113.7")));
        Assert.False(limit.MayLook("203.0.113.7"));
        Assert.True(limit.MayLook("203.0.113.8"));
    }

    [Fact]
    public async Task The_board_of_deliveries_is_there_for_machines()
    {
        var board = await OrderTower.GetAsync(await tower.Host.AsAsync(Role.CustomerSupport), "boards/delivery");

        Assert.Equal(200, board.Status);
        Assert.Contains("\"onTheRoad\"", board.Raw, StringComparison.Ordinal);
    }

    private async Task<string> TokenAsync(string number)
    {
        await using var db = await tower.Host.Services.GetRequiredService<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        var id = (Guid)(await tower.Host.Database.AppAsync($"select id from sales_order where number = {number.Split('-')[1]}"))!;
        var token = await TrackLinks.TokenAsync(db, id, TimeProvider.System.GetUtcNow(), default);
        Assert.Equal(token, await TrackLinks.TokenAsync(db, id, TimeProvider.System.GetUtcNow(), default));
        return token;
    }

    private async Task<HttpStatusCode> PostAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await tower.Host.Anonymous().SendAsync(request);
        return answer.StatusCode;
    }
}

/// <summary>A tower with couriers in its settings.</summary>
public sealed class TrackTower : IAsyncLifetime
{
    public OrderTower Orders { get; } = new();

    public TowerHost Host => Orders.Host;

    public async ValueTask InitializeAsync()
    {
        await Orders.InitializeAsync();
        await Host.Database.AppAsync("""
            insert into courier (key, kind, country, poll_seconds, services, config, is_on, is_fixed) values
            ('easypost', 'easypost', 'US', 600, '[]', '{}', true, false), ('bosta', 'bosta', 'EG', 600, '[]', '{}', true, false) on conflict (key) do update set is_on = true
            """);
        var book = Host.Services.GetRequiredService<ControlTower.Shipping.CourierBook>();
        await Host.Database.AppAsync($"update courier set webhook_secret = '{book.Protect("sécret")}' where key = 'easypost'");
        await Host.Database.AppAsync($"update courier set webhook_secret = '{book.Protect("bosta-secret")}' where key = 'bosta'");
        await book.LoadAsync(default);
    }

    public ValueTask DisposeAsync() => Orders.DisposeAsync();
}
