using ControlTower.Data;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>A shift as it was planned.</summary>
public sealed record ShiftNow(string Warehouse, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<StationCount> People);

/// <summary>Calls for help and shifts, as their doors show them.</summary>
public sealed class FloorReader(IDbContextFactory<TowerDb> contexts, TimeProvider clock)
{
    private const int Most = 200;
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public async Task<List<HelpCall>> CallsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow() - s_day;
        return await db.HelpCalls.AsNoTracking().Where(call => call.State != HelpState.Closed || call.RaisedAt > since)
            .OrderByDescending(call => call.RaisedAt).Take(Most).ToListAsync(cancellationToken);
    }

    public async Task<HelpCall?> CallAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.HelpCalls.AsNoTracking().SingleOrDefaultAsync(call => call.Id == id, cancellationToken);
    }

    public async Task<List<ShiftNow>> ShiftsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow() - s_day;
        var rows = await db.Shifts.AsNoTracking().Where(shift => shift.EndsAt > since).OrderBy(shift => shift.StartsAt).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(shift => (shift.Warehouse, shift.StartsAt, shift.EndsAt))
            .Select(of => new ShiftNow(of.Key.Warehouse, of.Key.StartsAt, of.Key.EndsAt, [.. of.Select(shift => new StationCount(shift.Station, shift.People, shift.Zone))]))];
    }
}
