using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>
/// GS1's article numbers: GTIN-8, 12 (UPC-A), 13 (EAN) and 14 are compared after padding to 14 digits, so a scanner that drops UPC-A's
/// leading zero still means the same article.
/// </summary>
public static class Gtin
{
    private const int Digits = 14;

    /// <returns>14 digits, or null when the text is no GTIN or its check digit is wrong.</returns>
    public static string? Find(string? scanned)
    {
        var text = TextFolding.Fold(scanned ?? "");
        if (text.Length is not (8 or 11 or 12 or 13 or 14) || !text.All(char.IsAsciiDigit))
        {
            return null;
        }

        var padded = text.PadLeft(Digits, '0');
        return CheckDigitOf(padded[..^1]) == padded[^1] - '0' ? padded : null;
    }

    /// <summary>Weights 3 and 1 alternate from the right (GS1 General Specifications, section 7.9).</summary>
    public static int CheckDigitOf(string digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            sum += (digits[^(at + 1)] - '0') * (at % 2 == 0 ? 3 : 1);
        }

        return (10 - (sum % 10)) % 10;
    }
}
