namespace ControlTower.Playbook.Packing;

/// <summary>Units of one SKU that were picked for one line of a group, and how many of them lie in its parcels.</summary>
/// <param name="Sku">The component, where the line is a kit.</param>
/// <param name="PerKit">Units of it in one unit of the line; 1 where the line is no kit.</param>
/// <param name="Wanted">Picked, and still wanted by the customer.</param>
/// <param name="Packed">In all parcels of the group.</param>
/// <param name="Here">In the parcel at hand.</param>
public sealed record PackNeed(int LineNo, string Sku, string Name, int PerKit, int Wanted, int Packed, int Here)
{
    public int Left => Math.Max(0, Wanted - Packed);
}

/// <summary>Units that go into the parcel for one line.</summary>
/// <param name="LineUnits">Whole units of the line that are packed by it: fewer where the line is a kit.</param>
public sealed record PackPut(int LineNo, string Sku, int Units, int LineUnits);

public static class PackNeeds
{
    public static int Left(this IEnumerable<PackNeed> needs) => needs.Sum(need => need.Left);

    /// <summary>Gives units to lines, the first line first.</summary>
    /// <param name="units">At most what is left of the SKU.</param>
    public static IReadOnlyList<PackPut> Put(this IReadOnlyList<PackNeed> needs, string sku, int units)
    {
        var puts = new List<PackPut>();
        foreach (var need in needs.Where(of => of.Sku == sku && of.Left > 0).OrderBy(of => of.LineNo))
        {
            var taken = Math.Min(units, need.Left);
            if (taken > 0)
            {
                puts.Add(new(need.LineNo, sku, taken, WholeUnits(needs, need.LineNo, sku, taken)));
                units -= taken;
            }
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(units, 0);
        return puts;
    }

    /// <summary>Takes units that lie in the parcel at hand out of it again, from the last line first.</summary>
    public static IReadOnlyList<PackPut> TakeOut(this IReadOnlyList<PackNeed> needs, string sku, int units)
    {
        var puts = new List<PackPut>();
        foreach (var need in needs.Where(of => of.Sku == sku && of.Here > 0).OrderByDescending(of => of.LineNo))
        {
            var taken = Math.Min(units, need.Here);
            if (taken > 0)
            {
                puts.Add(new(need.LineNo, sku, -taken, WholeUnits(needs, need.LineNo, sku, -taken)));
                units -= taken;
            }
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(units, 0);
        return puts;
    }

    /// <summary>A kit is packed as often as its rarest component is.</summary>
    private static int WholeUnits(IReadOnlyList<PackNeed> needs, int lineNo, string sku, int more)
    {
        List<PackNeed> parts = [.. needs.Where(of => of.LineNo == lineNo)];
        return parts.Min(part => (part.Packed + (part.Sku == sku ? more : 0)) / part.PerKit) - parts.Min(part => part.Packed / part.PerKit);
    }
}
