namespace ControlTower.Playbook.Picking;

/// <summary>
/// A walk through some aisles of a floor. Two ways of walking are reckoned and the shorter one is taken: the serpentine (through each aisle that
/// has a stop, up one and down the next; after an odd number of them the last is walked to its deepest stop and back), and the comb (into each
/// aisle to its deepest stop, and back to the front). Both grow with every stop, and so does the shorter of them.
/// </summary>
/// <remarks>The serpentine is the S-shape rule of the literature on order picking (Hall 1993); it is what people do without a map.</remarks>
public sealed class PickWalk(FloorPlan floor)
{
    private const double None = -1;
    private const int OnStackMax = 128;

    private readonly double[] _deepest = [.. Enumerable.Repeat(None, floor.Aisles)];

    public double Metres => Reckon(_deepest).Metres;

    public void Visit(IReadOnlyList<PickStop> stops) => Visit(_deepest, stops);

    /// <summary>How long it would be with these stops, too.</summary>
    public double MetresWith(IReadOnlyList<PickStop> stops)
    {
        Span<double> with = _deepest.Length <= OnStackMax ? stackalloc double[_deepest.Length] : new double[_deepest.Length];
        _deepest.CopyTo(with);
        Visit(with, stops);
        return Reckon(with).Metres;
    }

    /// <summary>The stops in the order in which they are walked; those of one bin stay together, and what lies at the benches comes first.</summary>
    public IReadOnlyList<TStop> InOrder<TStop>(IEnumerable<TStop> stops, Func<TStop, PickStop> of)
    {
        var isComb = Reckon(_deepest).IsComb;
        var rank = Enumerable.Range(0, floor.Aisles).Where(aisle => _deepest[aisle] >= 0).Select((aisle, at) => (aisle, at)).ToDictionary(pair => pair.aisle, pair => pair.at);
        return
        [
            .. stops.Select(stop => (stop, At: of(stop).At, Aisle: floor.AisleAt(of(stop).At)))
                .OrderBy(one => one.Aisle)
                .ThenBy(one => one.Aisle >= 0 && !isComb && rank[one.Aisle] % 2 == 1 ? -one.At.Y : one.At.Y)
                .ThenBy(one => one.At.Bin, StringComparer.Ordinal).ThenBy(one => of(one.stop).Sku, StringComparer.Ordinal)
                .Select(one => one.stop),
        ];
    }

    private void Visit(Span<double> deepest, IReadOnlyList<PickStop> stops)
    {
        foreach (var stop in stops)
        {
            if (floor.AisleAt(stop.At) is >= 0 and var aisle)
            {
                deepest[aisle] = Math.Max(deepest[aisle], stop.At.Y);
            }
        }
    }

    private (double Metres, bool IsComb) Reckon(ReadOnlySpan<double> deepest)
    {
        var (aisles, last, comb) = (0, -1, 0.0);
        for (var at = 0; at < deepest.Length; at++)
        {
            if (deepest[at] >= 0)
            {
                (aisles, last, comb) = (aisles + 1, at, comb + 2 * deepest[at]);
            }
        }

        if (last < 0)
        {
            return (0, true);
        }

        var serpentine = aisles % 2 == 0 ? aisles * floor.AisleMetres : (aisles - 1) * floor.AisleMetres + 2 * deepest[last];
        return (2 * floor.AlongFront(last) + Math.Min(serpentine, comb), comb <= serpentine);
    }
}
