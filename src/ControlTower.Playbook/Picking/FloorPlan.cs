namespace ControlTower.Playbook.Picking;

/// <summary>Where goods are taken from.</summary>
/// <param name="X">Metres along the front of the shelves.</param>
/// <param name="Y">Metres into the aisle, from the front.</param>
public sealed record BinPlace(string Bin, string Zone, string Aisle, double X, double Y);

/// <summary>
/// The aisles of a warehouse as somebody walks them. Walks begin and end at the origin of the bins' coordinates, where the benches stand; the
/// aisles open to a cross aisle at their front and to another at their back. A bin without coordinates (goods that nobody put away yet) lies at
/// the origin and costs no walk.
/// </summary>
public sealed class FloorPlan
{
    private readonly Dictionary<string, int> _aisles;
    private readonly double[] _at;

    private FloorPlan(Dictionary<string, int> aisles, double[] at, double depth) => (_aisles, _at, AisleMetres) = (aisles, at, depth);

    public int Aisles => _at.Length;

    /// <summary>From the front to the back cross aisle.</summary>
    public double AisleMetres { get; }

    public static FloorPlan Of(IEnumerable<BinPlace> bins)
    {
        var placed = bins.Where(IsPlaced).ToList();
        var aisles = placed.GroupBy(AisleOf).Select(aisle => (Name: aisle.Key, At: aisle.Min(bin => bin.X)))
            .OrderBy(aisle => aisle.At).ThenBy(aisle => aisle.Name, StringComparer.Ordinal).ToList();
        return new(
            aisles.Select((aisle, index) => (aisle.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal),
            [.. aisles.Select(aisle => aisle.At)], placed.Count == 0 ? 0 : placed.Max(bin => bin.Y));
    }

    /// <returns>Its place among the aisles, the nearest to the benches first; −1 where the bin lies in none.</returns>
    public int AisleAt(BinPlace bin) => IsPlaced(bin) && _aisles.TryGetValue(AisleOf(bin), out var index) ? index : -1;

    /// <summary>Metres along the front from the benches to the aisle.</summary>
    public double AlongFront(int aisle) => _at[aisle];

    private static bool IsPlaced(BinPlace bin) => bin.Aisle.Length > 0 || bin.X > 0 || bin.Y > 0;

    private static string AisleOf(BinPlace bin) => bin.Aisle.Length > 0 ? bin.Aisle : $"x{bin.X:0}";
}
