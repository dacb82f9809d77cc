using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ControlTower.Access;

/// <summary>Secrets that the tower gives out once and keeps only as their hash: machine keys and set-up links.</summary>
/// <remarks>They are random, so a plain hash is enough: there is nothing to guess that a slow one would protect.</remarks>
public static class KeySecret
{
    private const int Bytes = 32;

    /// <summary>43 characters that may stand in an address; <paramref name="prefix"/> says to whoever finds one what it is.</summary>
    public static string Make(string prefix = "") => prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
