using System.Text.Json;
using ControlTower.Journal;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Schedule;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>The company's sites and their calendars that are in force, as they stand in one transaction.</summary>
public sealed class Sites
{
    /// <summary>Before the first site exists: weekdays from nine to six, UTC.</summary>
    private static readonly SiteCalendar s_none = new(
        "Etc/UTC", [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        new TimeOnly(9, 0), new TimeOnly(18, 0), Holidays: [], CutOffs: [], Version: 0);

    private readonly Dictionary<string, SiteCalendar> _calendars;

    private Sites(IReadOnlyList<Warehouse> warehouses, Dictionary<string, SiteCalendar> calendars) => (Warehouses, _calendars) = (warehouses, calendars);

    public IReadOnlyList<Warehouse> Warehouses { get; }

    public static async Task<Sites> LoadAsync(TowerDb db, CancellationToken cancellationToken)
    {
        var warehouses = await db.Warehouses.AsNoTracking().OrderBy(warehouse => warehouse.Key).ToListAsync(cancellationToken);
        var rows = await db.Calendars.AsNoTracking().ToListAsync(cancellationToken);
        return new(warehouses, warehouses
            .Select(warehouse => (warehouse, Row: rows.Find(row => row.Warehouse == warehouse.Key && row.Version == warehouse.Calendar)))
            .Where(pair => pair.Row is not null)
            .ToDictionary(pair => pair.warehouse.Key, pair => Read(pair.warehouse, pair.Row!)));
    }

    /// <summary>The calendar of a site; where none is chosen yet, that of the first site in the country, or of the first one.</summary>
    public SiteCalendar CalendarFor(string? warehouse, string country) =>
        warehouse is not null && _calendars.TryGetValue(warehouse, out var own) ? own
        : Warehouses.FirstOrDefault(site => site.Country == country) is { } near && _calendars.TryGetValue(near.Key, out var nearest) ? nearest
        : _calendars.Values.FirstOrDefault() ?? s_none;

    private static SiteCalendar Read(Warehouse warehouse, SiteCalendarRow row) => new(
        warehouse.TimeZone, [.. row.Days.Select(DayNames.Read)], row.Opens, row.Closes, [.. row.Holidays],
        JsonSerializer.Deserialize<List<CutOff>>(row.Cutoffs, JournalJson.Options) ?? [], row.Version);
}

/// <summary>Days of the week as settings and the API spell them: <c>sun</c> … <c>sat</c>.</summary>
public static class DayNames
{
    private static readonly string[] s_names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static DayOfWeek? Find(string name) => Array.IndexOf(s_names, name) is var day and >= 0 ? (DayOfWeek)day : null;

    public static DayOfWeek Read(string name) => Find(name) ?? throw new InvalidOperationException($"The database holds the day {name}.");
}
