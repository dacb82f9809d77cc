using System.Net;
using System.Net.Http.Headers;
using ControlTower.Tests.Intake.Channels;

namespace ControlTower.Tests.Journeys;

/// <summary>Who is let in, and that nothing which the outside world is known to send makes the tower stumble.</summary>
public sealed class DoorsOfShopsTests(ShopFloor floor) : IClassFixture<ShopFloor>
{
    public static TheoryData<string> Known =>
        [.. FixtureTable.All.Where(row => row.IsBuilt && row.Door is FixtureDoor.WooCommerce or FixtureDoor.Shopify).Select(row => row.File)];

    [Theory, MemberData(nameof(Known))]
    public async Task Whatever_shops_are_known_to_send_is_taken_and_becomes_something(string file)
    {
        var row = FixtureTable.All.Single(row => row.File == file);
        var body = Fixtures.Find(file);
        Assert.SkipWhen(body is null, Fixtures.NotHere);

        using var request = row.Door == FixtureDoor.Shopify
            ? OrdersInJourneyTests.ShopifyRequest(row.Topic!, body)
            : WooOrder.Request(ShopFloor.Woo, ShopFloor.Secret, row.Topic!, body);
        if (row.Expected == "ping")
        {
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        }

        using var answer = await floor.Shop.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await floor.QuietAsync();
        await floor.HoldsTrueAsync();
    }

    [Fact]
    public async Task A_ping_is_answered_and_nothing_is_kept()
    {
        var before = await floor.CountAsync("select count(*) from inbound_message");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/woocommerce/{ShopFloor.Woo}") { Content = new FormUrlEncodedContent([new("webhook_id", "142")]) };
        using var answer = await floor.Shop.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, await floor.CountAsync("select count(*) from inbound_message"));
    }

    [Fact]
    public async Task A_wrong_signature_is_refused_and_nothing_is_kept()
    {
        using var request = new WooOrder(987_654_321).Request(ShopFloor.Woo, "not the secret");
        using var answer = await floor.Shop.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(0, await floor.CountAsync("select count(*) from inbound_message where convert_from(body, 'UTF8') like '%987654321%'"));
    }

    [Theory, InlineData("nobody"), InlineData(ShopFloor.Shopify)]
    public async Task A_store_that_is_not_there_or_is_another_kind_of_shop_is_not_found(string store)
    {
        using var request = new WooOrder(2002).Request(store, ShopFloor.Secret);
        using var answer = await floor.Shop.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>The larger one does not fit between sender and tower: the answer is read only if the tower takes the body in before it refuses.</summary>
    [Theory, InlineData(1_000_001), InlineData(8_000_000)]
    public async Task A_body_above_the_cap_is_refused_and_its_sender_reads_why(int bytes)
    {
        using var request = WooOrder.Request(ShopFloor.Woo, ShopFloor.Secret, "order.created", new byte[bytes]);
        using var answer = await floor.Shop.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("api.too-large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
