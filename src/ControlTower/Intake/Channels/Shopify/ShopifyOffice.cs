using System.Text.Json;

namespace ControlTower.Intake.Channels.Shopify;

/// <summary>Tells a Shopify shop by its Admin interface (REST): fulfilments with tracking, closing, refunds, inventory levels.</summary>
public sealed class ShopifyOffice(HttpClient http, ShopAccess access) : IShopOffice
{
    private const string Api = "/admin/api/2026-04/";

    public async Task<string> ShippedAsync(ShippedNews news, string key, CancellationToken cancellationToken)
    {
        var order = Uri.EscapeDataString(news.ExternalId);
        var done = await CallAsync(HttpMethod.Get, $"orders/{order}/fulfillments.json", null, cancellationToken);
        if (OfficeCalls.Items(done, "fulfillments").FirstOrDefault(one => OfficeCalls.Text(one, "tracking_number") == news.Tracking) is { ValueKind: JsonValueKind.Object } before)
        {
            return OfficeCalls.Text(before, "id") ?? key;
        }

        var open = OfficeCalls.Items(await CallAsync(HttpMethod.Get, $"orders/{order}/fulfillment_orders.json", null, cancellationToken), "fulfillment_orders")
            .Where(one => OfficeCalls.Text(one, "status") is "open" or "in_progress").ToList();
        var made = await CallAsync(HttpMethod.Post, "fulfillments.json", new
        {
            fulfillment = new
            {
                notify_customer = false, // customers are told by us, once
                tracking_info = new { number = news.Tracking, company = news.Courier },
                line_items_by_fulfillment_order = open.Select(one => PartOf(one, news)).Where(part => part is not null).ToList(),
            },
        }, cancellationToken);
        return made.TryGetProperty("fulfillment", out var fulfilment) ? OfficeCalls.Text(fulfilment, "id") ?? key : key;
    }

    public Task CompletedAsync(string externalId, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, $"orders/{Uri.EscapeDataString(externalId)}/close.json", new { }, cancellationToken);

    public Task CancelledAsync(string externalId, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, $"orders/{Uri.EscapeDataString(externalId)}/cancel.json", new { email = false, reason = "other" }, cancellationToken);

    public async Task<string> RefundAsync(OfficeRefund refund, string key, CancellationToken cancellationToken)
    {
        var order = Uri.EscapeDataString(refund.ExternalId);
        var there = await CallAsync(HttpMethod.Get, $"orders/{order}/refunds.json", null, cancellationToken);
        if (OfficeCalls.Items(there, "refunds").FirstOrDefault(one => OfficeCalls.Text(one, "note")?.Contains(key, StringComparison.Ordinal) == true) is { ValueKind: JsonValueKind.Object } before)
        {
            return OfficeCalls.Text(before, "id") ?? key;
        }

        var paid = OfficeCalls.Items(await CallAsync(HttpMethod.Get, $"orders/{order}/transactions.json", null, cancellationToken), "transactions")
            .FirstOrDefault(one => OfficeCalls.Text(one, "kind") is "sale" or "capture" && OfficeCalls.Text(one, "status") == "success");
        var made = await CallAsync(HttpMethod.Post, $"orders/{order}/refunds.json", new
        {
            refund = new
            {
                currency = refund.Amount.Currency, notify = false, note = $"{refund.Reason} ({key})",
                transactions = new[]
                {
                    new
                    {
                        parent_id = OfficeCalls.Text(paid, "id") is { } id && long.TryParse(id, out var number) ? number : (long?)null,
                        amount = refund.Amount.AmountText, kind = "refund", gateway = OfficeCalls.Text(paid, "gateway") ?? "manual",
                    },
                },
            },
        }, cancellationToken);
        return made.TryGetProperty("refund", out var one) ? OfficeCalls.Text(one, "id") ?? key : key;
    }

    public async Task<bool> StockAsync(string sku, int available, CancellationToken cancellationToken)
    {
        var variants = await CallAsync(HttpMethod.Get, $"variants.json?sku={Uri.EscapeDataString(sku)}&limit=50", null, cancellationToken);
        var found = OfficeCalls.Items(variants, "variants").FirstOrDefault(variant => OfficeCalls.Text(variant, "sku") == sku);
        if (OfficeCalls.Text(found, "inventory_item_id") is not { } item)
        {
            return false;
        }

        var places = OfficeCalls.Items(await CallAsync(HttpMethod.Get, "locations.json", null, cancellationToken), "locations");
        var place = places.FirstOrDefault(one => OfficeCalls.Text(one, "active") != "false");
        if (OfficeCalls.Text(place, "id") is not { } location)
        {
            return false;
        }

        await CallAsync(HttpMethod.Post, "inventory_levels/set.json", new { location_id = long.Parse(location, System.Globalization.CultureInfo.InvariantCulture), inventory_item_id = long.Parse(item, System.Globalization.CultureInfo.InvariantCulture), available }, cancellationToken);
        return true;
    }

    /// <summary>Of one fulfilment order the lines that are in the parcel; without any named, all of it.</summary>
    private static object? PartOf(JsonElement one, ShippedNews news)
    {
        var id = OfficeCalls.Text(one, "id") is { } text && long.TryParse(text, out var number) ? number : 0;
        var wanted = news.Lines.Where(line => line.Line is not null).ToDictionary(line => line.Line!, line => line.Units);
        if (wanted.Count == 0)
        {
            return new { fulfillment_order_id = id };
        }

        var lines = OfficeCalls.Items(one, "line_items")
            .Where(line => OfficeCalls.Text(line, "line_item_id") is { } known && wanted.ContainsKey(known))
            .Select(line => new { id = long.Parse(OfficeCalls.Text(line, "id")!, System.Globalization.CultureInfo.InvariantCulture), quantity = wanted[OfficeCalls.Text(line, "line_item_id")!] }).ToList();
        return lines.Count == 0 ? null : new { fulfillment_order_id = id, fulfillment_order_line_items = lines };
    }

    private Task<JsonElement> CallAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) => OfficeCalls.SendAsync(
        http, method, new Uri(access.BaseUrl, Api + path),
        headers => headers.Add("X-Shopify-Access-Token", access.ApiSecret.Length > 0 ? access.ApiSecret : access.ApiKey), body, cancellationToken);
}
