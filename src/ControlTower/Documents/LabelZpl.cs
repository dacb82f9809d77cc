using System.Globalization;
using System.Text;
using ControlTower.Playbook.Documents;

namespace ControlTower.Documents;

/// <summary>
/// A label in Zebra's language, for a printer of 203 or 300 dots to the inch. Latin words are the printer's own letters, Arabic ones a bitmap,
/// since no printer shapes them; each field is named by a comment before it. ZPL II Programming Guide.
/// </summary>
public static class LabelZpl
{
    /// <summary>Letters of the printer's own typeface that a code page of UTF-8 (^CI28) has for certain.</summary>
    private const char LatinMax = '\u017F';

    /// <param name="dpi">203 or 300.</param>
    /// <exception cref="ArgumentException">The tracking number or the SSCC is none that can be printed as bars.</exception>
    public static string Write(ParcelLabel label, int dpi = LabelLayout.Dots203)
    {
        if (dpi is not (LabelLayout.Dots203 or LabelLayout.Dots300))
        {
            throw new ArgumentOutOfRangeException(nameof(dpi), dpi, "A label printer has 203 or 300 dots to the inch.");
        }

        var layout = LabelLayout.Of(label, dpi);
        var zpl = new StringBuilder("^XA^CI28^LH0,0");
        zpl.Append(CultureInfo.InvariantCulture, $"^PW{layout.Width}^LL{layout.Height}\n");
        foreach (var part in layout.Parts)
        {
            zpl.Append("^FX ").Append(part.Field).Append("^FS");
            Write(part, zpl);
            zpl.Append('\n');
        }

        return zpl.Append("^PQ1^XZ\n").ToString();
    }

    private static void Write(LabelPart part, StringBuilder zpl)
    {
        switch (part)
        {
            case TextPart { Text: var words } text when words.All(letter => letter <= LatinMax):
                var side = text.Side switch { TextSide.Left => 'L', TextSide.Centre => 'C', TextSide.Right => 'R' };
                zpl.Append(CultureInfo.InvariantCulture, $"^FO{text.X},{text.Y}^A0N,{text.Size},{text.Size * (text.IsBold ? 9 : 8) / 10}^FB{text.Width},1,0,{side}^FH^FD{Escape(words)}^FS");
                break;
            case TextPart text:
                var drawn = ZplBitmap.Of(text.Text, text.Size, text.IsBold);
                zpl.Append(CultureInfo.InvariantCulture, $"^FO{Math.Max(0, text.X + (int)LabelPdf.Shift(text, drawn.Width))},{text.Y - (text.Size / 8)}{drawn.ToField()}");
                break;
            case BarsPart bars:
                zpl.Append(CultureInfo.InvariantCulture, $"^FO{bars.X},{bars.Y}^BY{bars.Module}^BCN,{bars.Height},N,N,N^FH^FD{Spell(bars.Code.Symbols)}^FS");
                break;
            case SquarePart square:
                zpl.Append(CultureInfo.InvariantCulture, $"^FO{square.X},{square.Y}{ZplBitmap.Of(square).ToField()}");
                break;
            case BoxPart box:
                zpl.Append(CultureInfo.InvariantCulture, $"^FO{box.X},{box.Y}^GB{box.Width},{box.Height},{box.Line}^FS");
                break;
        }
    }

    /// <summary>The symbols one by one, in the printer's notation: it then has nothing to choose. It adds check and stop itself.</summary>
    private static string Spell(IReadOnlyList<int> symbols)
    {
        var (text, isPairs) = (new StringBuilder(), symbols[0] == Code128.StartC);
        text.Append(isPairs ? ">;" : ">:");
        foreach (var symbol in symbols.Skip(1).SkipLast(2))
        {
            text.Append(symbol switch
            {
                Code128.Fnc1 => ">8",
                Code128.ToC when !isPairs => ">5",
                Code128.ToB when isPairs => ">6",
                _ when isPairs => symbol.ToString("00", CultureInfo.InvariantCulture),
                '>' - ' ' => ">0",
                '^' - ' ' => "><",
                '~' - ' ' => ">=",
                '_' - ' ' => "_5F",
                _ => ((char)(symbol + ' ')).ToString(),
            });
            isPairs = symbol switch { Code128.ToC when !isPairs => true, Code128.ToB when isPairs => false, _ => isPairs };
        }

        return text.ToString();
    }

    /// <summary>Nothing that somebody typed into an address is a command to the printer.</summary>
    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            safe.Append(letter switch { '^' => "_5E", '~' => "_7E", '_' => "_5F", '\\' => "_5C", _ => letter.ToString() });
        }

        return safe.ToString();
    }
}
