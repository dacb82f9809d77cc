namespace ControlTower.Playbook.Schedule;

/// <summary>A courier's truck at a site.</summary>
/// <param name="At">Local time; an order that may be worked on until then, this minute included, goes today.</param>
/// <param name="ProcessMinutes">What the floor needs from the cut-off until the last parcel is handed over.</param>
public sealed record CutOff(string Courier, TimeOnly At, int ProcessMinutes);

/// <summary>When a site works. Instants go in and come out in UTC; everything between is reckoned on the site's own clock.</summary>
/// <param name="TimeZone">IANA name, for example <c>Africa/Cairo</c>.</param>
/// <param name="Days">Working days of the week.</param>
/// <param name="Closes">At or before <paramref name="Opens"/>: on the next day (a night shift; midnight; the same time is round the clock).</param>
/// <param name="Holidays">Local dates on which nobody works.</param>
/// <param name="Version">Kept with every due time that was reckoned, so that it can be reckoned again.</param>
public sealed record SiteCalendar(
    string TimeZone,
    IReadOnlyList<DayOfWeek> Days,
    TimeOnly Opens,
    TimeOnly Closes,
    IReadOnlyList<DateOnly> Holidays,
    IReadOnlyList<CutOff> CutOffs,
    int Version)
{
    private const int DaysSearchedMax = 3_660;

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone); // kept by the runtime once found

    public bool IsBusinessDay(DateOnly day) => Days.Contains(day.DayOfWeek) && !Holidays.Contains(day);

    /// <returns>The first business day on or after <paramref name="day"/>.</returns>
    /// <exception cref="InvalidOperationException">The calendar has no working day within ten years.</exception>
    public DateOnly NextBusinessDay(DateOnly day) =>
        Enumerable.Range(0, DaysSearchedMax).Select(day.AddDays).Where(IsBusinessDay).Select(found => (DateOnly?)found).FirstOrDefault()
            ?? throw new InvalidOperationException($"The calendar (version {Version}, {TimeZone}) has no working day.");

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public DateOnly LocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);

    /// <summary>The instant at which the site's clock shows this time.</summary>
    /// <returns>
    /// UTC. A time that the clock shows twice is taken the first time; one that it skips is taken as much later as it skips.
    /// </returns>
    public DateTimeOffset ToUtc(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var offset = Zone.IsInvalidTime(local) ? Zone.GetUtcOffset(local.AddHours(-12))
            : Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>From opening to closing on a business day, in UTC.</summary>
    public (DateTimeOffset Opens, DateTimeOffset Closes) Shift(DateOnly day) =>
        (ToUtc(day, Opens), ToUtc(Closes > Opens ? day : day.AddDays(1), Closes));
}
