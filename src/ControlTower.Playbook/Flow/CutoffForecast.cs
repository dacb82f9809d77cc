using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Flow;

/// <summary>A part of an order that a warehouse has not handed over yet.</summary>
/// <param name="IsHeld">A hold is open: it goes nowhere until that ends, and is not counted as to go.</param>
public sealed record FloorPart(string Warehouse, DateTimeOffset? ShipBy, Stage Stage, bool IsReleased, bool IsHeld);

/// <summary>A truck that a warehouse expects.</summary>
/// <param name="Until">The cut-off: orders that were ready by then go with it.</param>
/// <param name="ShipBy">What its orders were promised: when it leaves by the calendar.</param>
/// <param name="Leaves">When it really leaves: later where somebody had it wait.</param>
public sealed record SiteTruck(string Warehouse, string Courier, DateTimeOffset Until, DateTimeOffset ShipBy, DateTimeOffset Leaves)
{
    /// <summary>Names it for good: <c>cairo/bosta/2026-11-24T15:20Z</c>.</summary>
    public string Key => $"{Warehouse}/{Courier}/{ShipBy.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}";
}

/// <summary><see cref="NoData"/>: too little was completed lately to tell; never a guess.</summary>
public enum CutoffState { Ok, Tight, Over, NoData }

/// <summary>Whether the orders of one truck will make it.</summary>
/// <param name="ToGo">Not handed over yet, without held ones.</param>
/// <param name="ToRelease">Of them, not even released.</param>
/// <param name="DoneBy">When the last one is handed over at the present rates; null: nothing to go, or not enough data.</param>
/// <param name="Misses">How many will not make it; null: not enough data.</param>
/// <param name="Bottleneck">The stage that decides; null where nothing is to go, or not enough data.</param>
/// <param name="PerHour">What the bottleneck does.</param>
/// <param name="NeededPerHour">What it would have to do.</param>
public sealed record CutoffForecast(
    SiteTruck Truck, int ToGo, int ToRelease, int Held, DateTimeOffset? DoneBy, int? Misses, Stage? Bottleneck, double? PerHour, double? NeededPerHour)
{
    /// <summary>Less time to spare than this is tight.</summary>
    public static readonly TimeSpan TightWithin = TimeSpan.FromMinutes(10);

    /// <summary>Time to spare; below zero it is over.</summary>
    public TimeSpan? Spare => Truck.Leaves - DoneBy;

    public CutoffState State =>
        ToGo == 0 ? CutoffState.Ok
        : DoneBy is null ? CutoffState.NoData
        : Spare < TimeSpan.Zero || Misses > 0 ? CutoffState.Over
        : Spare < TightWithin ? CutoffState.Tight
        : CutoffState.Ok;

    /// <returns>The truck that most orders will miss; null: none will be missed.</returns>
    public static CutoffForecast? WorstOf(IEnumerable<CutoffForecast> forecasts) => forecasts.Where(one => one.State == CutoffState.Over).MaxBy(one => one.Misses ?? 0);

    /// <summary>
    /// Trucks are served in the order in which they leave, so that each waits for those before it: of every stage, what is still to pass it
    /// for this truck and the earlier ones, divided by the stage's rate. The slowest stage decides, which is how one that starves the next shows.
    /// </summary>
    /// <param name="trucks">Of one warehouse, those that have not left.</param>
    /// <param name="perHour">The rate of a stage; null: not enough data.</param>
    public static IReadOnlyList<CutoffForecast> Of(IEnumerable<SiteTruck> trucks, IEnumerable<FloorPart> parts, Func<Stage, double?> perHour, DateTimeOffset now)
    {
        var sorted = trucks.OrderBy(truck => truck.ShipBy).ThenBy(truck => truck.Courier, StringComparer.Ordinal).ToList();
        var waiting = parts.Where(part => part.ShipBy is not null).OrderBy(part => part.ShipBy).ToList();
        List<CutoffForecast> forecasts = [];
        List<FloorPart> soFar = [];
        var at = 0;
        foreach (var truck in sorted)
        {
            List<FloorPart> own = [];
            for (; at < waiting.Count && waiting[at].ShipBy <= truck.ShipBy; at++)
            {
                own.Add(waiting[at]);
            }

            soFar.AddRange(own.Where(part => !part.IsHeld));
            forecasts.Add(OfTruck(truck, own, soFar, perHour, now));
        }

        return forecasts;
    }

    private static CutoffForecast OfTruck(SiteTruck truck, List<FloorPart> own, List<FloorPart> soFar, Func<Stage, double?> perHour, DateTimeOffset now)
    {
        var (toGo, held) = (own.Count(part => !part.IsHeld), own.Count(part => part.IsHeld));
        var none = new CutoffForecast(truck, toGo, own.Count(part => part is { IsHeld: false, IsReleased: false }), held, null, toGo == 0 ? 0 : null, null, null, null);
        if (toGo == 0)
        {
            return none;
        }

        var needs = new[] { Stage.Pick, Stage.Pack, Stage.HandOver }
            .Select(stage => (Stage: stage, Left: soFar.Count(part => part.Stage <= stage), Rate: perHour(stage))).Where(need => need.Left > 0).ToList();
        if (needs.Exists(need => need.Rate is null))
        {
            return none;
        }

        var slowest = needs.MaxBy(need => need.Left / need.Rate!.Value);
        var hours = Math.Max(0, (truck.Leaves - now).TotalHours);
        var misses = needs.Max(need => need.Left - need.Rate!.Value * hours);
        return none with
        {
            DoneBy = now.AddHours(slowest.Left / slowest.Rate!.Value), Misses = Math.Clamp((int)Math.Ceiling(misses - 1e-9), 0, toGo),
            Bottleneck = slowest.Stage, PerHour = slowest.Rate, NeededPerHour = hours > 0 ? slowest.Left / hours : null,
        };
    }
}
