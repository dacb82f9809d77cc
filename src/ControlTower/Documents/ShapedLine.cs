using ControlTower.Playbook.Documents;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace ControlTower.Documents;

/// <summary>One line of text as glyphs in their places: directions told apart first, then each stretch shaped with the face that has its letters.</summary>
/// <param name="Width">In the unit of the size that it was shaped for.</param>
internal sealed record ShapedLine(IReadOnlyList<ShapedRun> Runs, float Width)
{
    /// <summary>Arabic vowels and Latin accents stay within it.</summary>
    private const float BaselineShare = 0.8f;

    public static ShapedLine Of(string text, float size, bool isBold, bool isRightToLeft)
    {
        List<ShapedRun> runs = [];
        var x = 0f;
        foreach (var run in BidiRuns.Of(text, isRightToLeft))
        {
            var pieces = ByFace(text, run, isBold);
            foreach (var (face, start, length) in run.IsRightToLeft ? pieces.AsEnumerable().Reverse() : pieces)
            {
                var shaped = Shape(text.AsSpan(start, length), face, size, run.IsRightToLeft, x);
                runs.Add(shaped.Run);
                x = shaped.End;
            }
        }

        return new(runs, x);
    }

    /// <param name="y">Top of the line, which is as high as the size.</param>
    public void Draw(SKCanvas canvas, float x, float y, float size, SKPaint paint)
    {
        foreach (var run in Runs)
        {
            using var font = new SKFont(run.Face.Drawn, size) { Subpixel = true, Hinting = SKFontHinting.None };
            using var words = new SKTextBlobBuilder();
            words.AddPositionedRun(run.Glyphs, font, run.Places);
            using var blob = words.Build();
            if (blob is not null)
            {
                canvas.DrawText(blob, x, y + (size * BaselineShare), paint);
            }
        }
    }

    private static List<(Face Face, int Start, int Length)> ByFace(string text, BidiRun run, bool isBold)
    {
        List<(Face Face, int Start, int Length)> pieces = [];
        var isArabic = run.IsRightToLeft;
        for (var at = run.Start; at < run.Start + run.Length; at++)
        {
            // A space and its like stay with the letters before them, so that a sentence is not cut at each word.
            isArabic = BidiRuns.IsArabic(text[at]) || (isArabic && !char.IsLetterOrDigit(text[at]) && Face.Of(true, isBold).Has(text[at]));
            var face = Face.Of(isArabic, isBold);
            if (pieces.Count > 0 && pieces[^1].Face == face)
            {
                pieces[^1] = pieces[^1] with { Length = pieces[^1].Length + 1 };
            }
            else
            {
                pieces.Add((face, at, 1));
            }
        }

        return pieces;
    }

    private static (ShapedRun Run, float End) Shape(ReadOnlySpan<char> text, Face face, float size, bool isRightToLeft, float x)
    {
        using var buffer = new Buffer();
        buffer.AddUtf16(text);
        buffer.Direction = isRightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        buffer.GuessSegmentProperties();
        buffer.Direction = isRightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        face.Shaper.Shape(buffer);

        var (infos, positions, scale) = (buffer.GlyphInfos, buffer.GlyphPositions, size / face.UnitsPerEm);
        var (glyphs, places) = (new ushort[infos.Length], new SKPoint[infos.Length]);
        for (var at = 0; at < infos.Length; at++)
        {
            glyphs[at] = (ushort)infos[at].Codepoint;
            places[at] = new(x + (positions[at].XOffset * scale), -positions[at].YOffset * scale);
            x += positions[at].XAdvance * scale;
        }

        return (new(face, glyphs, places), x);
    }
}

/// <summary>Glyphs of one face, each with its place on the line.</summary>
internal sealed record ShapedRun(Face Face, ushort[] Glyphs, SKPoint[] Places);
