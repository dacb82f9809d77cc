using ControlTower.Access;

namespace ControlTower.Intake.Channels.Shopify;

/// <summary>X-Shopify-Hmac-SHA256: base64 of HMAC-SHA256 over the raw body, with the app's client secret.</summary>
public static class ShopifySignature
{
    public const string Header = "X-Shopify-Hmac-SHA256";

    public static bool IsRight(ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets)
    {
        var bytes = body.ToArray();
        return Signatures.IsRight(header, secrets, secret => Convert.ToBase64String(Signatures.HmacSha256(secret, bytes)));
    }
}
