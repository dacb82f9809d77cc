namespace ControlTower.Playbook.Schedule;

/// <summary>The trucks that a site expects.</summary>
public static class Dispatches
{
    private const int EachMax = 12;

    /// <returns>Those that leave after <paramref name="now"/> and within <paramref name="ahead"/>, the earliest first; empty where the site has no cut-offs.</returns>
    public static IReadOnlyList<ShipBy> Ahead(SiteCalendar calendar, DateTimeOffset now, TimeSpan ahead) =>
        [.. calendar.CutOffs.SelectMany(cutOff => Of(calendar, cutOff, now, now + ahead)).OrderBy(truck => truck.Due).ThenBy(truck => truck.Courier, StringComparer.Ordinal)];

    private static IEnumerable<ShipBy> Of(SiteCalendar calendar, CutOff cutOff, DateTimeOffset now, DateTimeOffset until)
    {
        var truck = ShipBy.Next(calendar, now.AddMinutes(-cutOff.ProcessMinutes), cutOff);
        for (var seen = 0; truck.Due <= until && seen < EachMax; seen++)
        {
            if (truck.Due > now)
            {
                yield return truck;
            }

            truck = ShipBy.Next(calendar, truck.CutOff.AddSeconds(1), cutOff);
        }
    }
}
