using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ControlTower.Access;

/// <summary>Proves that a body was sent by one who knows the secret. A store may have two, while one replaces the other.</summary>
internal static class Signatures
{
    /// <summary>
    /// Compares the text that was sent with the only text that is right, in a time that tells nothing; so another spelling of the
    /// same bytes (base64url, other padding, other case) is wrong as well.
    /// </summary>
    public static bool IsRight(string? sent, IReadOnlyList<string> secrets, Func<string, string> rightBy)
    {
        if (string.IsNullOrEmpty(sent) || sent.Length > 200)
        {
            return false;
        }

        var given = Encoding.UTF8.GetBytes(sent);
        var isRight = false;
        foreach (var secret in secrets)
        {
            isRight |= secret.Length > 0 && CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(rightBy(secret)));
        }

        return isRight;
    }

    public static byte[] HmacSha256(string secret, byte[] body) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body);
}

/// <summary>X-Hub-Signature-256 of Meta (WhatsApp): hex over the raw body with the app secret.</summary>
public static class MetaSignature
{
    public static bool IsRight(ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets)
    {
        var bytes = body.ToArray();
        return Signatures.IsRight(header, secrets, secret => "sha256=" + Convert.ToHexStringLower(Signatures.HmacSha256(secret, bytes)));
    }
}

/// <summary>X-Hmac-Signature of EasyPost: hex over the raw body; the secret is taken in its compatibility decomposition (NFKD).</summary>
public static class EasyPostSignature
{
    public static bool IsRight(ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets)
    {
        var bytes = body.ToArray();
        return Signatures.IsRight(
            header,
            secrets,
            secret => "hmac-sha256-hex=" + Convert.ToHexStringLower(Signatures.HmacSha256(secret.Normalize(NormalizationForm.FormKD), bytes)));
    }
}

/// <summary>X-Twilio-Signature: base64 over the exact public address with its query, then each distinct key and value, by key.</summary>
public static class TwilioSignature
{
    // SHA-1 is what Twilio signs with; as a MAC it still holds.
#pragma warning disable CA5350
    public static bool IsRight(string publicUrl, ReadOnlySpan<byte> form, string? header, IReadOnlyList<string> tokens)
    {
        var signed = Encoding.UTF8.GetBytes(publicUrl + Flatten(form));
        return Signatures.IsRight(header, tokens, token => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), signed)));
    }
#pragma warning restore CA5350

    private static string Flatten(ReadOnlySpan<byte> form)
    {
        var pairs = Encoding.UTF8.GetString(form).Trim('\r', '\n').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Key: WebUtility.UrlDecode(pair[0]), Value: pair.Length == 2 ? WebUtility.UrlDecode(pair[1]) : ""))
            .Distinct()
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal);
        return string.Concat(pairs.Select(pair => pair.Key + pair.Value));
    }
}
