using System.Globalization;

namespace ControlTower.Settings;

/// <summary>The hours of the day in which no customer is written to. From late to early means over midnight.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    public bool Holds(TimeOnly time) => time.IsBetween(From, Until);

    /// <param name="hours">Null for "none".</param>
    /// <returns><see langword="false"/> when the text is neither "none" nor like "22:00-08:00".</returns>
    public static bool TryRead(string text, out QuietHours? hours)
    {
        hours = null;
        if (string.Equals(text, "none", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (text.Split('-') is not [var from, var until]
            || !TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var begins)
            || !TimeOnly.TryParseExact(until, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var ends)
            || begins == ends)
        {
            return false;
        }

        hours = new QuietHours(begins, ends);
        return true;
    }
}
