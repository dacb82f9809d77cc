using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Schedule;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>The trucks of the next day, by the calendars in force and by who was asked to wait.</summary>
public sealed class TruckBoard(IDbContextFactory<TowerDb> contexts, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<TruckBoard> logger)
    : LiveBoard<string, SiteTruck>(feed, pacer, clock, logger)
{
    private const string SitePrefix = "warehouse:";

    /// <summary>A truck that waits for us may leave so much later than its calendar says.</summary>
    public static readonly TimeSpan WaitsMax = TimeSpan.FromHours(4);

    private static readonly TimeSpan s_ahead = TimeSpan.FromHours(24);

    private readonly TimeProvider _clock = clock;

    protected override IComparer<SiteTruck> Order { get; } = Comparer<SiteTruck>.Create((one, other) =>
        (one.ShipBy, one.Warehouse, one.Courier).CompareTo((other.ShipBy, other.Warehouse, other.Courier)));

    /// <summary>A site's trucks are read all together; the names of rows are those of the trucks, so that ones that have gone are taken away by the sweep.</summary>
    protected override IEnumerable<string> KeysOf(FeedEntry entry) => entry.Keys.Where(key => key.StartsWith(SitePrefix, StringComparison.Ordinal)).Select(key => key[SitePrefix.Length..]);

    protected override async Task<IReadOnlyList<KeyValuePair<string, SiteTruck>>> ReadAsync(IReadOnlyCollection<string>? keys, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = _clock.GetUtcNow();
        var sites = await Sites.LoadAsync(db, cancellationToken);
        var since = now - WaitsMax;
        var moves = await db.TruckMoves.AsNoTracking().Where(move => move.ShipBy > since).ToDictionaryAsync(move => (move.Warehouse, move.Courier, move.ShipBy), cancellationToken);
        return
        [
            .. sites.Warehouses.Where(site => site.IsOn && (keys is null || keys.Contains(site.Key)))
                .SelectMany(site => Dispatches.Ahead(sites.CalendarFor(site.Key, site.Country), now - WaitsMax, s_ahead + WaitsMax)
                    .Select(truck => new SiteTruck(
                        site.Key, truck.Courier, truck.CutOff, truck.Due, moves.GetValueOrDefault((site.Key, truck.Courier, truck.Due))?.Leaves ?? truck.Due)))
                .Where(truck => truck.Leaves > now).Select(truck => new KeyValuePair<string, SiteTruck>(truck.Key, truck)),
        ];
    }
}
