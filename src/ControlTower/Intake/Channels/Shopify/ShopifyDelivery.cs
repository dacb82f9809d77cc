using System.Security.Cryptography;
using ControlTower.Foreign;

namespace ControlTower.Intake.Channels.Shopify;

/// <summary>Names a delivery of Shopify by its headers.</summary>
public static class ShopifyDelivery
{
    /// <summary>
    /// The event's id is the same in all retries; one event may fire several topics, so the topic is part of the key. Without an
    /// event id the delivery's own, without that the body's hash.
    /// </summary>
    public static Delivery Of(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var topic = ForeignText.Plain(headers["X-Shopify-Topic"].ToString())?.ToLowerInvariant() ?? "";
        var (occasion, delivery) = (headers["X-Shopify-Event-Id"].ToString(), headers["X-Shopify-Webhook-Id"].ToString());
        var key = occasion.Length > 0 ? Delivery.KeyOf(topic, occasion)
            : delivery.Length > 0 ? Delivery.KeyOf(topic, "delivery", delivery)
            : Delivery.KeyOf(topic, "body", Convert.ToHexStringLower(SHA256.HashData(body)));
        return new Delivery(key, topic, ForeignText.Plain(headers["X-Shopify-Order-Id"].ToString()));
    }
}
