using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>A pick list in the making: which orders one walk serves.</summary>
/// <param name="isBatched">Orders of one grip have lists of their own.</param>
public sealed class PlannedList(FloorPlan floor, PickListKind kind, int totesMax, bool isBatched = false)
{
    private readonly PickWalk _walk = new(floor);
    private readonly List<WaveOrder> _orders = [];
    private readonly HashSet<(string Bin, string Sku)> _grips = [];

    public PickListKind Kind => kind;

    public IReadOnlyList<WaveOrder> Orders => _orders;

    public int Totes { get; private set; }

    public int Units { get; private set; }

    public int Lines { get; private set; }

    public double Metres { get; private set; }

    public double Minutes { get; private set; }

    /// <summary>The earliest ship-by in it.</summary>
    public DateTimeOffset? Due => _orders.Min(order => order.Due);

    /// <summary>Whether the order fits: alone where it is big, else while there are totes; a batch takes one-grip orders into one tote each ten.</summary>
    public bool Takes(WaveOrder order) => kind switch
    {
        PickListKind.Single => _orders.Count == 0,
        PickListKind.Cluster => !order.GoesAlone && !(isBatched && order.IsOneGrip) && Totes + order.Totes <= totesMax,
        PickListKind.Batch => order.IsOneGrip && _orders.Count < totesMax * WavePlanner.BatchOrdersPerTote,
    };

    /// <summary>How many minutes more the walk takes with the order in it.</summary>
    public double MinutesFor(WaveOrder order) => MinutesWith(order) - Minutes;

    public void Add(WaveOrder order)
    {
        Minutes = MinutesWith(order);
        _walk.Visit(order.Stops);
        Metres = _walk.Metres;
        _orders.Add(order);
        _grips.UnionWith(order.Stops.Select(stop => (stop.At.Bin, stop.Sku)));
        (Lines, Units) = (Lines + order.Stops.Count, Units + order.Units);
        Totes = kind == PickListKind.Batch ? (_orders.Count + WavePlanner.BatchOrdersPerTote - 1) / WavePlanner.BatchOrdersPerTote : Totes + order.Totes;
    }

    /// <summary>Places where somebody stands still; goods of several orders out of one bin are one.</summary>
    public int Stops => _grips.Count;

    /// <summary>What is taken where and for whom, as it is walked.</summary>
    public IReadOnlyList<(WaveOrder Order, PickStop Stop)> InWalkOrder() =>
        _walk.InOrder([.. _orders.SelectMany(order => order.Stops.Select(stop => (Order: order, Stop: stop)))], pair => pair.Stop);

    private double MinutesWith(WaveOrder order) => PickEffort.Of(
        _grips.Count + order.Stops.Count(stop => !_grips.Contains((stop.At.Bin, stop.Sku))), Units + order.Units, _walk.MetresWith(order.Stops));
}
