using System.Security.Cryptography;
using System.Text;

namespace ControlTower.Intake.Channels;

/// <summary>One delivery of a webhook, before anybody reads its body.</summary>
/// <param name="DedupeKey">With the store it names the delivery: the same key is the same message sent again.</param>
/// <param name="Topic">As the shop spells it; empty where it sends none.</param>
/// <param name="ExternalId">The order's id, where a header tells it.</param>
/// <param name="IsPing">The shop tries the address: answered 200, unsigned, and nothing is kept.</param>
public sealed record Delivery(string DedupeKey, string Topic, string? ExternalId, bool IsPing = false)
{
    private const int KeyCharsMax = 200;

    /// <summary>Joins the parts; a key that would not fit its column is replaced by its hash.</summary>
    internal static string KeyOf(params ReadOnlySpan<string> parts)
    {
        var key = string.Join(':', parts);
        return key.Length <= KeyCharsMax ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
