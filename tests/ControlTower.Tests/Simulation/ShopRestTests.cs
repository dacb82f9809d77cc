using System.Globalization;
using System.Net;
using System.Text.Json;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Tests.Simulation;

/// <summary>The lists that a sweep reads: whole, without doubles, and from the moment that was asked for.</summary>
public sealed class ShopRestTests
{
    private static readonly Uri s_nobody = new("http://127.0.0.1:9"); // no tower listens there

    [Fact]
    public async Task All_pages_of_woocommerce_together_are_the_book()
    {
        await using var app = await StartAsync();
        var ledger = Fill(app, Store.SiteEg, 230);
        using var http = new HttpClient { BaseAddress = app.Root };
        var ids = new List<long>();
        var pages = 1;
        for (var page = 1; page <= pages; page++)
        {
            using var answer = await http.GetAsync($"/wp-json/wc/v3/orders?modified_after=2026-11-23T11:59:59&dates_are_gmt=true&per_page=100&page={page}&orderby=modified&order=asc");
            pages = int.Parse(answer.Headers.GetValues("X-WP-TotalPages").Single(), CultureInfo.InvariantCulture);
            ids.AddRange(Ids(await answer.Content.ReadAsStringAsync(), null));
        }

        Assert.Equal(3, pages);
        Assert.Equal(ledger.All().Select(order => order.Id), ids);
    }

    [Fact]
    public async Task Modified_after_leaves_out_what_did_not_change_since()
    {
        await using var app = await StartAsync();
        var ledger = Fill(app, Store.SiteEg, 20);
        var changed = ledger.Change(ledger.All()[4].Id, SimulatedWorld.Noon.AddHours(1), order => order with { Note = "changed" })!;
        using var http = new HttpClient { BaseAddress = app.Root };

        var gmt = await http.GetStringAsync("/wp-json/wc/v3/orders?modified_after=2026-11-23T12:30:00&dates_are_gmt=true");
        var local = await http.GetStringAsync("/wp-json/wc/v3/orders?modified_after=2026-11-23T14:30:00"); // Cairo, two hours ahead

        Assert.Equal([changed.Id], Ids(gmt, null));
        Assert.Equal([changed.Id], Ids(local, null));
    }

    [Fact]
    public async Task The_cursor_of_shopify_leads_through_the_whole_book()
    {
        await using var app = await StartAsync();
        var ledger = Fill(app, Store.ShopSa, 120);
        using var http = new HttpClient { BaseAddress = app.Root };
        var ids = new List<long>();
        for (var next = "/admin/api/2026-04/orders.json?status=any&limit=50&updated_at_min=2026-11-23T15:00:00%2B03:00&order=updated_at%20asc"; next is not null;)
        {
            using var answer = await http.GetAsync(next);
            ids.AddRange(Ids(await answer.Content.ReadAsStringAsync(), "orders"));
            next = answer.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(ledger.All().Select(order => order.Id), ids);
    }

    [Fact]
    public async Task Shopify_hides_cancelled_orders_from_who_does_not_ask_for_any()
    {
        await using var app = await StartAsync();
        var ledger = Fill(app, Store.ShopSa, 3);
        ledger.Change(ledger.All()[1].Id, SimulatedWorld.Noon, order => order with { State = ShopOrderState.Cancelled, CancelledAt = SimulatedWorld.Noon });
        using var http = new HttpClient { BaseAddress = app.Root };

        Assert.Equal(2, Ids(await http.GetStringAsync("/admin/api/2026-04/orders.json"), "orders").Count());
        Assert.Equal(3, Ids(await http.GetStringAsync("/admin/api/2026-04/orders.json?status=any"), "orders").Count());
    }

    [Fact]
    public async Task Who_brings_the_wrong_key_reads_nothing()
    {
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(s_nobody) with { RestKey = "ck", RestSecret = "cs" });
        using var http = new HttpClient { BaseAddress = app.Root };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/wp-json/wc/v3/orders")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/admin/api/2026-04/orders.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/wp-json/wc/v3/orders?consumer_key=ck&consumer_secret=cs")).StatusCode);
    }

    [Fact]
    public void A_book_that_was_killed_goes_on_with_the_same_orders_and_the_next_number()
    {
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        using (var before = new ShopLedger(Store.SiteEg, folder))
        {
            before.Add(id => SimulatedWorld.Checkout().Buy(Store.SiteEg, id, SimulatedWorld.Noon));
            before.Add(id => SimulatedWorld.Checkout().Buy(Store.SiteEg, id, SimulatedWorld.Noon));
            before.Change(20_002, SimulatedWorld.Noon, order => order with { Note = "changed" });
        }

        File.AppendAllText(Path.Combine(folder, "ledger-site-eg.jsonl"), "{\"store\":\"site-eg\",\"id\":200"); // the kill came in the middle of a line
        using var after = new ShopLedger(Store.SiteEg, folder);

        Assert.Equal("changed", after.Find(20_002)!.Note);
        Assert.Equal(SimulatedWorld.Noon.AddSeconds(1), after.Find(20_002)!.UpdatedAt);
        Assert.Equal(20_003, after.Add(id => SimulatedWorld.Checkout().Buy(Store.SiteEg, id, SimulatedWorld.Noon)).Id);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<RunningSimulator> StartAsync() => SimulatedWorld.StartAsync(SimulatedWorld.Settings(s_nobody));

    private static ShopLedger Fill(RunningSimulator app, Store store, int orders)
    {
        var ledger = app.Get<StoreFront>().At(store).Ledger;
        foreach (var n in Enumerable.Range(0, orders))
        {
            ledger.Add(id => SimulatedWorld.Checkout().Buy(store, id, SimulatedWorld.Noon.AddSeconds(n / 7)) with { Intends = null });
        }

        return ledger;
    }

    private static IEnumerable<long> Ids(string json, string? under)
    {
        var body = JsonSerializer.Deserialize<JsonElement>(json);
        return (under is null ? body : body.GetProperty(under)).EnumerateArray().Select(order => order.GetProperty("id").GetInt64());
    }
}
