using System.Globalization;
using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Vocabulary;
using QRCoder;

namespace ControlTower.Documents;

/// <summary>
/// Where everything stands on a label of 4 × 6 inches, said once for every rendering. Figures are dots of a 203 dpi printer (8 to the
/// millimetre); for another density they are scaled, and the bars get the widest whole module that fits.
/// </summary>
internal sealed class LabelLayout
{
    public const int Dots203 = 203;
    public const int Dots300 = 300;

    private const int Margin = 28;
    private const int Width203 = 812;
    private const int Height203 = 1218;
    private const int ModuleMax = 4;

    /// <summary>Narrower bars are not read safely from a thermal print.</summary>
    private const int ModuleMin = 2;

    /// <summary>32 mm, as GS1 wants for a logistic label, and half a millimetre for the printer's slip.</summary>
    private const int SsccHeight = 260;

    private readonly int _dpi;
    private readonly List<LabelPart> _parts = [];

    private LabelLayout(int dpi) => _dpi = dpi;

    public IReadOnlyList<LabelPart> Parts => _parts;

    public int Width => Dots(Width203);

    public int Height => Dots(Height203);

    /// <exception cref="ArgumentException">The tracking number or the SSCC is none that can be printed as bars.</exception>
    public static LabelLayout Of(ParcelLabel label, int dpi = Dots203)
    {
        var layout = new LabelLayout(dpi);
        layout.Head(label);
        layout.From(label);
        layout.To(label);
        layout.Cash(label);
        layout.Bars("tracking", label.TrackingCode, 604, 200, label.Tracking);
        layout.Bars("sscc", label.SsccCode, 870, SsccHeight, label.SsccCode.Text);
        layout.Line("return", $"Return to: {label.ReturnTo}", Margin, 1176, 24, isBold: false, Width203 - (2 * Margin), TextSide.Centre);
        return layout;
    }

    private void Head(ParcelLabel label)
    {
        var (courier, size) = TextFit.Shrink(label.Courier.ToUpperInvariant(), isBold: true, Dots(420), Dots(60), Dots(46), Dots(34));
        Text("courier", courier, Margin, 24, size, isBold: true, 420, TextSide.Left);
        Line("service", label.Service ?? "", Margin, 86, 28, isBold: false, 420, TextSide.Left);
        Line("pieces", string.Create(CultureInfo.InvariantCulture, $"{label.Piece}/{label.Pieces}"), 624, 24, 60, isBold: true, 160, TextSide.Right);
        Line("weight", label.WeightGrams is { } grams ? (grams / 1000m).ToString("0.00", CultureInfo.InvariantCulture) + " kg" : "", 564, 86, 28, isBold: false, 220, TextSide.Right);
        Rule(126);
    }

    private void From(ParcelLabel label)
    {
        Caption("from", "FROM", "المرسل", 136);
        Line("date", label.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 564, 136, 26, isBold: false, 220, TextSide.Right);
        var address = string.Join(", ", new[] { label.Sender.Name }.Concat(label.Sender.Lines));
        Line("sender", label.Sender.Phone is { Length: > 0 } phone ? $"{address} · {phone}" : address, Margin, 164, 28, isBold: false, Width203 - (2 * Margin), SideOf(address));
        Rule(204);
    }

    /// <summary>What the driver reads at the door: as large as it fits.</summary>
    private void To(ParcelLabel label)
    {
        const int Room = 590;
        Caption("to", "TO", "المرسل إليه", 214);
        var (name, size) = TextFit.Shrink(label.Receiver.Name, isBold: true, Dots(Room), Dots(46), Dots(40), Dots(34));
        Text("receiver", name, Margin, 242, size, isBold: true, Room, SideOf(name));

        var (y, line) = (294, 0);
        foreach (var text in label.Receiver.Lines.SelectMany(one => TextFit.Wrap(one, Dots(34), isBold: false, Dots(Room), linesMax: 2)).Take(4))
        {
            Text($"address{++line}", text, Margin, y, Dots(34), isBold: false, Room, SideOf(text));
            y += 42;
        }

        Line("phone", label.Receiver.Phone ?? "", Margin, 466, 40, isBold: true, Room, TextSide.Left);
        Square("order", label.OrderCode, 640, 250, 144);
        Line("orderNumber", label.OrderNumber, 624, 404, 26, isBold: true, 164, TextSide.Centre);
    }

    private void Cash(ParcelLabel label)
    {
        _parts.Add(new BoxPart("cash", Dots(Margin), Dots(516), Dots(Width203 - (2 * Margin)), Dots(68), Dots(label.CashDue is null ? 2 : 6)));
        var (latin, arabic) = label.CashDue is { } due ? ($"COD {Spell(due)}", "الدفع عند الاستلام") : ("PREPAID", "مدفوع");
        Line("cashDue", latin, Margin + 20, 528, 44, isBold: label.CashDue is not null, 400, TextSide.Left);
        Line("cashDueArabic", arabic, 440, 528, 38, isBold: label.CashDue is not null, 324, TextSide.Right);
    }

    /// <summary>In both languages: it is read by drivers of either.</summary>
    private void Caption(string field, string latin, string arabic, int y)
    {
        Line(field, latin, Margin, y, 22, isBold: false, 80, TextSide.Left);
        Line(field + "Arabic", arabic, Margin + 80, y, 22, isBold: false, 200, TextSide.Left);
    }

    private static string Spell(Money due) => due.Amount.ToString("N" + Money.DigitsOf(due.Currency), CultureInfo.InvariantCulture) + " " + due.Currency;

    private void Bars(string field, Barcode code, int y, int height, string text)
    {
        var room = Width - (2 * Dots(8));
        var module = Math.Min(Dots(ModuleMax), room / (code.Modules + (2 * Barcode.Quiet)));
        if (module < Dots(ModuleMin))
        {
            throw new ArgumentException($"{code.Text.Length} characters are more than fit on the label as bars.", field);
        }

        _parts.Add(new BarsPart(field, (Width - (code.Modules * module)) / 2, Dots(y), code, module, (int)Math.Ceiling(height * _dpi / (double)Dots203)));
        Line(field + "Text", text, Margin, y + height + 8, 32, isBold: true, Width203 - (2 * Margin), TextSide.Centre);
    }

    private void Square(string field, string text, int x, int y, int room)
    {
        using var maker = new QRCodeGenerator();
        using var code = maker.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        const int White = 4; // the generator draws the quiet zone around it
        IReadOnlyList<IReadOnlyList<bool>> rows = [.. code.ModuleMatrix.Cast<System.Collections.BitArray>().Skip(White).SkipLast(White)
            .Select(row => (IReadOnlyList<bool>)[.. row.Cast<bool>().Skip(White).SkipLast(White)])];
        var module = Dots(room) / rows.Count;
        _parts.Add(new SquarePart(field, Dots(x) + ((Dots(room) - (module * rows.Count)) / 2), Dots(y), text, rows, module));
    }

    private void Rule(int y) => _parts.Add(new BoxPart("rule", Dots(Margin), Dots(y), Dots(Width203 - (2 * Margin)), Dots(3), Dots(3)));

    private void Line(string field, string text, int x, int y, int size, bool isBold, int width, TextSide side) =>
        Text(field, TextFit.Cut(TextFit.Clean(text), Dots(size), isBold, Dots(width)), x, y, Dots(size), isBold, width, side);

    /// <param name="size">In the printer's dots already.</param>
    private void Text(string field, string text, int x, int y, int size, bool isBold, int width, TextSide side)
    {
        if (text.Length > 0)
        {
            _parts.Add(new TextPart(field, Dots(x), Dots(y), text, size, isBold, Dots(width), side));
        }
    }

    private static TextSide SideOf(string text) => BidiRuns.IsRightToLeft(text) ? TextSide.Right : TextSide.Left;

    private int Dots(int at203) => at203 * _dpi / Dots203;
}
