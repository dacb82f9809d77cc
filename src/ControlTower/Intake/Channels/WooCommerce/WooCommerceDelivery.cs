using System.Security.Cryptography;
using ControlTower.Foreign;

namespace ControlTower.Intake.Channels.WooCommerce;

/// <summary>Names a delivery of WooCommerce by its headers and bytes.</summary>
public static class WooCommerceDelivery
{
    /// <summary>
    /// The shop's delivery id is a hash of webhook and second: two orders within one second share it. So the key also holds the
    /// webhook's id and the body's hash.
    /// </summary>
    public static Delivery Of(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var topic = ForeignText.Plain(headers["X-WC-Webhook-Topic"].ToString()) ?? "";
        var key = Delivery.KeyOf(
            headers["X-WC-Webhook-ID"].ToString(), headers["X-WC-Webhook-Delivery-ID"].ToString(), Convert.ToHexStringLower(SHA256.HashData(body)));
        return new Delivery(key, topic, ExternalId: null, IsPing(headers, topic, body));
    }

    /// <summary>Sent unsigned, as a form, when the webhook is saved; the shop demands a 200 before it switches the webhook on.</summary>
    private static bool IsPing(IHeaderDictionary headers, string topic, ReadOnlySpan<byte> body) =>
        topic.Length == 0
        && headers.ContentType.ToString().StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && body.Length <= 64
        && body.StartsWith("webhook_id="u8)
        && !body["webhook_id="u8.Length..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
