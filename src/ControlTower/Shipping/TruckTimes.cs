using ControlTower.Data;
using ControlTower.Playbook.Schedule;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping;

/// <summary>When each courier's truck next leaves each warehouse, by the calendars in force; calendars change rarely and are read again after a while.</summary>
public sealed class TruckTimes(IDbContextFactory<TowerDb> contexts, TimeProvider clock)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(30);

    private Sites? _sites;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <returns>By courier, the soonest first.</returns>
    public async Task<IReadOnlyList<Truck>> NextAsync(string warehouse, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_sites is null || now - _readAt > s_kept)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            (_sites, _readAt) = (await Sites.LoadAsync(db, cancellationToken), now);
        }

        var calendar = _sites.CalendarFor(warehouse, _sites.Warehouses.FirstOrDefault(site => site.Key == warehouse)?.Country ?? "");
        return [.. calendar.CutOffs.Select(cutOff => cutOff.Courier).Distinct().Select(courier => Trucks.Next(calendar, courier, now)).OfType<Truck>().OrderBy(truck => truck.Leaves)];
    }

    /// <summary>Keys of the warehouses, as they stand in the books.</summary>
    public async Task<IReadOnlyList<string>> SitesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Warehouses.AsNoTracking().Where(site => site.IsOn).OrderBy(site => site.Key).Select(site => site.Key).ToListAsync(cancellationToken);
    }
}
