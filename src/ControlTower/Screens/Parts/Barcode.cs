using System.Globalization;

namespace ControlTower.Screens.Parts;

/// <summary>A barcode as the widths of its bars and gaps, in modules; the first is a bar.</summary>
/// <param name="Text">What stands under it, and what a scanner reads.</param>
public sealed record Barcode(string Text, IReadOnlyList<int> Widths)
{
    private const int StartB = 104;
    private const int StartC = 105;
    private const int ToB = 100;
    private const int ToC = 99;
    private const int Stop = 106;
    private const int CheckModulus = 103;
    private const int EanDigits = 13;

    /// <summary>Code 128: value → widths of three bars and three gaps; the last is the stop, with its final bar.</summary>
    private static readonly string[] s_code128 = (
        "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
        + "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
        + "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
        + "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
        + "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112").Split(' ');

    /// <summary>EAN: the gap and bar widths of each digit on the left, odd parity.</summary>
    private static readonly string[] s_ean = "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112".Split(' ');

    /// <summary>Which of the six digits on the left are of even parity: that tells the first digit, which has no bars.</summary>
    private static readonly string[] s_eanParity = "OOOOOO OOEOEE OOEEOE OOEEEO OEOOEE OEEOOE OEEEOO OEOEOE OEOEEO OEEOEO".Split(' ');

    public int Modules => Widths.Sum();

    /// <summary>Every pattern of Code 128, for tests.</summary>
    public static IReadOnlyList<string> Patterns => s_code128;

    /// <summary>Code 128: printable ASCII; pairs of digits at the beginning or the end take half the room.</summary>
    /// <exception cref="ArgumentException">Something else stands in it.</exception>
    public static Barcode Code128(string text)
    {
        if (text.Length == 0 || text.Any(letter => letter is < ' ' or > '~'))
        {
            throw new ArgumentException("Code 128 takes printable ASCII here.", nameof(text));
        }

        List<int> values = [];
        var isPairs = false;
        for (var at = 0; at < text.Length;)
        {
            var digits = DigitsFrom(text, at);
            var takesPairs = isPairs ? digits >= 2 : digits % 2 == 0 && digits >= (at == 0 || at + digits == text.Length ? 4 : 6);
            if (values.Count == 0 || takesPairs != isPairs)
            {
                values.Add(values.Count == 0 ? (takesPairs ? StartC : StartB) : takesPairs ? ToC : ToB);
                isPairs = takesPairs;
            }

            values.Add(isPairs ? int.Parse(text.AsSpan(at, 2), CultureInfo.InvariantCulture) : text[at] - ' ');
            at += isPairs ? 2 : 1;
        }

        values.Add(values.Select((value, place) => value * Math.Max(1, place)).Sum() % CheckModulus);
        values.Add(Stop);
        return new(text, [.. values.SelectMany(value => s_code128[value]).Select(width => width - '0')]);
    }

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
        return new(digits, [.. "111".Concat(left).Concat("11111").Concat(right).Concat("111").Select(width => width - '0')]);
    }

    private static char CheckOf(string digits) =>
        (char)('0' + ((10 - (digits.Take(EanDigits - 1).Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 1 : 3)).Sum() % 10)) % 10));

    private static int DigitsFrom(string text, int at) => text.Skip(at).TakeWhile(char.IsAsciiDigit).Count();
}
