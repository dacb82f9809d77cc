namespace ControlTower.Playbook.Schedule;

/// <summary>The promise to dispatch, reckoned from when an order could be worked on: stock, valid, paid or confirmed, not held.</summary>
/// <param name="Due">UTC: the cut-off it makes, and the minutes that the floor needs after it.</param>
/// <param name="CalendarVersion">Reckoned again with the calendar of this version, it gives the same.</param>
/// <param name="Courier">Whose cut-off it is; empty where the site has none and closing time counts.</param>
/// <param name="CutOff">UTC: until when an order makes this dispatch.</param>
public sealed record ShipBy(DateTimeOffset Due, int CalendarVersion, string Courier, DateTimeOffset CutOff)
{
    /// <summary>Up to the cut-off on a business day: the same day. After it: the next business day.</summary>
    /// <param name="courier">The one that will carry it; null where that is open: then the first dispatch that it can still make.</param>
    /// <exception cref="InvalidOperationException">The calendar has no working day within ten years.</exception>
    public static ShipBy Of(SiteCalendar calendar, DateTimeOffset fulfillableAt, string? courier = null)
    {
        var own = calendar.CutOffs.Where(cutOff => cutOff.Courier == courier).ToList();
        return (own.Count > 0 ? own : calendar.CutOffs)
            .DefaultIfEmpty(new CutOff("", calendar.Closes, ProcessMinutes: 0))
            .Select(cutOff => Next(calendar, fulfillableAt, cutOff))
            .OrderBy(dispatch => dispatch.Due)
            .ThenBy(dispatch => dispatch.Courier, StringComparer.Ordinal)
            .First();
    }

    /// <summary>The first dispatch of this cut-off that an order makes.</summary>
    internal static ShipBy Next(SiteCalendar calendar, DateTimeOffset fulfillableAt, CutOff cutOff)
    {
        // Yesterday's night shift may have its truck still to come.
        for (var day = calendar.NextBusinessDay(calendar.LocalDate(fulfillableAt).AddDays(-1)); ; day = calendar.NextBusinessDay(day.AddDays(1)))
        {
            var isAfterMidnight = calendar.Closes <= calendar.Opens && cutOff.At <= calendar.Closes && cutOff.At < calendar.Opens;
            var until = calendar.ToUtc(isAfterMidnight ? day.AddDays(1) : day, cutOff.At);
            if (fulfillableAt <= until)
            {
                return new ShipBy(until.AddMinutes(cutOff.ProcessMinutes), calendar.Version, cutOff.Courier, until);
            }
        }
    }
}
