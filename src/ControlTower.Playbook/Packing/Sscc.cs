using ControlTower.Playbook.Inventory;

namespace ControlTower.Playbook.Packing;

/// <summary>
/// The serial shipping container code of a parcel: 18 digits that are unique in the world for years. GS1 General Specifications, 3.2:
/// extension digit, company prefix, serial, check digit (weights 3 and 1 from the right).
/// </summary>
public static class Sscc
{
    public const int Digits = 18;

    /// <summary>The demo company's; a real one is given by GS1.</summary>
    public const string Prefix = "06221033";

    /// <param name="serial">From 1; as many digits as the prefix leaves.</param>
    public static string Of(long serial, string prefix = Prefix)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(serial);
        var body = prefix + serial.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(Digits - 1 - prefix.Length, '0');
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, Digits - 1, nameof(serial));
        return body + Gtin.CheckDigitOf(body);
    }

    /// <returns>Whether these are 18 digits whose last one fits the others.</returns>
    public static bool IsValid(string text) =>
        text.Length == Digits && text.All(char.IsAsciiDigit) && text[^1] - '0' == Gtin.CheckDigitOf(text[..^1]);
}
