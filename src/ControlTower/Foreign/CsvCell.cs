using System.Globalization;
using System.Text.RegularExpressions;

namespace ControlTower.Foreign;

/// <summary>One cell, between people's spreadsheets and us.</summary>
public static partial class CsvCell
{
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    /// <summary>
    /// A text that a spreadsheet would run as a formula, with an apostrophe before it, so that it is shown as text. A plain negative
    /// number is none.
    /// </summary>
    public static string Guard(string? text) => text is null ? "" : IsFormula(text) ? "'" + text : text;

    /// <summary>Takes back what <see cref="Guard"/> (ours or another program's) put there, and <c>="0100…"</c>, by which people save leading zeros.</summary>
    public static string Clean(string text)
    {
        var cell = text.Trim();
        var unguarded = cell.StartsWith('\'') && IsFormula(cell[1..]) ? cell[1..] : cell;
        return unguarded.StartsWith("=\"", StringComparison.Ordinal) && unguarded.EndsWith('"') && unguarded.Length > 3 ? unguarded[2..^1] : unguarded;
    }

    /// <summary>Apostrophes before it are looked through: else one more of them would be lost on the way back.</summary>
    private static bool IsFormula(string text)
    {
        var start = text.AsSpan().TrimStart('\'').TrimStart(' ');
        return start.Length > 0 && FormulaStarts.Contains(start[0], StringComparison.Ordinal) && !PlainNegative().IsMatch(start);
    }

    /// <summary>12.50 · 12,50 · 1,234.50 · ١٢٫٥٠; nothing where it could be read in two ways (1,234).</summary>
    public static decimal? Number(string cell)
    {
        var text = (ForeignText.Digits(cell) ?? "").Replace("\u066C", "", StringComparison.Ordinal);
        text = PointNumber().IsMatch(text) ? text
            : CommaNumber().IsMatch(text) ? text.Replace(',', '.')
            : GroupedNumber().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal)
            : "";
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static readonly string[] s_wallClocks =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "d/M/yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss",
    ];

    private static readonly string[] s_instants =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:sszzz"];

    /// <summary>ISO 8601, or day/month/year; a time without offset is the site's wall clock.</summary>
    public static DateTimeOffset? Instant(string cell, TimeZoneInfo site)
    {
        var text = ForeignText.Digits(cell) ?? "";
        if (DateTimeOffset.TryParseExact(text.Replace("Z", "+00:00", StringComparison.Ordinal), s_instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return IsOurTime(instant.Year) ? instant.ToUniversalTime() : null;
        }

        return DateTime.TryParseExact(text, s_wallClocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) && IsOurTime(clock.Year)
            ? new DateTimeOffset(clock, site.GetUtcOffset(clock)).ToUniversalTime()
            : null;
    }

    private static bool IsOurTime(int year) => year is >= 1990 and < 2200;

    [GeneratedRegex(@"^-[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex PlainNegative();

    [GeneratedRegex(@"^-?[0-9]{1,15}(\.[0-9]{1,6})?$")]
    private static partial Regex PointNumber();

    [GeneratedRegex(@"^-?[0-9]{1,15},[0-9]{1,2}$")]
    private static partial Regex CommaNumber();

    [GeneratedRegex(@"^-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]{1,6}$")]
    private static partial Regex GroupedNumber();
}
