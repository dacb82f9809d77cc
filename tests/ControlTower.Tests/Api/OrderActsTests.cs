using System.Text.Json;
using ControlTower.Playbook.Access;

namespace ControlTower.Tests.Api;

/// <summary>Every act on an order over HTTP, on a running tower with real PostgreSQL.</summary>
public sealed class OrderActsTests(OrderTower tower) : IClassFixture<OrderTower>
{
    [Fact]
    public async Task An_order_of_our_own_door_is_taken_in_promised_and_shown_in_its_full_shape()
    {
        var placed = await tower.PlaceAsync(tower.Order());
        Assert.Equal(201, placed.Status);
        await tower.SettleAsync(placed.Text("number"));

        var order = await tower.OrderAsync(placed.Text("number"));

        Assert.Equal("confirmed|codConfirmed|pick|2|285.00|285.00", string.Join('|',
            order.Text("headline"), order.Text("payment"), order.Text("stage"), order.Body.GetProperty("lines")[0].GetProperty("reserved"),
            order.Body.GetProperty("total").GetProperty("amount"), order.Body.GetProperty("codDue").GetProperty("amount")));
        Assert.Equal(("cairo", "reserved"), (order.Body.GetProperty("groups")[0].GetProperty("warehouse").GetString(), order.Body.GetProperty("groups")[0].GetProperty("state").GetString()));
        foreach (var name in s_shape)
        {
            Assert.True(order.Body.TryGetProperty(name, out _), name);
        }

        Assert.Contains("cancel", order.Body.GetProperty("allowed").EnumerateArray().Select(act => act.GetString()));
    }

    [Fact]
    public async Task The_same_order_is_taken_once_brought_up_to_date_and_refused_where_it_differs()
    {
        var (order, key) = (tower.Order(), Guid.NewGuid());
        var first = await tower.PlaceAsync(order, key: key);
        var again = await tower.PlaceAsync(order, key: key);
        Assert.Equal((201, 201, first.Text("entry")), (first.Status, again.Status, again.Text("entry")));
        Assert.Equal((200, first.Text("number")), (await tower.PlaceAsync(order)) is var same ? (same.Status, same.Text("number")) : default);

        var other = new Dictionary<string, object?>(order) { ["note"] = "ring twice" };
        Assert.Equal((409, "command.other-body"), Of(await tower.PlaceAsync(other, key: key)));
        Assert.Equal((409, "intake.exists-differs"), Of(await tower.PlaceAsync(other)));
        other["sourceVersion"] = "2026-11-23T11:00:00Z";
        var newer = await tower.PlaceAsync(other);
        Assert.Equal((200, first.Text("number"), "ring twice"), (newer.Status, newer.Text("number"), newer.Text("note")));
    }

    [Fact]
    public async Task Customer_support_places_orders_of_chats_and_not_of_counters()
    {
        var support = await tower.Host.AsAsync(Role.CustomerSupport);

        Assert.Equal((403, "access.duty"), Of(await tower.PlaceAsync(tower.Order(), support)));
        Assert.Equal(201, (await tower.PlaceAsync(tower.Order(store: "chat"), support)).Status);
        Assert.Equal((404, "intake.store-unknown"), Of(await tower.PlaceAsync(tower.Order(store: "nowhere"))));
    }

    [Fact]
    public async Task Cancelling_a_line_leaves_the_rest_and_its_price_and_cancelling_all_gives_the_stock_back()
    {
        var body = tower.Order();
        body["lines"] = new[] { Line("TEA-250", 2), Line("CUP-1", 1) };
        body["total"] = OrderTower.Egp(405);
        var number = await tower.SettledAsync(body);

        Assert.Equal((422, "access.why-missing"), Of(await ActAsync(number, "cancel", new { })));
        Assert.Equal((400, "orders.line-unknown"), Of(await ActAsync(number, "cancel", new { why = "one too many", lines = Enumerable.Repeat(7, 1) })));
        var part = await ActAsync(number, "cancel", new { why = "one too many", lines = Enumerable.Repeat(2, 1) });
        Assert.Equal((200, "285.00", 1), (part.Status, part.Body.GetProperty("codDue").GetProperty("amount").GetString(), part.Body.GetProperty("lines")[1].GetProperty("cancelled").GetInt32()));
        await tower.SettleAsync(number);

        var all = await ActAsync(number, "cancel", new { why = "changed their mind" });
        Assert.Equal((200, "cancelled", "customer"), (all.Status, all.Text("headline"), all.Text("cancelCause")));
        Assert.Equal((409, "orders.over"), Of(await ActAsync(number, "cancel", new { why = "again" })));
        Assert.Equal(0L, await tower.Host.Database.AppAsync($"select count(*) from reservation r join sales_order o on o.id = r.order_id where o.number = {number.Split('-')[1]}"));
    }

    [Fact]
    public async Task A_hold_keeps_an_order_until_somebody_who_may_says_why_it_goes_on()
    {
        var number = await tower.SettledAsync(tower.Order());
        var held = await ActAsync(number, "hold", new { type = "operator", why = "ask the customer" });
        var hold = held.Body.GetProperty("holds").EnumerateArray().Single(one => one.GetProperty("releasedAt").ValueKind == JsonValueKind.Null).GetProperty("id").GetGuid();
        Assert.Equal((409, "holds.already-open"), Of(await ActAsync(number, "hold", new { type = "operator" })));

        Assert.Equal((422, "access.why-missing"), Of(await ActAsync(number, "release", new { hold })));
        Assert.Equal((404, "holds.unknown"), Of(await ActAsync(number, "release", new { hold = Guid.NewGuid(), why = "well" })));
        Assert.Equal((403, "access.duty"), Of(await ActAsync(number, "release", new { hold, why = "well" }, await tower.Host.AsAsync(Role.CustomerSupport))));
        Assert.Equal((200, "0"), (await ActAsync(number, "release", new { hold, why = "they answered" })) is var free ? (free.Status, free.Text("openHolds")) : default);
        Assert.Equal((409, "holds.already-released"), Of(await ActAsync(number, "release", new { hold, why = "again" })));
        await tower.SettleAsync(number);
        Assert.Equal("pick", (await tower.OrderAsync(number)).Text("stage"));
    }

    [Fact]
    public async Task An_accepted_address_is_not_asked_about_again()
    {
        var body = tower.Order();
        body["shipTo"] = new { name = "Mona S.", phone = "01066667777", line1 = "x", city = "Nowhere", country = "EG" };
        var number = await tower.SettledAsync(body);
        var hold = (await tower.OrderAsync(number)).Body.GetProperty("holds").EnumerateArray().Single(one => one.GetProperty("type").GetString() == "address").GetProperty("id").GetGuid();

        Assert.Equal(200, (await ActAsync(number, "release", new { hold, why = "the driver knows it" })).Status);
        await tower.SettleAsync(number);

        var order = await tower.OrderAsync(number);
        Assert.True(("0", "0") == (order.Text("openHolds"), order.Text("openCases")), order.ToString());
    }

    [Fact]
    public async Task An_edited_order_is_judged_and_promised_anew_and_an_older_version_is_refused()
    {
        var number = await tower.SettledAsync(tower.Order(phone: "12"));
        var before = await tower.OrderAsync(number);
        Assert.Contains("PHONE_INVALID", before.Body.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("code").GetString()));

        Assert.Equal((409, "orders.version"), Of(await ActAsync(number, "edit", new { customer = new { phone = "01009876543" }, version = 1, why = "typed wrong" })));
        Assert.Equal((400, "orders.change-missing"), Of(await ActAsync(number, "edit", new { why = "typed wrong" })));
        var edited = await ActAsync(number, "edit", new
        {
            customer = new { phone = "01009876543" }, lines = new object[] { new { line = 1, units = 3 }, new { sku = "CUP-1", units = 1 } }, version = before.Body.GetProperty("version").GetInt64(),
            why = "typed wrong",
        });
        Assert.Equal((200, "525.00"), (edited.Status, edited.Body.GetProperty("total").GetProperty("amount").GetString()));
        await tower.SettleAsync(number);

        var after = await tower.OrderAsync(number);
        Assert.Equal(("0", "confirmed", 3, 1), (after.Text("openCases"), after.Text("headline"), Reserved(after, 0), Reserved(after, 1)));
        var support = await tower.Host.AsAsync(Role.CustomerSupport);
        Assert.Equal((403, "access.duty"), Of(await ActAsync(number, "edit", new { lines = new[] { new { line = 1, units = 1 } }, why = "x" }, support)));
        Assert.Equal((400, "orders.sku-unknown"), Of(await ActAsync(number, "edit", new { lines = new[] { new { line = 1, sku = "NOT-OURS" } }, why = "x" })));
        Assert.Equal((409, "orders.nothing-left"), Of(await ActAsync(number, "edit", new { lines = new[] { new { line = 1, units = 0 }, new { line = 2, units = 0 } }, why = "x" })));
        Assert.Equal(3, Reserved(await tower.OrderAsync(number), 0));
    }

    [Fact]
    public async Task Cash_on_delivery_is_confirmed_by_a_person_where_the_store_always_asks()
    {
        var number = await tower.SettledAsync(tower.Order(store: "chat"));
        Assert.Equal("codUnconfirmed", (await tower.OrderAsync(number)).Text("payment"));

        var confirmed = await ActAsync(number, "confirm-cod", new { by = "phone" });
        Assert.Equal((200, "codConfirmed", "0"), (confirmed.Status, confirmed.Text("payment"), confirmed.Text("openCases")));
        Assert.Equal((409, "orders.cod-not-waiting"), Of(await ActAsync(number, "confirm-cod", new { by = "phone" })));
        await tower.SettleAsync(number);
        Assert.Equal("confirmed", (await tower.OrderAsync(number)).Text("headline"));
    }

    [Fact]
    public async Task A_double_ends_in_favour_of_the_other_and_both_remember_it()
    {
        var kept = await tower.SettledAsync(tower.Order(phone: "01112223334"));
        var twin = await tower.SettledAsync(tower.Order(phone: "01112223334"));
        var stranger = await tower.SettledAsync(tower.Order(phone: "01112223335"));

        Assert.Equal((409, "orders.merge-self"), Of(await ActAsync(twin, "merge", new { into = twin, why = "double" })));
        Assert.Equal((409, "orders.merge-other"), Of(await ActAsync(twin, "merge", new { into = stranger, why = "double" })));
        var merged = await ActAsync(twin, "merge", new { into = kept, why = "double" });
        Assert.Equal((200, "cancelled", "duplicate"), (merged.Status, merged.Text("headline"), merged.Text("cancelCause")));

        foreach (var number in new[] { kept, twin })
        {
            await Ground.Eventually.TrueAsync(async () => (await OrderTower.GetAsync(tower.Ops, $"orders/{number}/timeline")).Raw.Contains($"{twin} was ended in favour of {kept}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_note_is_kept_word_for_word_outside_the_chain_and_the_timeline_tells_who_did_what_in_words()
    {
        var number = await tower.SettledAsync(tower.Order());
        Assert.Equal((400, "orders.note-missing"), Of(await ActAsync(number, "note", new { text = "  " })));
        const string said = "اتصل بعد الظهر — call after 3 \u202e<b>pm</b>";
        Assert.Equal(said, (await ActAsync(number, "note", new { text = said })).Body.GetProperty("notes")[0].GetProperty("text").GetString());

        await Ground.Eventually.TrueAsync(async () => (await TimelineAsync()).Contains("Note written"));
        var texts = await TimelineAsync();
        Assert.Equal("Received from pos-cairo", texts[0][..23]);
        Assert.Contains("Stock promised from cairo: 2 × TEA-250", texts);
        Assert.Contains("Confirmed; payment: Cash on delivery, confirmed", texts);
        Assert.DoesNotContain(texts, text => text.Contains("journal.", StringComparison.Ordinal) || text.Contains('{', StringComparison.Ordinal));

        async Task<List<string>> TimelineAsync() =>
            [.. (await OrderTower.GetAsync(tower.Ops, $"orders/{number}/timeline")).Body.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("text").GetString()!)];
    }

    private static readonly string[] s_shape =
    [
        "number", "store", "channel", "externalId", "headline", "payment", "placedAt", "receivedAt", "confirmedAt", "fulfillableAt", "shipBy", "handedOverAt", "lastMovementAt",
        "stage", "total", "codDue", "priority", "version", "openHolds", "openCases", "warehouses", "customer", "shipTo", "lines", "holds", "cases", "groups", "parcels", "messages",
        "returns", "allowed",
    ];

    private Task<Answer> ActAsync(string number, string act, object body, HttpClient? by = null) => OrderTower.PostAsync(by ?? tower.Ops, $"orders/{number}/{act}", body);

    private static object Line(string sku, int units) => new { sku, name = "", units, unitPrice = OrderTower.Egp(120) };

    private static int Reserved(Answer order, int line) => order.Body.GetProperty("lines")[line].GetProperty("reserved").GetInt32();

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}
