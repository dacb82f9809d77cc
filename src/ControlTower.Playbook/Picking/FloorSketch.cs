namespace ControlTower.Playbook.Picking;

/// <summary>A rack as it stands on the floor, in metres: it runs along its aisle from <paramref name="From"/> to <paramref name="To"/>.</summary>
/// <param name="X">Where its front is, along the front of the warehouse.</param>
public sealed record Rack(string Aisle, double X, double From, double To);

/// <summary>A bin before its rack: as far along the front and into the aisle.</summary>
public sealed record RackPlace(string Aisle, double X, double Y);

public readonly record struct FloorPoint(double X, double Y);

public enum AisleSide { Left, Right }

/// <summary>How to get to a bin: the way over the floor, its length, and on which hand the rack is when one arrives.</summary>
/// <param name="Way">Corners from where the picker stands to before the bin; at least one.</param>
/// <param name="Side">Null where the way does not lead along the aisle, or the rack stands alone.</param>
public sealed record FloorWay(IReadOnlyList<FloorPoint> Way, int Metres, AisleSide? Side);

/// <summary>
/// The racks of a warehouse and the ways between them: two racks of one aisle face each other across its lane; lanes open to a cross aisle at the
/// front (y = 0, where the benches stand) and to one at the back.
/// </summary>
public sealed class FloorSketch(IReadOnlyList<Rack> racks)
{
    private const double BehindTheRacks = 1;

    private readonly Dictionary<string, (double Lane, int Racks)> _lanes = racks.GroupBy(rack => rack.Aisle)
        .ToDictionary(aisle => aisle.Key, aisle => ((aisle.Min(rack => rack.X) + aisle.Max(rack => rack.X)) / 2, aisle.Select(rack => rack.X).Distinct().Count()));

    public IReadOnlyList<Rack> Racks => racks;

    /// <summary>The middle of the cross aisle at the back.</summary>
    public double Back { get; } = racks.Count == 0 ? 0 : racks.Max(rack => rack.To) + BehindTheRacks;

    /// <summary>Where people walk in an aisle; null for one that has no racks.</summary>
    public double? LaneOf(string aisle) => _lanes.TryGetValue(aisle, out var lane) ? lane.Lane : null;

    /// <param name="from">Where the last goods were taken; null: the benches.</param>
    /// <returns>Null where the bin stands at no rack: goods that nobody put away yet.</returns>
    public FloorWay? To(RackPlace bin, RackPlace? from)
    {
        if (!_lanes.TryGetValue(bin.Aisle, out var lane))
        {
            return null;
        }

        var start = from is not null && LaneOf(from.Aisle) is { } known ? new FloorPoint(known, from.Y) : new FloorPoint(0, 0);
        var end = new FloorPoint(lane.Lane, bin.Y);
        var cross = start.Y + end.Y <= 2 * Back - start.Y - end.Y ? 0 : Back;
        FloorPoint[] way = start == end ? [end] : start.X == end.X ? [start, end] : [start, new(start.X, cross), new(end.X, cross), end];
        way = [.. way.Where((point, at) => at == 0 || point != way[at - 1])];
        var metres = way.Zip(way.Skip(1)).Sum(leg => Math.Abs(leg.First.X - leg.Second.X) + Math.Abs(leg.First.Y - leg.Second.Y));
        return new(way, (int)Math.Round(metres, MidpointRounding.AwayFromZero), lane.Racks < 2 || way.Length < 2 ? null : Side(bin.X < lane.Lane, isInwards: way[^1].Y > way[^2].Y));
    }

    private static AisleSide Side(bool isNearerToTheStart, bool isInwards) => isNearerToTheStart == isInwards ? AisleSide.Left : AisleSide.Right;
}
