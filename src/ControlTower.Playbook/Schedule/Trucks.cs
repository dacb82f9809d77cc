namespace ControlTower.Playbook.Schedule;

/// <summary>A courier's truck at a site on one day.</summary>
/// <param name="CutOff">Until then an order may be worked on for it.</param>
/// <param name="Leaves">When it drives.</param>
public sealed record Truck(string Courier, DateTimeOffset CutOff, DateTimeOffset Leaves);

/// <summary>When trucks come and leave, by a site's calendar.</summary>
public static class Trucks
{
    private const int DaysAhead = 8;

    /// <summary>The next one of a courier that has not left at <paramref name="now"/>; null: none is in the calendar.</summary>
    public static Truck? Next(SiteCalendar calendar, string courier, DateTimeOffset now) =>
        From(calendar, courier, calendar.LocalDate(now).AddDays(-1), DaysAhead + 1).Where(truck => truck.Leaves > now).MinBy(truck => truck.Leaves);

    /// <summary>The last one that has left at <paramref name="now"/>; null: none within a week.</summary>
    public static Truck? Last(SiteCalendar calendar, string courier, DateTimeOffset now) =>
        From(calendar, courier, calendar.LocalDate(now).AddDays(-DaysAhead), DaysAhead + 1).Where(truck => truck.Leaves <= now).MaxBy(truck => truck.Leaves);

    private static IEnumerable<Truck> From(SiteCalendar calendar, string courier, DateOnly first, int days) =>
        from day in Enumerable.Range(0, days).Select(first.AddDays).Where(calendar.IsBusinessDay)
        from cutOff in calendar.CutOffs.Where(one => one.Courier == courier)
        let at = calendar.ToUtc(day, cutOff.At)
        select new Truck(courier, at, at.AddMinutes(cutOff.ProcessMinutes));
}
