using System.Globalization;

namespace ControlTower.Playbook.Documents;

/// <summary>
/// Code 128 by ISO/IEC 15417, as symbols: start, data, check, stop. What is drawn as bars and what is written for a printer come from the
/// same symbols, so that both are the same code.
/// </summary>
public static class Code128
{
    public const int StartB = 104;
    public const int StartC = 105;

    /// <summary>From here on single letters.</summary>
    public const int ToB = 100;

    /// <summary>From here on pairs of digits.</summary>
    public const int ToC = 99;

    /// <summary>First in a GS1-128: what follows is a GS1 element and no text of ours.</summary>
    public const int Fnc1 = 102;

    public const int Stop = 106;
    private const int CheckModulus = 103;

    /// <summary>Symbol → widths of three bars and three gaps; the last is the stop, with its final bar.</summary>
    private static readonly string[] s_patterns = (
        "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
        + "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
        + "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
        + "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
        + "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112").Split(' ');

    /// <summary>Every pattern, for tests.</summary>
    public static IReadOnlyList<string> Patterns => s_patterns;

    /// <param name="text">Printable ASCII; pairs of digits at the beginning or the end take half the room.</param>
    /// <exception cref="ArgumentException">Something else stands in it.</exception>
    public static IReadOnlyList<int> SymbolsOf(string text)
    {
        if (!CanHold(text))
        {
            throw new ArgumentException("Code 128 takes printable ASCII here.", nameof(text));
        }

        List<int> symbols = [];
        var isPairs = false;
        for (var at = 0; at < text.Length;)
        {
            var digits = DigitsFrom(text, at);
            var takesPairs = isPairs ? digits >= 2 : digits % 2 == 0 && digits >= (at == 0 || at + digits == text.Length ? 4 : 6);
            if (symbols.Count == 0 || takesPairs != isPairs)
            {
                symbols.Add(symbols.Count == 0 ? (takesPairs ? StartC : StartB) : takesPairs ? ToC : ToB);
                isPairs = takesPairs;
            }

            symbols.Add(isPairs ? Pair(text, at) : text[at] - ' ');
            at += isPairs ? 2 : 1;
        }

        return Ended(symbols);
    }

    /// <summary>GS1-128 of one element whose application identifier and value are an even number of digits, such as the SSCC.</summary>
    public static IReadOnlyList<int> SymbolsOfGs1(string digits)
    {
        if (digits.Length == 0 || digits.Length % 2 != 0 || !digits.All(char.IsAsciiDigit))
        {
            throw new ArgumentException("This element is an even number of digits.", nameof(digits));
        }

        return Ended([StartC, Fnc1, .. Enumerable.Range(0, digits.Length / 2).Select(at => Pair(digits, at * 2))]);
    }

    /// <summary>Whether a scanner can type it.</summary>
    public static bool CanHold(string text) => text.Length > 0 && text.All(letter => letter is >= ' ' and <= '~');

    public static IReadOnlyList<int> WidthsOf(IReadOnlyList<int> symbols) =>
        [.. symbols.SelectMany(symbol => s_patterns[symbol]).Select(width => width - '0')];

    private static List<int> Ended(List<int> symbols)
    {
        symbols.Add(symbols.Select((symbol, place) => symbol * Math.Max(1, place)).Sum() % CheckModulus);
        symbols.Add(Stop);
        return symbols;
    }

    private static int Pair(string text, int at) => int.Parse(text.AsSpan(at, 2), CultureInfo.InvariantCulture);

    private static int DigitsFrom(string text, int at) => text.Skip(at).TakeWhile(char.IsAsciiDigit).Count();
}
