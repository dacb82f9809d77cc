using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>Shopify's back office: fulfilment orders and fulfilments, transactions and refunds, locations and inventory levels.</summary>
internal static class ShopifyOffice
{
    private const long Location = 655_441_491;
    private const long LineBase = 866_550_000_000;
    private static readonly string[] s_noSuchOrder = ["Fulfillment order does not exist."];
    private static readonly string[] s_tooMuch = ["Refund amount cannot exceed the refundable amount"];

    public static void Map(RouteGroupBuilder rest, ShopifyHooks shop, ShopOffice office, Catalogue catalogue, TimeProvider clock)
    {
        rest.MapGet("/orders/{id:long}/fulfillment_orders.json", (long id) => shop.Ledger.Find(id) is { } order ? Json(new { fulfillment_orders = new[] { OrderOf(order, office) } }) : NoSuch());
        rest.MapGet("/orders/{id:long}/fulfillments.json", (long id) => shop.Ledger.Find(id) is null ? NoSuch() : Json(new { fulfillments = office.Of("fulfilment", id).Select(FulfilmentOf) }));
        rest.MapPost("/fulfillments.json", (JsonElement body) => Fulfil(body, shop, office));
        rest.MapPost("/orders/{id:long}/close.json", (long id) => Close(id, ShopOrderState.Completed, shop, office, clock));
        rest.MapPost("/orders/{id:long}/cancel.json", (long id) => Close(id, ShopOrderState.Cancelled, shop, office, clock));
        rest.MapGet("/orders/{id:long}/transactions.json", (long id) => shop.Ledger.Find(id) is { } order ? Json(new { transactions = TransactionsOf(order) }) : NoSuch());
        rest.MapGet("/orders/{id:long}/refunds.json", (long id) => shop.Ledger.Find(id) is null ? NoSuch() : Json(new { refunds = office.Of("refund", id).Select(RefundOf) }));
        rest.MapPost("/orders/{id:long}/refunds.json", (long id, JsonElement body) => Refund(id, body, shop, office));
        rest.MapGet("/locations.json", () => Json(new { locations = new[] { new { id = Location, name = "Riyadh", active = true } } }));
        rest.MapGet("/variants.json", (string sku) => Json(new
        {
            variants = catalogue.Articles.Where(article => article.Sku == sku).Select(article => new { id = article.VariantId, sku = article.Sku, inventory_item_id = article.VariantId }),
        }));
        rest.MapPost("/inventory_levels/set.json", (JsonElement body) => SetLevel(body, office, catalogue));
    }

    private static IResult Fulfil(JsonElement body, ShopifyHooks shop, ShopOffice office)
    {
        var fulfilment = body.TryGetProperty("fulfillment", out var inner) ? inner : body;
        var parts = fulfilment.TryGetProperty("line_items_by_fulfillment_order", out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        if (parts.Count == 0 || !parts[0].TryGetProperty("fulfillment_order_id", out var id) || shop.Ledger.Find(id.GetInt64()) is not { } order)
        {
            return Results.Json(new { errors = s_noSuchOrder }, statusCode: 422);
        }

        return Results.Json(new { fulfillment = FulfilmentOf(office.Add("fulfilment", order.Id, null, fulfilment)) }, statusCode: 201);
    }

    private static IResult Close(long id, ShopOrderState state, ShopifyHooks shop, ShopOffice office, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var changed = shop.Ledger.Change(id, now, order => order with { State = state, CancelledAt = state == ShopOrderState.Cancelled ? now : order.CancelledAt, Intends = null });
        if (changed is not null)
        {
            office.Add("closed", id, null, JsonSerializer.SerializeToElement(new { state = state.ToString() }));
            shop.Tell(changed, state == ShopOrderState.Cancelled ? ShopEvent.Cancelled : ShopEvent.Updated);
        }

        return shop.Ledger.Find(id) is { } order ? Json(new { order = new { id = order.Id, closed_at = now } }) : NoSuch();
    }

    private static IResult Refund(long id, JsonElement body, ShopifyHooks shop, ShopOffice office)
    {
        if (shop.Ledger.Find(id) is not { } order)
        {
            return NoSuch();
        }

        var refund = body.TryGetProperty("refund", out var inner) ? inner : body;
        return office.Of("refund", id).Sum(AmountOf) + AmountOf(refund) > order.Total
            ? Results.Json(new { errors = new { @base = s_tooMuch } }, statusCode: 422)
            : Results.Json(new { refund = RefundOf(office.Add("refund", id, null, refund)) }, statusCode: 201);
    }

    private static IResult SetLevel(JsonElement body, ShopOffice office, Catalogue catalogue)
    {
        var item = body.GetProperty("inventory_item_id").GetInt64();
        if (catalogue.Articles.FirstOrDefault(article => article.VariantId == item) is not { } article)
        {
            return Results.Json(new { errors = "Not Found" }, statusCode: 404);
        }

        office.Add("stock", 0, article.Sku, body);
        return Json(new { inventory_level = new { inventory_item_id = item, location_id = Location, available = office.StockOf(article.Sku) } });
    }

    private static object OrderOf(ShopOrder order, ShopOffice office) => new
    {
        id = order.Id, order_id = order.Id, status = office.Of("fulfilment", order.Id).Count > 0 && order.State == ShopOrderState.Completed ? "closed" : "open",
        line_items = order.Lines.Select((line, at) => new { id = LineBase + (order.Id * 100) + at, line_item_id = ShopifyParts.LineId(order, at), quantity = line.Units }),
    };

    private static object FulfilmentOf(OfficeEntry entry) => new
    {
        id = entry.Id, order_id = entry.Order, status = "success",
        tracking_number = entry.What.TryGetProperty("tracking_info", out var info) ? info.Text("number") : null,
        tracking_company = entry.What.TryGetProperty("tracking_info", out var company) ? company.Text("company") : null,
    };

    private static object[] TransactionsOf(ShopOrder order) => order.PaidAt is { } paid
        ? [new { id = order.Id + 1, order_id = order.Id, kind = "sale", status = "success", gateway = "bogus", amount = Amount.Text(order.Total), created_at = paid }]
        : [];

    private static object RefundOf(OfficeEntry refund) => new { id = refund.Id, order_id = refund.Order, note = refund.What.Text("note"), transactions = new[] { new { kind = "refund", amount = Amount.Text(AmountOf(refund)) } } };

    private static decimal AmountOf(OfficeEntry refund) => AmountOf(refund.What);

    private static decimal AmountOf(JsonElement refund) => refund.TryGetProperty("transactions", out var list) && list.ValueKind is JsonValueKind.Array
        ? list.EnumerateArray().Sum(one => decimal.Parse(one.Text("amount") ?? "0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))
        : 0;

    private static IResult Json(object body) => Results.Json(body);

    private static IResult NoSuch() => Results.Json(new { errors = "Not Found" }, statusCode: 404);
}
