using System.Globalization;
using System.Net;
using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>
/// An order in the JSON of WooCommerce's REST v3, which its webhooks carry too: money as text, but a line's price as a number; the
/// site's local times without offset beside the GMT ones; names with HTML entities; all of Unicode escaped, as PHP does.
/// </summary>
public static class WooBody
{
    private static readonly TimeZoneInfo s_site = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");

    public static byte[] Of(ShopOrder order, Uri shop) => JsonSerializer.SerializeToUtf8Bytes(Shape(order, shop));

    public static byte[] Page(IEnumerable<ShopOrder> orders, Uri shop) =>
        JsonSerializer.SerializeToUtf8Bytes(orders.Select(order => Shape(order, shop)));

    public static string StatusOf(ShopOrder order) => order switch
    {
        { State: ShopOrderState.Cancelled } => "cancelled",
        { State: ShopOrderState.Completed } => "completed",
        { PayBy: PayBy.Transfer, PaidAt: null } => "on-hold",
        { PayBy: PayBy.Card, PaidAt: null } => "pending",
        _ => "processing",
    };

    private static object Shape(ShopOrder order, Uri shop)
    {
        var text = order.Id.ToString(CultureInfo.InvariantCulture);
        var (method, title) = MethodOf(order.PayBy);
        return new
        {
            id = order.Id,
            parent_id = 0,
            number = text,
            order_key = $"wc_order_{Dice.Of(0, "key", text).Id():N}"[..22],
            created_via = "checkout",
            version = "10.3.5",
            status = StatusOf(order),
            currency = order.Shop.Currency,
            date_created = Local(order.PlacedAt),
            date_created_gmt = Gmt(order.PlacedAt),
            date_modified = Local(order.UpdatedAt),
            date_modified_gmt = Gmt(order.UpdatedAt),
            discount_total = "0.00",
            discount_tax = "0.00",
            shipping_total = Amount.Text(order.ShippingPrice),
            shipping_tax = "0.00",
            cart_tax = "0.00",
            total = Amount.Text(order.Total),
            total_tax = "0.00",
            prices_include_tax = true,
            customer_id = 0,
            customer_ip_address = "",
            customer_user_agent = "",
            customer_note = order.Note ?? "",
            billing = new
            {
                first_name = order.Buyer.First, last_name = order.Buyer.Initial, company = "", address_1 = order.ShipTo.Line1 ?? "", address_2 = order.ShipTo.Line2 ?? "",
                city = order.ShipTo.City ?? "", state = order.ShipTo.RegionCode ?? "", postcode = order.ShipTo.Postcode ?? "", country = order.ShipTo.Country,
                email = order.Email ?? "", phone = order.Phone ?? "",
            },
            shipping = new
            {
                first_name = order.Buyer.First, last_name = order.Buyer.Initial, company = "", address_1 = order.ShipTo.Line1 ?? "", address_2 = order.ShipTo.Line2 ?? "",
                city = order.ShipTo.City ?? "", state = order.ShipTo.RegionCode ?? "", postcode = order.ShipTo.Postcode ?? "", country = order.ShipTo.Country,
            },
            payment_method = method,
            payment_method_title = title,
            transaction_id = order.PaidAt is null || order.PayBy is not PayBy.Card ? "" : $"pm_{text}",
            date_paid = Local(order.PaidAt),
            date_paid_gmt = Gmt(order.PaidAt),
            date_completed = order.State is ShopOrderState.Completed ? Local(order.UpdatedAt) : null,
            date_completed_gmt = order.State is ShopOrderState.Completed ? Gmt(order.UpdatedAt) : null,
            cart_hash = "",
            meta_data = new[] { new { id = 13_106, key = "_download_permissions_granted", value = "yes" } },
            line_items = order.Lines.Select((line, at) => LineOf(order, line, at)),
            tax_lines = Array.Empty<object>(),
            shipping_lines = new[] { ShippingLineOf(order) },
            fee_lines = order.Fee == 0 ? [] : new[] { FeeLineOf(order) },
            coupon_lines = Array.Empty<object>(),
            refunds = Array.Empty<object>(),
            _links = LinksOf(shop, text),
        };
    }

    private static object LinksOf(Uri shop, string order) => new
    {
        self = new[] { new { href = new Uri(shop, $"/wp-json/wc/v3/orders/{order}") } },
        collection = new[] { new { href = new Uri(shop, "/wp-json/wc/v3/orders") } },
    };

    private static object LineOf(ShopOrder order, ShopLine line, int at) => new
    {
        id = order.Id * 10 + at,
        name = WebUtility.HtmlEncode(line.Name).Replace("–", "&ndash;", StringComparison.Ordinal),
        product_id = line.ProductId,
        variation_id = line.VariantId,
        quantity = line.Units,
        tax_class = "",
        subtotal = Amount.Text(line.Price * line.Units),
        subtotal_tax = "0.00",
        total = Amount.Text(line.Price * line.Units),
        total_tax = "0.00",
        taxes = Array.Empty<object>(),
        meta_data = Array.Empty<object>(),
        sku = line.Sku,
        price = line.Price,
    };

    private static object ShippingLineOf(ShopOrder order) => new
    {
        id = order.Id * 10 + 8,
        method_title = order.ShippingMethod == "express" ? "Express" : "Standard",
        method_id = "flat_rate",
        instance_id = order.ShippingMethod == "express" ? "4" : "3",
        total = Amount.Text(order.ShippingPrice),
        total_tax = "0.00",
        taxes = Array.Empty<object>(),
        meta_data = Array.Empty<object>(),
    };

    private static object FeeLineOf(ShopOrder order) => new
    {
        id = order.Id * 10 + 9,
        name = "Cash on delivery",
        tax_class = "",
        tax_status = "none",
        amount = Amount.Text(order.Fee),
        total = Amount.Text(order.Fee),
        total_tax = "0.00",
        taxes = Array.Empty<object>(),
        meta_data = Array.Empty<object>(),
    };

    private static (string Method, string Title) MethodOf(PayBy payBy) => payBy switch
    {
        PayBy.Cod => ("cod", "الدفع نقداً عند الاستلام"),
        PayBy.Card => ("paymob", "Card"),
        PayBy.Transfer => ("bacs", "Direct bank transfer"),
        PayBy.Counter => ("cash", "Cash"),
    };

    private static string? Local(DateTimeOffset? at) => at is { } then ? Gmt(TimeZoneInfo.ConvertTime(then, s_site).DateTime) : null;

    private static string? Gmt(DateTimeOffset? at) => at is { } then ? Gmt(then.UtcDateTime) : null;

    private static string Gmt(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
