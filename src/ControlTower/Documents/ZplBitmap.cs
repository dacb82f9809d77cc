using System.Globalization;
using System.Text;
using ControlTower.Playbook.Documents;
using SkiaSharp;

namespace ControlTower.Documents;

/// <summary>Black dots for a printer: rows of whole bytes, a bit a dot.</summary>
internal sealed record ZplBitmap(int Width, int Height, byte[] Rows)
{
    /// <summary>Ink from here on: thinner strokes of small letters stay whole on a thermal print.</summary>
    private const byte InkMin = 96;

    public int BytesARow => (Width + 7) / 8;

    /// <summary>A line of text as tall as one and a half of its size: Arabic goes below the line, and above it.</summary>
    public static ZplBitmap Of(string text, int size, bool isBold)
    {
        var line = ShapedLine.Of(text, size, isBold, BidiRuns.IsRightToLeft(text));
        var info = new SKImageInfo(Math.Max(1, (int)Math.Ceiling(line.Width) + 2), size + (size / 2), SKColorType.Gray8, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        surface.Canvas.Clear(SKColors.White);
        line.Draw(surface.Canvas, 1, size / 8f, size, ink);
        using var pixels = surface.PeekPixels();
        return OfGrey(info.Width, info.Height, pixels.GetPixelSpan(), pixels.RowBytes);
    }

    public static ZplBitmap Of(SquarePart square)
    {
        var side = square.IsBlack.Count * square.Module;
        var bitmap = new ZplBitmap(side, side, new byte[(side + 7) / 8 * side]);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (square.IsBlack[y / square.Module][x / square.Module])
                {
                    bitmap.Blacken(x, y);
                }
            }
        }

        return bitmap;
    }

    public bool IsBlack(int x, int y) => (Rows[(y * BytesARow) + (x / 8)] & (0x80 >> (x % 8))) != 0;

    /// <summary>
    /// The field of a <c>^GFA</c>: hexadecimal digits with ZPL's own shortening (ZPL II Programming Guide, "alternative data compression
    /// scheme"): G to Y repeat the next digit 1 to 19 times, g to z 20 to 400 times, a comma ends a row that goes on white, a colon repeats
    /// the row before.
    /// </summary>
    public string ToField()
    {
        var (field, before) = (new StringBuilder(), "");
        for (var y = 0; y < Height; y++)
        {
            var row = Convert.ToHexString(Rows, y * BytesARow, BytesARow);
            if (row == before)
            {
                field.Append(':');
                continue;
            }

            before = row;
            var inked = row.TrimEnd('0');
            Shorten(inked, field);
            if (inked.Length < row.Length)
            {
                field.Append(',');
            }
        }

        var bytes = BytesARow * Height;
        return string.Create(CultureInfo.InvariantCulture, $"^GFA,{bytes},{bytes},{BytesARow},{field}^FS");
    }

    private static ZplBitmap OfGrey(int width, int height, ReadOnlySpan<byte> grey, int stride)
    {
        var bitmap = new ZplBitmap(width, height, new byte[(width + 7) / 8 * height]);
        for (var y = 0; y < height; y++)
        {
            var row = grey.Slice(y * stride, width);
            for (var x = 0; x < width; x++)
            {
                if (byte.MaxValue - row[x] >= InkMin)
                {
                    bitmap.Blacken(x, y);
                }
            }
        }

        return bitmap;
    }

    private void Blacken(int x, int y) => Rows[(y * BytesARow) + (x / 8)] |= (byte)(0x80 >> (x % 8));

    private static void Shorten(string digits, StringBuilder field)
    {
        for (var at = 0; at < digits.Length;)
        {
            var length = 1;
            while (at + length < digits.Length && digits[at + length] == digits[at])
            {
                length++;
            }

            var left = length;
            for (; left >= 400; left -= 400)
            {
                field.Append('z');
            }

            if (left >= 20)
            {
                field.Append((char)('g' + (left / 20) - 1));
                left %= 20;
            }

            if (left > 1 || (left == 1 && length > 1))
            {
                field.Append((char)('G' + left - 1));
            }

            field.Append(digits[at]);
            at += length;
        }
    }
}
