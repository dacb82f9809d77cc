using System.Net;
using ControlTower.Access;

namespace ControlTower.Intake.Channels.WooCommerce;

/// <summary>X-WC-Webhook-Signature: base64 of HMAC-SHA256 over the raw body.</summary>
public static class WooCommerceSignature
{
    public const string Header = "X-WC-Webhook-Signature";

    /// <param name="secrets">As the shop's settings page shows them; the shop decodes HTML entities before it signs, so we do.</param>
    public static bool IsRight(ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets)
    {
        var bytes = body.ToArray();
        return Signatures.IsRight(header, secrets, secret => Convert.ToBase64String(Signatures.HmacSha256(WebUtility.HtmlDecode(secret), bytes)));
    }
}
