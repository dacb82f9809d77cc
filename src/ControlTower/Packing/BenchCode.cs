using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>
/// A code as a scanner sends it: with the scanner's own prefix (<c>]C1</c>), GS1's application identifiers, digits of any script. Printed codes
/// carry their kind (<c>TOTE-</c>, <c>ORD-</c>); typed ones may come without.
/// </summary>
public static class BenchCode
{
    public const string TotePrefix = "TOTE-";
    private const char GroupSeparator = '\u001d';

    /// <summary>Without what a scanner puts before a code; codes are compared in capitals.</summary>
    public static string Clean(string raw)
    {
        var text = TextFolding.WesternDigits(raw).Trim().Trim(GroupSeparator);
        text = text is [']', _, _, ..] ? text[3..] : text;
        return text.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).TrimStart(GroupSeparator).ToUpperInvariant();
    }

    /// <returns>The number of a parcel, with or without its identifier 00; null where it is none.</returns>
    public static string? Sscc(string clean)
    {
        var text = clean.Length == Playbook.Packing.Sscc.Digits + 2 && clean.StartsWith("00", StringComparison.Ordinal) ? clean[2..] : clean;
        return Playbook.Packing.Sscc.IsValid(text) ? text : null;
    }

    /// <returns>14 digits, with or without the identifier 01 and whatever follows; null where it is no article's number.</returns>
    public static string? GtinOf(string clean) =>
        Gtin.Find(clean) ?? (clean.StartsWith("01", StringComparison.Ordinal) && clean.Length >= 16 ? Gtin.Find(clean[2..16]) : null);

    public static string Tote(string clean) => clean.StartsWith(TotePrefix, StringComparison.Ordinal) ? clean[TotePrefix.Length..] : clean;
}
