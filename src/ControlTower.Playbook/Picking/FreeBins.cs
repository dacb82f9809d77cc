namespace ControlTower.Playbook.Picking;

/// <param name="Units">That lie there and are on nobody's list.</param>
public sealed record FreeUnits(string Sku, BinPlace At, int Units);

/// <summary>Gives each promised unit the bin that it is taken from, so that no unit of a bin is given twice.</summary>
public sealed class FreeBins(IEnumerable<FreeUnits> free)
{
    private readonly Dictionary<string, List<(BinPlace At, int Units)>> _bins = free.Where(bin => bin.Units > 0)
        .GroupBy(bin => bin.Sku, StringComparer.Ordinal)
        .ToDictionary(sku => sku.Key, sku => sku.Select(bin => (bin.At, bin.Units)).OrderBy(bin => bin.Units).ThenBy(bin => bin.At.Bin, StringComparer.Ordinal).ToList(), StringComparer.Ordinal);

    /// <summary>
    /// One bin that has all of it is better than two stops, and of such bins the one with the fewest, so that bins are emptied and places become
    /// free. Where none has all, the fullest first.
    /// </summary>
    /// <returns>The stops, and how many units no bin has.</returns>
    public (IReadOnlyList<PickStop> Stops, int Missing) Take(int lineNo, string sku, string category, int units)
    {
        if (!_bins.TryGetValue(sku, out var bins))
        {
            return ([], units);
        }

        List<PickStop> stops = [];
        while (units > 0 && bins.Count > 0)
        {
            var enough = bins.FindIndex(bin => bin.Units >= units);
            var at = enough >= 0 ? enough : bins.Count - 1;
            var (place, there) = bins[at];
            var taken = Math.Min(units, there);
            stops.Add(new(lineNo, sku, category, place, taken));
            units -= taken;
            bins.RemoveAt(at);
            if (there > taken)
            {
                bins.Insert(bins.FindIndex(bin => bin.Units >= there - taken) is >= 0 and var place0 ? place0 : bins.Count, (place, there - taken));
            }
        }

        return (stops, units);
    }
}
