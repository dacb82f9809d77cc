using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>WooCommerce's back office: order notes, refunds, stock quantities.</summary>
internal static class WooOffice
{
    public static void Map(RouteGroupBuilder rest, WooHooks shop, ShopOffice office, Catalogue catalogue)
    {
        rest.MapGet("/orders/{id:long}/notes", (long id) => shop.Ledger.Find(id) is null ? NoSuchOrder() : Results.Json(office.Of("note", id).Select(NoteOf)));
        rest.MapPost("/orders/{id:long}/notes", (long id, JsonElement note) =>
            shop.Ledger.Find(id) is null ? NoSuchOrder() : Results.Json(NoteOf(office.Add("note", id, null, note)), statusCode: 201));
        rest.MapGet("/orders/{id:long}/refunds", (long id) => shop.Ledger.Find(id) is null ? NoSuchOrder() : Results.Json(office.Of("refund", id).Select(RefundOf)));
        rest.MapPost("/orders/{id:long}/refunds", (long id, JsonElement refund) => Refund(id, refund, shop, office));
        rest.MapPut("/products/{id:long}", (long id, JsonElement change) => Stock(id, change, office, catalogue));
    }

    /// <summary>The gateway gives back no more than was paid, and says so in its own words.</summary>
    private static IResult Refund(long id, JsonElement refund, WooHooks shop, ShopOffice office)
    {
        if (shop.Ledger.Find(id) is not { } order)
        {
            return NoSuchOrder();
        }

        if (!decimal.TryParse(refund.Text("amount"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount <= 0)
        {
            return Fault("woocommerce_rest_invalid_order_refund", "Refund amount must be greater than zero.", 400);
        }

        var before = office.Of("refund", id).Sum(one => AmountOf(one));
        return before + amount > order.Total
            ? Fault("woocommerce_rest_cannot_create_order_refund", "Invalid refund amount", 400)
            : Results.Json(RefundOf(office.Add("refund", id, null, refund)), statusCode: 201);
    }

    private static IResult Stock(long id, JsonElement change, ShopOffice office, Catalogue catalogue)
    {
        if (catalogue.Articles.FirstOrDefault(article => article.VariantId == id) is not { } article)
        {
            return Fault("woocommerce_rest_product_invalid_id", "Invalid ID.", 404);
        }

        if (change.TryGetProperty("stock_quantity", out _))
        {
            office.Add("stock", 0, article.Sku, change);
        }

        return Results.Json(new { id, sku = article.Sku, manage_stock = true, stock_quantity = office.StockOf(article.Sku) });
    }

    private static object NoteOf(OfficeEntry note) => new
    {
        id = note.Id, author = "connector", date_created_gmt = note.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), note = note.What.Text("note") ?? "",
        customer_note = false,
    };

    private static object RefundOf(OfficeEntry refund) => new
    {
        id = refund.Id, date_created_gmt = refund.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), amount = Amount.Text(AmountOf(refund)),
        reason = refund.What.Text("reason") ?? "", refunded_payment = true, line_items = Array.Empty<object>(), meta_data = Array.Empty<object>(),
    };

    private static decimal AmountOf(OfficeEntry refund) => decimal.Parse(refund.What.Text("amount")!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static IResult NoSuchOrder() => Fault("woocommerce_rest_shop_order_invalid_id", "Invalid ID.", 404);

    private static IResult Fault(string code, string message, int status) => Results.Json(new { code, message, data = new { status } }, statusCode: status);
}
