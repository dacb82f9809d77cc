using ControlTower.Playbook.Packing;

namespace ControlTower.Playbook.Documents;

/// <summary>A barcode as the widths of its bars and gaps, in modules; the first is a bar. Screens, papers and labels draw the same one.</summary>
/// <param name="Text">What stands under it.</param>
/// <param name="Symbols">Of Code 128, start and stop included; empty for an EAN.</param>
public sealed record Barcode(string Text, IReadOnlyList<int> Widths, IReadOnlyList<int> Symbols)
{
    /// <summary>Modules of white that a scanner wants on either side.</summary>
    public const int Quiet = 10;

    private const int EanDigits = 13;

    /// <summary>EAN: the gap and bar widths of each digit on the left, odd parity.</summary>
    private static readonly string[] s_ean = "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112".Split(' ');

    /// <summary>Which of the six digits on the left are of even parity: that tells the first digit, which has no bars.</summary>
    private static readonly string[] s_eanParity = "OOOOOO OOEOEE OOEEOE OOEEEO OEOOEE OEEOOE OEEEOO OEOEOE OEOEEO OEEOEO".Split(' ');

    /// <summary>Without the white beside it.</summary>
    public int Modules => Widths.Sum();

    /// <summary>Code 128: printable ASCII.</summary>
    /// <exception cref="ArgumentException">Something else stands in it.</exception>
    public static Barcode Code128(string text) => Of(text, Documents.Code128.SymbolsOf(text));

    /// <summary>GS1-128 with application identifier (00): the number of a parcel.</summary>
    /// <param name="sscc">18 digits with the right check digit.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Barcode OfSscc(string sscc) => Sscc.IsValid(sscc)
        ? Of($"(00){sscc}", Documents.Code128.SymbolsOfGs1($"00{sscc}"))
        : throw new ArgumentException("An SSCC has 18 digits with the right check digit.", nameof(sscc));

    /// <param name="digits">13 with the right check digit.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Barcode Ean13(string digits)
    {
        if (digits.Length != EanDigits || !digits.All(char.IsAsciiDigit) || CheckOf(digits) != digits[^1])
        {
            throw new ArgumentException("An EAN-13 has 13 digits with the right check digit.", nameof(digits));
        }

        var parity = s_eanParity[digits[0] - '0'];
        var left = Enumerable.Range(0, 6).SelectMany(at => parity[at] == 'O' ? s_ean[digits[at + 1] - '0'] : s_ean[digits[at + 1] - '0'].Reverse());
        var right = Enumerable.Range(7, 6).SelectMany(at => s_ean[digits[at] - '0']);
        return new(digits, [.. "111".Concat(left).Concat("11111").Concat(right).Concat("111").Select(width => width - '0')], []);
    }

    private static Barcode Of(string text, IReadOnlyList<int> symbols) => new(text, Documents.Code128.WidthsOf(symbols), symbols);

    private static char CheckOf(string digits) =>
        (char)('0' + ((10 - (digits.Take(EanDigits - 1).Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum() % 10)) % 10));
}
