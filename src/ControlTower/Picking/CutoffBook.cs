using ControlTower.Live;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Picking;

/// <summary>Whether the orders of each truck will make it, reckoned from what the boards show at this moment.</summary>
public sealed class CutoffBook(IBoard<FloorRow> floor, IBoard<SiteTruck> trucks, IBoard<FloorPace> pace, TimeProvider clock)
{
    public bool IsLoaded => floor.IsLoaded && trucks.IsLoaded && pace.IsLoaded;

    public DateTimeOffset AsOf => floor.View.AsOf;

    public long Position => floor.View.Position;

    /// <summary>The trucks that have not left, the earliest first.</summary>
    /// <param name="sees">Whether a warehouse is the asker's business.</param>
    /// <param name="each">So many of each warehouse.</param>
    public IReadOnlyList<CutoffForecast> Now(Func<string, bool> sees, int each)
    {
        var now = clock.GetUtcNow();
        var parts = floor.View.Rows.SelectMany(row => row.All).ToLookup(part => part.Warehouse);
        var rates = pace.View.Rows.ToDictionary(row => (row.Warehouse, row.Stage), row => row.PerHour);
        return
        [
            .. trucks.View.Rows.Where(truck => truck.Leaves > now && sees(truck.Warehouse)).GroupBy(truck => truck.Warehouse)
                .SelectMany(site => CutoffForecast.Of(site, parts[site.Key], stage => rates.GetValueOrDefault((site.Key, stage)), now).Take(each))
                .OrderBy(forecast => forecast.Truck.Leaves).ThenBy(forecast => forecast.Truck.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Calls back when any of it changed, until disposed.</summary>
    public IDisposable Watch(Func<Task> changed, TimeSpan every) => floor.Watch(_ => changed(), every);
}
