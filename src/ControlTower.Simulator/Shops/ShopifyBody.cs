using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>
/// An order in the JSON of Shopify's Admin API 2026-04, which its webhooks carry too: each amount also as a set in two currencies,
/// times with the shop's offset, ids beyond 2^53.
/// </summary>
public static class ShopifyBody
{
    public const string ApiVersion = "2026-04";
    public const string ShopDomain = "shop-sa.myshopify.com";

    private static readonly JsonSerializerOptions s_json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeZoneInfo s_site = TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh");

    /// <summary>Fields that every order of this shop carries alike.</summary>
    private static readonly Dictionary<string, object?> s_alwaysSame = new()
    {
        ["app_id"] = 580_111,
        ["browser_ip"] = null,
        ["buyer_accepts_marketing"] = false,
        ["cart_token"] = null,
        ["client_details"] = null,
        ["confirmed"] = true,
        ["device_id"] = null,
        ["discount_codes"] = Array.Empty<object>(),
        ["duties_included"] = false,
        ["estimated_taxes"] = false,
        ["landing_site"] = "/",
        ["landing_site_ref"] = null,
        ["location_id"] = null,
        ["merchant_business_entity_id"] = "MTU0ODM4MDAwOQ",
        ["merchant_of_record_app_id"] = null,
        ["note_attributes"] = Array.Empty<object>(),
        ["original_total_additional_fees_set"] = null,
        ["original_total_duties_set"] = null,
        ["po_number"] = null,
        ["reference"] = null,
        ["referring_site"] = null,
        ["source_identifier"] = null,
        ["source_name"] = "web",
        ["source_url"] = null,
        ["tags"] = "",
        ["tax_exempt"] = false,
        ["tax_lines"] = Array.Empty<object>(),
        ["taxes_included"] = true,
        ["test"] = false,
        ["total_tip_received"] = "0.00",
        ["user_id"] = null,
        ["discount_applications"] = Array.Empty<object>(),
        ["fulfillments"] = Array.Empty<object>(),
        ["payment_terms"] = null,
        ["refunds"] = Array.Empty<object>(),
        ["returns"] = Array.Empty<object>(),
        ["line_item_groups"] = Array.Empty<object>(),
    };

    public static byte[] Of(ShopOrder order) => JsonSerializer.SerializeToUtf8Bytes(Shape(order), s_json);

    public static byte[] Page(IEnumerable<ShopOrder> orders) => JsonSerializer.SerializeToUtf8Bytes(new { orders = orders.Select(Shape) }, s_json);

    public static byte[] One(ShopOrder order) => JsonSerializer.SerializeToUtf8Bytes(new { order = Shape(order) }, s_json);

    public static string NumberOf(ShopOrder order) => (order.Id - order.Shop.FirstId + 1_001).ToString(CultureInfo.InvariantCulture);

    public static string FinancialStatusOf(ShopOrder order) => (order.State, order.PaidAt) switch
    {
        (ShopOrderState.Cancelled, null) => "voided",
        (ShopOrderState.Cancelled, _) => "refunded",
        (_, null) => "pending",
        _ => "paid",
    };

    private static Dictionary<string, object?> Shape(ShopOrder order)
    {
        var (id, number, domain) = (order.Id, NumberOf(order), "https://" + ShopDomain);
        var token = Dice.Of(0, "token", number).Id().ToString("N");
        var left = order.PaidAt is null && order.State is not ShopOrderState.Cancelled ? order.Total : 0;
        var shape = new Dictionary<string, object?>(s_alwaysSame)
        {
            ["id"] = id,
            ["admin_graphql_api_id"] = $"gid://shopify/Order/{id}",
            ["cancel_reason"] = order.CancelledAt is null ? null : "customer",
            ["cancelled_at"] = Local(order.CancelledAt),
            ["checkout_token"] = token,
            ["closed_at"] = order.State is ShopOrderState.Completed ? Local(order.UpdatedAt) : null,
            ["confirmation_number"] = token[..9].ToUpperInvariant(),
            ["contact_email"] = order.Email,
            ["created_at"] = Local(order.PlacedAt),
            ["currency"] = order.Shop.Currency,
            ["customer_locale"] = order.Buyer.First[0] > 'z' ? "ar-SA" : "en-SA",
            ["email"] = order.Email,
            ["financial_status"] = FinancialStatusOf(order),
            ["fulfillment_status"] = order.State is ShopOrderState.Completed ? "fulfilled" : null,
            ["name"] = "#" + number,
            ["note"] = order.Note,
            ["number"] = order.Id - order.Shop.FirstId + 1,
            ["order_number"] = order.Id - order.Shop.FirstId + 1_001,
            ["order_status_url"] = $"{domain}/548380009/orders/{token}/authenticate?key={token[..8]}",
            ["payment_gateway_names"] = new[] { GatewayOf(order.PayBy) },
            ["phone"] = order.Phone,
            ["presentment_currency"] = order.Shop.Currency,
            ["processed_at"] = Local(order.PlacedAt),
            ["token"] = token,
            ["total_outstanding"] = Amount.Text(left),
            ["total_weight"] = order.Lines.Sum(line => line.WeightGrams * line.Units),
            ["updated_at"] = Local(order.UpdatedAt),
            ["billing_address"] = ShopifyParts.AddressOf(order),
            ["customer"] = ShopifyParts.CustomerOf(order),
            ["line_items"] = order.Lines.Select((line, at) => ShopifyParts.LineOf(order, line, at)),
            ["shipping_address"] = ShopifyParts.AddressOf(order),
            ["shipping_lines"] = new[] { ShopifyParts.ShippingLineOf(order) },
        };
        AddTotals(shape, order);
        return shape;
    }

    /// <summary>Now and at purchase, alone and as a set.</summary>
    private static void AddTotals(Dictionary<string, object?> shape, ShopOrder order)
    {
        var currency = order.Shop.Currency;
        var current = order.State is ShopOrderState.Cancelled ? 0 : 1;
        (string Name, decimal Amount)[] totals =
        [
            ("current_subtotal_price", order.LinesTotal * current), ("current_total_discounts", 0), ("current_total_price", order.Total * current), ("current_total_tax", 0),
            ("subtotal_price", order.LinesTotal), ("total_discounts", 0), ("total_line_items_price", order.LinesTotal), ("total_price", order.Total), ("total_tax", 0),
        ];
        foreach (var (name, amount) in totals)
        {
            shape[name] = Amount.Text(amount);
            shape[name + "_set"] = ShopifyParts.Set(amount, currency);
        }

        shape["current_shipping_price_set"] = ShopifyParts.Set(order.ShippingPrice * current, currency);
        shape["current_total_additional_fees_set"] = null;
        shape["current_total_duties_set"] = null;
        shape["total_cash_rounding_payment_adjustment_set"] = ShopifyParts.Set(0, currency);
        shape["total_cash_rounding_refund_adjustment_set"] = ShopifyParts.Set(0, currency);
        shape["total_shipping_price_set"] = ShopifyParts.Set(order.ShippingPrice, currency);
    }

    private static string GatewayOf(PayBy payBy) => payBy switch
    {
        PayBy.Cod => "Cash on Delivery (COD)",
        PayBy.Card => "mada",
        PayBy.Transfer => "Bank Deposit",
        PayBy.Counter => "cash",
    };

    public static string? Local(DateTimeOffset? at) =>
        at is { } then ? TimeZoneInfo.ConvertTime(then, s_site).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) : null;
}
