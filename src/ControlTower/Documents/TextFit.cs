using ControlTower.Playbook.Documents;

namespace ControlTower.Documents;

/// <summary>Brings text into the room that there is: broken at spaces, at most so many lines, and what is still too long ends with an ellipsis.</summary>
internal static class TextFit
{
    private const string Ellipsis = "…";

    public static float Width(string text, float size, bool isBold = false) => ShapedLine.Of(text, size, isBold, BidiRuns.IsRightToLeft(text)).Width;

    public static IReadOnlyList<string> Wrap(string text, float size, bool isBold, float width, int linesMax)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length == 0 || Width(longer, size, isBold) <= width)
            {
                line = longer;
                continue;
            }

            if (lines.Count == linesMax - 1)
            {
                return [.. lines, Cut(longer, size, isBold, width)];
            }

            lines.Add(Cut(line, size, isBold, width));
            line = word;
        }

        return line.Length == 0 ? lines : [.. lines, Cut(line, size, isBold, width)];
    }

    /// <summary>The largest of the sizes in which it fits on one line; in the smallest it is cut.</summary>
    public static (string Text, int Size) Shrink(string text, bool isBold, float width, params ReadOnlySpan<int> sizes)
    {
        var clean = Clean(text);
        foreach (var size in sizes)
        {
            if (Width(clean, size, isBold) <= width)
            {
                return (clean, size);
            }
        }

        return (Cut(clean, sizes[^1], isBold, width), sizes[^1]);
    }

    public static string Cut(string text, float size, bool isBold, float width)
    {
        if (Width(text, size, isBold) <= width)
        {
            return text;
        }

        var (fits, tooLong) = (0, text.Length);
        while (tooLong - fits > 1)
        {
            var half = (fits + tooLong) / 2;
            (fits, tooLong) = Width(text[..half].TrimEnd() + Ellipsis, size, isBold) <= width ? (half, tooLong) : (fits, half);
        }

        return text[..(fits > 0 && char.IsHighSurrogate(text[fits - 1]) ? fits - 1 : fits)].TrimEnd() + Ellipsis;
    }

    /// <summary>One line without what no printer can show.</summary>
    public static string Clean(string text) =>
        new([.. text.Select(letter => char.IsWhiteSpace(letter) ? ' ' : letter).Where(letter => !char.IsControl(letter) && char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format)]);
}
