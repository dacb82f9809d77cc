namespace ControlTower.Playbook.Schedule;

/// <summary>Time that passes only while the site is open.</summary>
public static class BusinessHours
{
    /// <returns>
    /// UTC: the instant at which the site will have been open for <paramref name="amount"/> since <paramref name="from"/>.
    /// What ends exactly at closing is due at closing, not next morning. For zero: now, or the next opening when it is closed.
    /// </returns>
    /// <exception cref="InvalidOperationException">The calendar has no working day within ten years.</exception>
    public static DateTimeOffset Add(SiteCalendar calendar, DateTimeOffset from, TimeSpan amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, TimeSpan.Zero);

        // Yesterday's shift may still be running.
        var day = calendar.NextBusinessDay(calendar.LocalDate(from).AddDays(-1));
        for (var left = amount; ; day = calendar.NextBusinessDay(day.AddDays(1)))
        {
            var (opens, closes) = calendar.Shift(day);
            var begins = opens > from ? opens : from.ToUniversalTime();
            if (begins >= closes)
            {
                continue;
            }

            if (left <= closes - begins)
            {
                return begins + left;
            }

            left -= closes - begins;
        }
    }
}
