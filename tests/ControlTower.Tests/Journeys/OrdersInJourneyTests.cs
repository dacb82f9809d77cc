using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Intake.Channels;

namespace ControlTower.Tests.Journeys;

/// <summary>What shops send, through the doors of a whole tower and over HTTP alone, to the journal, the stock ledger and the board.</summary>
public sealed class OrdersInJourneyTests(ShopFloor floor) : IClassFixture<ShopFloor>
{
    private static readonly string[] s_heldKinds = ["OrderReceived", "CaseOpened", "HoldPlaced"];
    private static readonly string[] s_promisedKinds = ["OrderRetold", "HoldReleased", "CaseResolved", "StockPromised"];
    private static readonly string[] s_cancelledKinds = ["OrderCancelled", "PromiseGivenBack"];

    [Fact]
    public async Task An_order_with_a_doubtful_phone_waits_in_the_inbox_until_the_shop_mends_it_and_then_stock_is_promised()
    {
        var order = new WooOrder(1001) { Phone = "(555) 555-5555" };
        var before = (await floor.StockAsync(WooOrder.Mug)).GetProperty("reserved").GetInt32();

        Assert.Equal(HttpStatusCode.OK, await floor.SendAsync(order, "order.created"));
        var held = await floor.ComesToAsync("1001", now => now.Holds == "phone");
        Assert.Equal("PHONE_INVALID", held.Cases);
        Assert.Equal(["CaseOpened", "HoldPlaced", "OrderReceived"], held.Kinds.Where(kind => kind is "OrderReceived" or "HoldPlaced" or "CaseOpened").Order());
        await Eventually.TrueAsync(() => Task.FromResult(floor.RowOf(held)?.Hold == HoldType.Phone));
        Assert.Equal(before, (await floor.StockAsync(WooOrder.Mug)).GetProperty("reserved").GetInt32());
        await floor.BoardsSayAsync(held, inbox: true, exceptions: true);

        Assert.Equal(HttpStatusCode.OK, await floor.SendAsync(order with { Phone = "(415) 555-2601", ChangedAfter = 5 }));
        var promised = await floor.ComesToAsync("1001", now => now is { Holds: "", Reserved: 3 });
        Assert.Equal(("confirmed", "paid", ""), (promised.Headline, promised.Payment, promised.Cases));
        Assert.Contains("HoldReleased", promised.Kinds);
        Assert.Contains("StockPromised", promised.Kinds);
        await Eventually.TrueAsync(() => Task.FromResult(floor.RowOf(promised) is { Hold: null, ShipBy: not null, Warehouses: ShopFloor.Warehouse }));
        Assert.Equal(before + 2, (await floor.StockAsync(WooOrder.Mug)).GetProperty("reserved").GetInt32());
        await floor.BoardsSayAsync(promised, inbox: true, exceptions: false);

        Assert.Equal(HttpStatusCode.OK, await floor.SendAsync(order with { Phone = "(415) 555-2601", ChangedAfter = 9, Status = "cancelled" }));
        var cancelled = await floor.ComesToAsync("1001", now => now is { Headline: "cancelled", Reserved: 0 });
        Assert.Contains("PromiseGivenBack", cancelled.Kinds);
        await Eventually.TrueAsync(() => Task.FromResult(floor.RowOf(cancelled) is null));
        Assert.Equal(before, (await floor.StockAsync(WooOrder.Mug)).GetProperty("reserved").GetInt32());
        await floor.BoardsSayAsync(cancelled, inbox: false, exceptions: false);
        await floor.HoldsTrueAsync();
    }

    [Fact]
    public async Task Goods_that_nobody_knows_hold_an_order_until_somebody_adds_them()
    {
        await floor.SendAsync(new WooOrder(1002) { FirstSku = "NEW-MUG", Phone = "(415) 555-2602" });
        var held = await floor.ComesToAsync("1002", now => now.Holds == "sku");
        Assert.Equal(("SKU_UNKNOWN", 0), (held.Cases, held.Reserved));

        await floor.AddGoodsAsync("NEW-MUG", 10);
        await floor.ComesToAsync("1002", now => now is { Holds: "", Cases: "", Reserved: 3 });
    }

    [Fact]
    public async Task The_same_delivery_sent_three_times_is_one_message_and_one_order()
    {
        var order = new WooOrder(1003) { Phone = "(415) 555-2603" };
        var body = order.Body();
        for (var sent = 0; sent < 3; sent++)
        {
            using var request = WooOrder.Request(ShopFloor.Woo, ShopFloor.Secret, "order.created", body);
            using var answer = await floor.Shop.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var taken = await floor.ComesToAsync("1003", now => now.Reserved == 3);
        Assert.Single(taken.Kinds, "OrderReceived");
        Assert.Equal(1, await floor.CountAsync("select count(*) from inbound_message where external_id = '1003'"));
    }

    [Fact]
    public async Task What_the_shop_said_before_never_overwrites_what_it_said_last()
    {
        var order = new WooOrder(1004) { Phone = "(415) 555-2604" };
        await floor.SendAsync(order with { City = "Oakland", ChangedAfter = 10 });
        await floor.ComesToAsync("1004", now => now.City == "Oakland");

        await floor.SendAsync(order with { City = "Fresno", ChangedAfter = 2 });
        await floor.QuietAsync();
        Assert.Equal("Oakland", (await floor.ComesToAsync("1004", _ => true)).City);
        Assert.Equal(1, await floor.CountAsync("select count(*) from inbound_message where external_id = '1004' and state = 'ignored' and reason = 'older version'"));
    }

    [Fact]
    public async Task A_cancellation_that_comes_first_waits_for_its_order()
    {
        await floor.Shop.SendAsync(WooOrder.Request(ShopFloor.Woo, ShopFloor.Secret, "order.deleted", "{\"id\":1005}"u8.ToArray()));
        await floor.QuietAsync();
        await floor.SendAsync(new WooOrder(1005) { Phone = "(415) 555-2605" }, "order.created");

        var cancelled = await floor.ComesToAsync("1005", now => now.Headline == "cancelled");
        Assert.Equal(0, cancelled.Reserved);
        Assert.Null(floor.RowOf(cancelled));
    }

    [Fact]
    public async Task Garbage_with_a_right_signature_is_kept_and_becomes_a_case()
    {
        var garbage = Encoding.UTF8.GetBytes("{\"id\": 1006, \"status\": [[[ not an order");
        using var request = WooOrder.Request(ShopFloor.Woo, ShopFloor.Secret, "order.created", garbage);
        using var answer = await floor.Shop.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await floor.QuietAsync();
        Assert.Equal(1, await floor.CountAsync("""
            select count(*) from exception_case c join inbound_message m on m.id::text = c.subject_id
            where c.code = 'MESSAGE_UNREADABLE' and convert_from(m.body, 'UTF8') like '%not an order'
            """));
    }

    [Fact]
    public async Task A_shopify_order_is_held_mended_promised_and_cancelled()
    {
        var order = JsonNode.Parse(Fixtures.Bytes("shopify/rest-order.json"))!["order"]!.DeepClone();
        var start = TimeProvider.System.GetUtcNow().AddHours(-1);
        order["fulfillments"] = new JsonArray();
        (order["created_at"], order["updated_at"]) = (start.ToString("O"), start.ToString("O"));
        var before = (await floor.StockAsync(WooOrder.Shirt)).GetProperty("reserved").GetInt32();
        await SendAsync("orders/create", order);
        var held = await floor.ComesToAsync("450789469", now => now.Holds.Contains("sku", StringComparison.Ordinal));
        Assert.Equal(0, held.Reserved);
        Assert.Contains("PAY_MISMATCH", held.Cases, StringComparison.Ordinal);
        Assert.Empty(s_heldKinds.Except(held.Kinds));
        Assert.Equal(before, (await floor.StockAsync(WooOrder.Shirt)).GetProperty("reserved").GetInt32());
        await floor.BoardsSayAsync(held, inbox: true, exceptions: true);

        foreach (var line in order["line_items"]!.AsArray())
        {
            line!["sku"] = WooOrder.Shirt;
        }

        order["billing_address"]!["phone"] = "+1 415 555 2607";
        order["shipping_address"]!["phone"] = "+1 415 555 2607";
        (order["total_price"], order["financial_status"]) = ("608.94", "paid"); // the documented one does not add up, and that, too, had held it
        order["updated_at"] = start.AddMinutes(3).ToString("O");
        await SendAsync("orders/updated", order);
        var promised = await floor.ComesToAsync("450789469", now => now is { Holds: "", Reserved: 3 });
        Assert.Empty(s_promisedKinds.Except(promised.Kinds));
        Assert.Equal(before + 3, (await floor.StockAsync(WooOrder.Shirt)).GetProperty("reserved").GetInt32());
        await floor.BoardsSayAsync(promised, inbox: true, exceptions: false);

        (order["cancelled_at"], order["cancel_reason"], order["updated_at"]) = (start.AddMinutes(5).ToString("O"), "customer", start.AddMinutes(5).ToString("O"));
        await SendAsync("orders/cancelled", order);
        var cancelled = await floor.ComesToAsync("450789469", now => now is { Headline: "cancelled", Reserved: 0 });
        Assert.Empty(s_cancelledKinds.Except(cancelled.Kinds));
        Assert.Equal(before, (await floor.StockAsync(WooOrder.Shirt)).GetProperty("reserved").GetInt32());
        await floor.BoardsSayAsync(cancelled, inbox: false, exceptions: false);
        await floor.HoldsTrueAsync();
    }

    private async Task SendAsync(string topic, JsonNode order)
    {
        using var request = ShopifyRequest(topic, Encoding.UTF8.GetBytes(order.ToJsonString()));
        using var answer = await floor.Shop.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    internal static HttpRequestMessage ShopifyRequest(string topic, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/shopify/{ShopFloor.Shopify}") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Topic", topic);
        request.Headers.Add("X-Shopify-Event-Id", Guid.NewGuid().ToString());
        request.Headers.Add(ShopifySignature.Header, WooOrder.Sign(body, ShopFloor.Secret));
        return request;
    }
}
