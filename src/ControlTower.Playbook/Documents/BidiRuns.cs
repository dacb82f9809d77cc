namespace ControlTower.Playbook.Documents;

/// <summary>A stretch of a line that is read in one direction.</summary>
/// <param name="Start">In the text as it is stored.</param>
public readonly record struct BidiRun(int Start, int Length, bool IsRightToLeft);

/// <summary>
/// A line's stretches from left to right, by the Unicode bidirectional algorithm (UAX 9: W1–W7, N1, N2, L2; no embeddings, since addresses
/// hold none). A shaper alone turns a house number round: ١٢ before an Arabic street would be read as ٢١.
/// </summary>
public static class BidiRuns
{
    private enum Kind { Left, Right, Arabic, EuropeanNumber, ArabicNumber, Separator, CommonSeparator, Terminator, Mark, Neutral }

    /// <param name="isRightToLeft">Of the whole line.</param>
    /// <returns>As they are seen, the leftmost first.</returns>
    public static IReadOnlyList<BidiRun> Of(string text, bool isRightToLeft)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var kinds = text.Select(KindOf).ToArray();
        ResolveWeak(kinds, isRightToLeft);
        ResolveNeutral(kinds, isRightToLeft);
        return InSight([.. kinds.Select(kind => LevelOf(kind, isRightToLeft))]);
    }

    /// <summary>Whether a text begins in Arabic: then a line of it is read from the right.</summary>
    public static bool IsRightToLeft(string text) =>
        text.Select(KindOf).FirstOrDefault(kind => kind is Kind.Left or Kind.Right or Kind.Arabic) is Kind.Right or Kind.Arabic;

    public static bool IsArabic(char letter) => letter is (>= '\u0600' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFF');

    private static Kind KindOf(char letter) => letter switch
    {
        >= '0' and <= '9' or (>= '\u06F0' and <= '\u06F9') => Kind.EuropeanNumber,
        (>= '\u0660' and <= '\u0669') or '\u066B' or '\u066C' => Kind.ArabicNumber,
        '+' or '-' => Kind.Separator,
        '.' or ',' or '/' or ':' or '\u060C' or '\u00A0' => Kind.CommonSeparator,
        '%' or '#' or '$' or '€' or '°' or '\u066A' => Kind.Terminator,
        (>= '\u0300' and <= '\u036F') or (>= '\u064B' and <= '\u065F') or '\u0670' => Kind.Mark,
        >= '\u0590' and <= '\u05FF' => Kind.Right,
        _ when IsArabic(letter) => Kind.Arabic,
        _ when char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) => Kind.Left,
        _ => Kind.Neutral,
    };

    private static void ResolveWeak(Kind[] kinds, bool isRightToLeft)
    {
        var (strong, before) = (isRightToLeft ? Kind.Right : Kind.Left, isRightToLeft ? Kind.Right : Kind.Left);
        for (var at = 0; at < kinds.Length; at++)
        {
            kinds[at] = kinds[at] switch
            {
                Kind.Mark => before,
                Kind.EuropeanNumber when strong == Kind.Arabic => Kind.ArabicNumber,
                var kind => kind,
            };
            before = kinds[at];
            strong = before is Kind.Left or Kind.Right or Kind.Arabic ? before : strong;
        }

        for (var at = 1; at < kinds.Length - 1; at++)
        {
            var isBetween = kinds[at - 1] == kinds[at + 1];
            if (isBetween && ((kinds[at] is Kind.Separator or Kind.CommonSeparator && kinds[at - 1] == Kind.EuropeanNumber)
                || (kinds[at] == Kind.CommonSeparator && kinds[at - 1] == Kind.ArabicNumber)))
            {
                kinds[at] = kinds[at - 1];
            }
        }

        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] == Kind.Terminator && (Beside(kinds, at, -1) == Kind.EuropeanNumber || Beside(kinds, at, 1) == Kind.EuropeanNumber))
            {
                kinds[at] = Kind.EuropeanNumber;
            }
        }

        strong = isRightToLeft ? Kind.Right : Kind.Left;
        for (var at = 0; at < kinds.Length; at++)
        {
            kinds[at] = kinds[at] switch
            {
                Kind.Separator or Kind.CommonSeparator or Kind.Terminator => Kind.Neutral,
                Kind.EuropeanNumber when strong == Kind.Left => Kind.Left,
                Kind.Arabic => Kind.Right,
                var kind => kind,
            };
            strong = kinds[at] is Kind.Left or Kind.Right ? kinds[at] : strong;
        }
    }

    /// <summary>The next that is no terminator.</summary>
    private static Kind Beside(Kind[] kinds, int at, int step)
    {
        while (at >= 0 && at < kinds.Length && kinds[at] == Kind.Terminator)
        {
            at += step;
        }

        return at >= 0 && at < kinds.Length ? kinds[at] : Kind.Neutral;
    }

    /// <summary>What has no direction takes that of its neighbours where they agree, else that of the line.</summary>
    private static void ResolveNeutral(Kind[] kinds, bool isRightToLeft)
    {
        var line = isRightToLeft ? Kind.Right : Kind.Left;
        for (var at = 0; at < kinds.Length;)
        {
            if (kinds[at] != Kind.Neutral)
            {
                at++;
                continue;
            }

            var end = Array.FindIndex(kinds, at, kind => kind != Kind.Neutral) is >= 0 and var found ? found : kinds.Length;
            var (left, right) = (at == 0 ? line : Side(kinds[at - 1]), end == kinds.Length ? line : Side(kinds[end]));
            Array.Fill(kinds, left == right ? left : line, at, end - at);
            at = end;
        }
    }

    private static Kind Side(Kind kind) => kind == Kind.Left ? Kind.Left : Kind.Right;

    private static int LevelOf(Kind kind, bool isRightToLeft) => kind switch
    {
        Kind.Left => isRightToLeft ? 2 : 0,
        Kind.EuropeanNumber or Kind.ArabicNumber => 2,
        Kind.Right or Kind.Arabic or Kind.Separator or Kind.CommonSeparator or Kind.Terminator or Kind.Mark or Kind.Neutral => 1,
    };

    private static List<BidiRun> InSight(int[] levels)
    {
        List<(BidiRun Run, int Level)> runs = [];
        for (var at = 0; at < levels.Length;)
        {
            var end = Array.FindIndex(levels, at, level => level != levels[at]) is >= 0 and var found ? found : levels.Length;
            runs.Add((new(at, end - at, levels[at] % 2 == 1), levels[at]));
            at = end;
        }

        for (var level = runs.Max(run => run.Level); level >= 1; level--)
        {
            for (var at = 0; at < runs.Count;)
            {
                var length = runs.Skip(at).TakeWhile(run => run.Level >= level).Count();
                runs.Reverse(at, length);
                at += Math.Max(1, length);
            }
        }

        return [.. runs.Select(run => run.Run)];
    }
}
