using ControlTower.Playbook.Documents;
using SkiaSharp;

namespace ControlTower.Documents;

/// <summary>
/// A4 pages that are written from the side where the language begins: what is placed is said for English, and stands mirrored in Arabic.
/// Points of 1/72 inch.
/// </summary>
internal sealed class PaperSheet(SKDocument document, bool isRightToLeft) : IDisposable
{
    public const float Width = 595;
    public const float Height = 842;
    public const float Margin = 48;

    public static readonly SKColor Ink = new(0x12, 0x17, 0x1E);
    public static readonly SKColor Soft = new(0x47, 0x50, 0x5D);
    private static readonly SKColor s_line = new(0xC6, 0xCC, 0xD5);

    private readonly SKPaint _paint = new();
    private SKCanvas? _canvas;

    public int Page { get; private set; }

    public void NextPage()
    {
        EndPage();
        _canvas = document.BeginPage(Width, Height);
        Page++;
    }

    /// <param name="x">From the side where the language begins, as the room is.</param>
    /// <param name="isAtEnd">At the far side of its room, as figures stand.</param>
    public void Text(string text, float x, float y, float width, float size, bool isBold = false, bool isAtEnd = false, SKColor? colour = null)
    {
        var fitting = TextFit.Cut(TextFit.Clean(text), size, isBold, width);
        var line = ShapedLine.Of(fitting, size, isBold, BidiRuns.IsRightToLeft(fitting));
        _paint.Color = colour ?? Ink;
        line.Draw(_canvas!, Left(x, width) + (isAtEnd == isRightToLeft ? 0 : width - line.Width), y, size, _paint);
    }

    /// <returns>Where the next line begins.</returns>
    public float Wrapped(string text, float x, float y, float width, float size, int linesMax, bool isBold = false, SKColor? colour = null)
    {
        foreach (var line in TextFit.Wrap(text, size, isBold, width, linesMax))
        {
            Text(line, x, y, width, size, isBold, colour: colour);
            y += size * 1.35f;
        }

        return y;
    }

    public void Rule(float y, float x = Margin, float width = Width - (2 * Margin), float thick = 0.75f)
    {
        _paint.Color = thick > 1 ? Ink : s_line;
        _canvas!.DrawRect(Left(x, width), y, width, thick, _paint);
    }

    /// <summary>A code is never mirrored: a scanner reads it from either side, and people its text from the left.</summary>
    public void Bars(Barcode code, float x, float y, float module, float height)
    {
        var width = code.Modules * module;
        _paint.Color = SKColors.Black;
        LabelPdf.Bars(code, Left(x, width), y, module, height, _canvas!, _paint);
        Text(code.Text, x, y + height + 4, width, 9);
    }

    public void Dispose()
    {
        EndPage();
        _paint.Dispose();
    }

    private float Left(float x, float width) => isRightToLeft ? Width - x - width : x;

    private void EndPage()
    {
        if (_canvas is not null)
        {
            document.EndPage();
            _canvas.Dispose();
            _canvas = null;
        }
    }
}
