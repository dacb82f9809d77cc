using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ControlTower.Intake.Channels.WooCommerce;

/// <summary>Tells a WooCommerce shop by its REST interface v3: order notes for tracking, the status, refunds, stock quantities.</summary>
public sealed class WooCommerceOffice(HttpClient http, ShopAccess access) : IShopOffice
{
    private const string Api = "/wp-json/wc/v3/";

    public async Task<string> ShippedAsync(ShippedNews news, string key, CancellationToken cancellationToken)
    {
        var notes = $"orders/{Uri.EscapeDataString(news.ExternalId)}/notes";
        var there = await CallAsync(HttpMethod.Get, notes, null, cancellationToken);
        if (OfficeCalls.Items(there).FirstOrDefault(note => OfficeCalls.Text(note, "note")?.Contains(key, StringComparison.Ordinal) == true) is { ValueKind: JsonValueKind.Object } before)
        {
            return OfficeCalls.Text(before, "id") ?? key;
        }

        var written = await CallAsync(HttpMethod.Post, notes, new { note = $"Shipped with {news.Courier}, tracking {news.Tracking} ({key})", customer_note = false }, cancellationToken);
        return OfficeCalls.Text(written, "id") ?? key;
    }

    public Task CompletedAsync(string externalId, CancellationToken cancellationToken) => SetStatusAsync(externalId, "completed", cancellationToken);

    public Task CancelledAsync(string externalId, CancellationToken cancellationToken) => SetStatusAsync(externalId, "cancelled", cancellationToken);

    public async Task<string> RefundAsync(OfficeRefund refund, string key, CancellationToken cancellationToken)
    {
        var refunds = $"orders/{Uri.EscapeDataString(refund.ExternalId)}/refunds";
        var there = await CallAsync(HttpMethod.Get, refunds + "?per_page=100", null, cancellationToken);
        if (OfficeCalls.Items(there).FirstOrDefault(one => OfficeCalls.Text(one, "reason")?.Contains(key, StringComparison.Ordinal) == true) is { ValueKind: JsonValueKind.Object } before)
        {
            return OfficeCalls.Text(before, "id") ?? key;
        }

        var made = await CallAsync(HttpMethod.Post, refunds, new { amount = refund.Amount.AmountText, reason = $"{refund.Reason} ({key})", api_refund = true }, cancellationToken);
        return OfficeCalls.Text(made, "id") ?? key;
    }

    public async Task<bool> StockAsync(string sku, int available, CancellationToken cancellationToken)
    {
        var found = OfficeCalls.Items(await CallAsync(HttpMethod.Get, $"products?sku={Uri.EscapeDataString(sku)}", null, cancellationToken))
            .FirstOrDefault(product => OfficeCalls.Text(product, "sku") == sku);
        if (OfficeCalls.Text(found, "id") is not { } id)
        {
            return false;
        }

        var path = OfficeCalls.Text(found, "parent_id") is { } parent and not "0" ? $"products/{parent}/variations/{id}" : $"products/{id}";
        await CallAsync(HttpMethod.Put, path, new { manage_stock = true, stock_quantity = available }, cancellationToken);
        return true;
    }

    private Task<JsonElement> SetStatusAsync(string externalId, string status, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Put, $"orders/{Uri.EscapeDataString(externalId)}", new { status }, cancellationToken);

    private Task<JsonElement> CallAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) => OfficeCalls.SendAsync(
        http, method, new Uri(access.BaseUrl, Api + path),
        headers => headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{access.ApiKey}:{access.ApiSecret}"))),
        body, cancellationToken);
}
