using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Schedule;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>A warehouse as it is described, whole.</summary>
/// <param name="Days">Working days: <c>sun</c> … <c>sat</c>.</param>
/// <param name="Safety">Units that a new shelf keeps back.</param>
public sealed record SaveWarehouse(
    Guid CommandId, Actor By, string Key, string Name, string TimeZone, string Country, string City, IReadOnlyList<string> Regions,
    IReadOnlyList<string> Days, TimeOnly Opens, TimeOnly Closes, IReadOnlyList<DateOnly> Holidays, IReadOnlyList<CutOff> CutOffs, int Safety) : ICommand
{
    public static Duty Needs => Duty.Administer;

    public string? InWarehouse => Key;
}

/// <remarks>
/// A calendar is never changed: another one gets the next version, and the promises to dispatch that were reckoned with the former are reckoned
/// anew, so that each due time names the calendar that gave it.
/// </remarks>
public sealed partial class SaveWarehouseHandler(CommitGate gate, RecomputeShipBy recompute)
{
    private const int TextCharsMax = 100;
    private const int ListMax = 200;

    public async Task<Outcome<Committed<WarehouseSaved>>> HandleAsync(SaveWarehouse command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<SaveWarehouse, WarehouseSaved>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);
        if (outcome.Decided(out var saved, out _) && saved.Event.Changed.Contains("calendar"))
        {
            while (await recompute.HandleAsync(cancellationToken) > 0)
            {
            }
        }

        return outcome;
    }

    private static async Task<Outcome<WarehouseSaved>> DecideAsync(Work work, SaveWarehouse command, CancellationToken cancellationToken)
    {
        if (Refuse(command) is { } refusal)
        {
            return refusal;
        }

        var isNew = 1 == await work.Db.Database.ExecuteSqlAsync($"""
            insert into warehouse (key, name, time_zone, country, city, regions, is_on, safety, calendar)
            values ({command.Key}, {command.Name}, {command.TimeZone}, {command.Country}, {command.City}, {command.Regions.ToArray()}, true, {command.Safety}, 0)
            on conflict do nothing
            """, cancellationToken);
        var site = await work.Db.Warehouses.FromSql($"select * from warehouse where key = {command.Key} for update").SingleAsync(cancellationToken);
        var before = (site.Name, site.TimeZone, site.Country, site.City, Regions: string.Join('\n', site.Regions), site.Safety);
        (site.Name, site.TimeZone, site.Country, site.City) = (command.Name, command.TimeZone, command.Country, command.City);
        (site.Regions, site.Safety) = ([.. command.Regions], command.Safety);
        var place = (site.Name, site.TimeZone, site.Country, site.City, Regions: string.Join('\n', site.Regions), site.Safety);

        var calendarBefore = site.Calendar;
        var inForce = await work.Db.Calendars.AsNoTracking().FirstOrDefaultAsync(row => row.Warehouse == site.Key && row.Version == site.Calendar, cancellationToken);
        var wanted = CalendarOf(command, site.Calendar);
        if (inForce is null || !IsSame(inForce, wanted) || before.TimeZone != site.TimeZone)
        {
            site.Calendar++;
            work.Db.Calendars.Add(wanted with { Version = site.Calendar });
        }

        List<string> changed = isNew ? [] : [.. before == place ? (string[])[] : ["place"], .. calendarBefore == site.Calendar ? (string[])[] : ["calendar"]];
        return new WarehouseSaved(site.Key, site.Name, isNew, changed, site.Calendar, isNew ? null : calendarBefore);
    }

    private static SiteCalendarRow CalendarOf(SaveWarehouse command, int version) => new(
        command.Key, version, [.. command.Days.OrderBy(DayNames.Read)], command.Opens, command.Closes, [.. command.Holidays.Distinct().Order()],
        JsonSerializer.Serialize(command.CutOffs.OrderBy(cutOff => cutOff.At).ThenBy(cutOff => cutOff.Courier, StringComparer.Ordinal), JournalJson.Options));

    private static bool IsSame(SiteCalendarRow one, SiteCalendarRow other) =>
        one.Days.SequenceEqual(other.Days) && (one.Opens, one.Closes) == (other.Opens, other.Closes) && one.Holidays.SequenceEqual(other.Holidays)
        && CutOffsOf(one).SequenceEqual(CutOffsOf(other)); // PostgreSQL spells JSON its own way

    private static List<CutOff> CutOffsOf(SiteCalendarRow row) => JsonSerializer.Deserialize<List<CutOff>>(row.Cutoffs, JournalJson.Options) ?? [];

    private static Refusal? Refuse(SaveWarehouse asked) =>
        !Key().IsMatch(asked.Key) ? InventoryRefusals.Invalid("key", "A key has up to 40 small letters, digits and hyphens.")
        : IsBad(asked.Name) ? InventoryRefusals.Invalid("name", $"A name has 1 to {TextCharsMax} characters.")
        : !TimeZoneInfo.TryFindSystemTimeZoneById(asked.TimeZone, out _) ? InventoryRefusals.Invalid("timeZone", "A time zone is named as Africa/Cairo is.")
        : !Country().IsMatch(asked.Country) ? InventoryRefusals.Invalid("country", "A country is two capital letters, as EG is.")
        : IsBad(asked.City) ? InventoryRefusals.Invalid("city", $"A city has 1 to {TextCharsMax} characters.")
        : asked.Regions.Count > ListMax || asked.Regions.Any(IsBad) ? InventoryRefusals.Invalid("regions", $"There may be {ListMax} regions, none of them empty.")
        : asked.Days.Count is 0 or > 7 || asked.Days.Any(day => DayNames.Find(day) is null) || asked.Days.Distinct().Count() != asked.Days.Count
            ? InventoryRefusals.Invalid("calendar.days", "Working days are sun, mon, tue, wed, thu, fri, sat, each once, one at least.")
        : asked.Holidays.Count > ListMax * 5 ? InventoryRefusals.Invalid("calendar.holidays", "So many holidays cannot be kept.")
        : asked.CutOffs.Count > ListMax || asked.CutOffs.Any(cutOff => IsBad(cutOff.Courier) || cutOff.ProcessMinutes is < 0 or > 1_440)
            ? InventoryRefusals.Invalid("cutoffs", "A cut-off names a courier and 0 to 1440 minutes of work.")
        : asked.Safety is < 0 or > ShelfDesk.UnitsMax ? InventoryRefusals.Invalid("safety", "Safety stock is a whole number, 0 or more.")
        : null;

    private static bool IsBad(string text) => text.Trim().Length is 0 or > TextCharsMax || text.Any(char.IsControl);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[A-Z]{2}\z")]
    private static partial Regex Country();
}
