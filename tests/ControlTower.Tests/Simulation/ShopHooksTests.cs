using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ControlTower.Simulator;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Simulation;

/// <summary>The whole simulator against a listener: what it sends is what the shops' contracts say.</summary>
public sealed class ShopHooksTests
{
    [Fact]
    public async Task A_webhook_of_woocommerce_is_signed_over_its_raw_body()
    {
        await using var tower = await StubTower.StartAsync();
        await using var app = await StartAsync(tower);
        var order = Place(app, Store.SiteEg);

        var heard = await tower.HearAsync(one => one.Headers.GetValueOrDefault("X-WC-Webhook-Topic") == "order.created");

        Assert.Equal("/intake/woocommerce/site-eg", heard.Path);
        Assert.Equal(Sign(heard.Body, SimulatedWorld.SecretWoo), heard.Headers["X-WC-Webhook-Signature"]);
        Assert.Equal(order.Id, heard.Json.GetProperty("id").GetInt64());
        Assert.StartsWith("WooCommerce/", heard.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_the_webhook_pings_as_a_form_without_signature()
    {
        await using var tower = await StubTower.StartAsync();
        await using var app = await StartAsync(tower);

        var ping = await tower.HearAsync(one => Encoding.ASCII.GetString(one.Body).StartsWith("webhook_id=", StringComparison.Ordinal));

        Assert.DoesNotContain("X-WC-Webhook-Signature", ping.Headers.Keys);
    }

    [Fact]
    public async Task Shopify_tries_again_with_the_same_body_and_event()
    {
        await using var tower = await StubTower.StartAsync();
        var answers = 0;
        tower.Answer("/intake/shopify/", _ => Interlocked.Increment(ref answers) == 1 ? Results.StatusCode(503) : Results.Ok());
        await using var app = await StartAsync(tower);
        Place(app, Store.ShopSa);

        await tower.HearAsync(_ => Volatile.Read(ref answers) >= 2);

        var tries = tower.Heard.Where(one => one.Path.StartsWith("/intake/shopify/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, tries.Count);
        Assert.Equal(tries[0].Body, tries[1].Body);
        Assert.Equal(tries[0].Headers["X-Shopify-Event-Id"], tries[1].Headers["X-Shopify-Event-Id"]);
        Assert.Equal(Sign(tries[1].Body, SimulatedWorld.SecretShopify), tries[1].Headers["X-Shopify-Hmac-SHA256"]);
    }

    [Fact]
    public async Task Garbage_has_the_right_signature_and_no_readable_body()
    {
        await using var tower = await StubTower.StartAsync();
        await using var app = await StartAsync(tower);
        await Cause(app, Mishap.Garbage);

        var heard = await tower.HearAsync(one => one.Headers.ContainsKey("X-WC-Webhook-Signature"));

        Assert.Equal(Sign(heard.Body, SimulatedWorld.SecretWoo), heard.Headers["X-WC-Webhook-Signature"]);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(heard.Body));
    }

    [Fact]
    public async Task Late_sends_the_older_version_after_the_newer_one()
    {
        await using var tower = await StubTower.StartAsync();
        await using var app = await StartAsync(tower);
        await Cause(app, Mishap.Late);
        await tower.HearAsync(one => one.Headers.GetValueOrDefault("X-WC-Webhook-Topic") == "order.created");

        var stamps = tower.Heard.Where(one => one.Headers.ContainsKey("X-WC-Webhook-Topic")).Select(one => one.Json.GetProperty("date_modified_gmt").GetString()).ToList();
        Assert.Equal(2, stamps.Count);
        Assert.True(string.CompareOrdinal(stamps[0], stamps[1]) > 0);
    }

    [Fact]
    public async Task One_in_twenty_is_lost_and_one_in_fifty_is_sent_twice_and_the_same_ones_each_time()
    {
        await using var tower = await StubTower.StartAsync();
        async Task<(long Lost, long Twice)> Sell()
        {
            await using var app = SimulatorHost.Build(SimulatedWorld.Settings(tower.Root, key: null));
            var (channel, tally) = (app.Services.GetRequiredService<StoreFront>().At(Store.SiteEg), app.Services.GetRequiredService<Tally>());
            foreach (var n in Enumerable.Range(0, 4_000))
            {
                channel.Tell(SimulatedWorld.Checkout().Buy(Store.SiteEg, Store.SiteEg.FirstId + n, SimulatedWorld.Noon), ShopEvent.Created);
            }

            return (tally["webhooks lost"], tally["webhooks twice"]);
        }

        var (lost, twice) = await Sell();

        Assert.InRange(lost, 160, 240);
        Assert.InRange(twice, 50, 110);
        Assert.Equal((lost, twice), await Sell());
    }

    /// <summary>Written here once more, by the shops' documentation.</summary>
    private static string Sign(byte[] body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static async Task<RunningSimulator> StartAsync(StubTower tower)
    {
        tower.Answer("/health/ready", _ => Results.StatusCode(503)); // no company, and so no customers but the test's
        return await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));
    }

    private static ShopOrder Place(RunningSimulator app, Store store)
    {
        var channel = app.Get<StoreFront>().At(store);
        var order = channel.Ledger.Add(id => SimulatedWorld.Checkout().Buy(store, id, SimulatedWorld.Noon) with { Intends = null });
        channel.Tell(order, ShopEvent.Created, Luck.Sure);
        return order;
    }

    private static Task<IReadOnlyList<ShopOrder>> Cause(RunningSimulator app, Mishap mishap)
    {
        var front = app.Get<StoreFront>();
        return app.Get<MishapDesk>().CauseAsync(mishap, front.At(Store.SiteEg), front.At(Store.ShopSa), TestContext.Current.CancellationToken);
    }
}
