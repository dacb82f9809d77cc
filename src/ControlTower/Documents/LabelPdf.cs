using ControlTower.Playbook.Documents;
using SkiaSharp;

namespace ControlTower.Documents;

/// <summary>A label as a PDF page of 4 × 6 inches. Its bars are rectangles on whole dots of a 203 dpi printer, so that no printer blurs them.</summary>
public static class LabelPdf
{
    private const float PointsPerInch = 72;

    /// <exception cref="ArgumentException">The tracking number or the SSCC is none that can be printed as bars.</exception>
    public static byte[] Draw(ParcelLabel label) => Draw([label]);

    /// <summary>A page for each, in this order.</summary>
    public static byte[] Draw(IReadOnlyList<ParcelLabel> labels)
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file))
        {
            foreach (var layout in labels.Select(label => LabelLayout.Of(label)))
            {
                var scale = PointsPerInch / LabelLayout.Dots203;
                using var canvas = document.BeginPage(layout.Width * scale, layout.Height * scale);
                canvas.Scale(scale);
                using var ink = new SKPaint { Color = SKColors.Black };
                foreach (var part in layout.Parts)
                {
                    Draw(canvas, part, ink);
                }

                document.EndPage();
            }

            document.Close();
        }

        return file.ToArray();
    }

    private static void Draw(SKCanvas canvas, LabelPart part, SKPaint ink)
    {
        switch (part)
        {
            case TextPart text:
                var line = ShapedLine.Of(text.Text, text.Size, text.IsBold, BidiRuns.IsRightToLeft(text.Text));
                line.Draw(canvas, text.X + Shift(text, line.Width), text.Y, text.Size, ink);
                break;
            case BarsPart bars:
                Bars(bars.Code, bars.X, bars.Y, bars.Module, bars.Height, canvas, ink);
                break;
            case SquarePart square:
                for (var row = 0; row < square.IsBlack.Count; row++)
                {
                    for (var column = 0; column < square.IsBlack.Count; column++)
                    {
                        if (square.IsBlack[row][column])
                        {
                            canvas.DrawRect(square.X + (column * square.Module), square.Y + (row * square.Module), square.Module, square.Module, ink);
                        }
                    }
                }

                break;
            case BoxPart box:
                Box(canvas, box, ink);
                break;
        }
    }

    internal static void Bars(Barcode code, float x, float y, float module, float height, SKCanvas canvas, SKPaint ink)
    {
        for (var at = 0; at < code.Widths.Count; x += code.Widths[at++] * module)
        {
            if (at % 2 == 0)
            {
                canvas.DrawRect(x, y, code.Widths[at] * module, height, ink);
            }
        }
    }

    internal static float Shift(TextPart text, float width) => text.Side switch
    {
        TextSide.Left => 0,
        TextSide.Centre => (text.Width - width) / 2,
        TextSide.Right => text.Width - width,
    };

    private static void Box(SKCanvas canvas, BoxPart box, SKPaint ink)
    {
        if (box.Line >= box.Height)
        {
            canvas.DrawRect(box.X, box.Y, box.Width, box.Height, ink);
            return;
        }

        using var outline = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke, StrokeWidth = box.Line };
        canvas.DrawRect(box.X + (box.Line / 2f), box.Y + (box.Line / 2f), box.Width - box.Line, box.Height - box.Line, outline);
    }
}
