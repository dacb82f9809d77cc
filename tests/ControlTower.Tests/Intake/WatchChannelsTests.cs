using System.Text.Json;
using ControlTower.Intake;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Intake;

/// <summary>A shop that speaks every ten minutes and then no more.</summary>
public sealed class WatchChannelsTests(ShopFloor floor) : IClassFixture<ShopFloor>
{
    private TowerDatabase Database => floor.Tower.Database;

    private WatchChannels Watch => floor.Tower.Services.GetRequiredService<WatchChannels>();

    [Fact]
    public async Task A_shop_that_falls_silent_becomes_a_case_and_the_case_ends_when_it_speaks_again()
    {
        await HeardAsync(ShopFloor.Woo, messages: 12, gapMinutes: 10, silentMinutes: 55);
        await HeardAsync(ShopFloor.Shopify, messages: 9, gapMinutes: 10, silentMinutes: 300); // too few in a day to tell what is usual
        await Watch.HandleAsync(default);
        Assert.Equal(0L, await SilentAsync("true"));

        await Database.AdminAsync($"update inbound_message set received_at = received_at - interval '10 minutes' where store = '{ShopFloor.Woo}'");
        await Watch.HandleAsync(default);
        await Watch.HandleAsync(default); // looked at again, it is the same case
        Assert.Equal(1L, await SilentAsync("state = 'open'"));
        var facts = JsonDocument.Parse((string)(await Database.AdminAsync("select evidence::text from exception_case where code = 'CHANNEL_SILENT'"))!).RootElement;
        Assert.Equal((ShopFloor.Woo, "10", "65"), (Text(facts, "store"), Text(facts, "usualGapMinutes"), Text(facts, "silentMinutes")));

        await floor.SendAsync(new WooOrder(88_001), "order.created");
        await Watch.HandleAsync(default);
        Assert.Equal((0L, 1L), ((long)(await SilentAsync("state <> 'resolved'"))!, (long)(await SilentAsync("state = 'resolved'"))!));
        Assert.Equal(1L, await Database.AdminAsync("select count(*) from journal where kind = 'CaseResolved' and subject = (select 'case:' || id from exception_case where code = 'CHANNEL_SILENT')"));
    }

    private static string? Text(JsonElement facts, string name) => facts.GetProperty(name).GetString();

    private Task<object?> SilentAsync(string where) => Database.AdminAsync($"select count(*) from exception_case where code = 'CHANNEL_SILENT' and {where}");

    private Task<object?> HeardAsync(string store, int messages, int gapMinutes, int silentMinutes) => Database.AdminAsync($$"""
        insert into inbound_message (id, store, door, topic, dedupe_key, received_at, headers, body, state)
        select gen_random_uuid(), '{{store}}', 'webhook', 'order.updated', 'silence ' || n, now() - ({{silentMinutes}} + n * {{gapMinutes}}) * interval '1 minute', '{}', 'x', 'read'
        from generate_series(0, {{messages - 1}}) n
        """);
}
