using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>Where the parcel goes, as far as it matters for choosing a warehouse.</summary>
public sealed record Destination(string? Country, string? Region, string? City);

/// <param name="Sku">Ours; a kit is asked for by its own SKU.</param>
/// <param name="Units">At least 1.</param>
public sealed record AskedUnits(int Line, string Sku, int Units);

/// <summary>What one order wants from the shelves.</summary>
/// <param name="Since">When it began to wait: the oldest is served first.</param>
/// <param name="Priority">0 is usual; higher goes before older.</param>
/// <param name="Only">The one warehouse that a person chose; null: the rules choose.</param>
public sealed record SourcingAsk(
    Guid Order, DateTimeOffset Since, int Priority, Destination ShipTo, PartialPolicy Partial, IReadOnlyList<AskedUnits> Lines, string? Only = null);

/// <summary>How near a warehouse is; its number is the figure that is compared.</summary>
public enum RegionRank
{
    /// <summary>The address lies in one of its regions or in its city.</summary>
    SameRegion,
    SameCountry,
    Elsewhere,
}

/// <summary>A warehouse as sourcing sees it.</summary>
public sealed class SourcingSite
{
    private readonly string _country;
    private readonly HashSet<string> _marks = [];

    /// <param name="regions">Regions and cities that it is near to; its own city counts without being named.</param>
    /// <param name="isOn">Switched off, nothing is promised from it.</param>
    public SourcingSite(string key, string name, string country, string city, IEnumerable<string> regions, bool isOn = true)
    {
        (Key, Name, _country, IsOn) = (key, name, country.ToUpperInvariant(), isOn);
        foreach (var place in regions.Append(city))
        {
            _marks.UnionWith(Gazetteer.Marks(_country, place));
        }
    }

    public static SourcingSite Of(Warehouse warehouse) =>
        new(warehouse.Key, warehouse.Name, warehouse.Country, warehouse.City, warehouse.Regions, warehouse.IsOn);

    public string Key { get; }
    public string Name { get; }
    public bool IsOn { get; }

    public RegionRank RankFor(Destination to) =>
        !string.Equals(to.Country, _country, StringComparison.OrdinalIgnoreCase) ? RegionRank.Elsewhere
            : _marks.Overlaps(Gazetteer.Marks(_country, to.City)) || _marks.Overlaps(Gazetteer.Marks(_country, to.Region)) ? RegionRank.SameRegion
            : RegionRank.SameCountry;
}

/// <summary>What kits are made of. A kit has no stock of its own, and its components are plain SKUs.</summary>
public sealed class Kits(IEnumerable<SkuComponent> components)
{
    private readonly ILookup<string, SkuComponent> _components = components.ToLookup(component => component.Kit);

    public static Kits None { get; } = new([]);

    /// <returns>The SKUs that must be taken off the shelf for one unit; the SKU itself where it is no kit.</returns>
    public IReadOnlyList<(string Sku, int Units)> PartsOf(string sku) =>
        _components.Contains(sku) ? [.. _components[sku].Select(part => (part.Component, part.Units))] : [(sku, 1)];
}

/// <summary>What can still be promised, per warehouse and SKU, while a batch is being allocated.</summary>
public sealed class Shelves
{
    private readonly Dictionary<(string Warehouse, string Sku), int> _available = [];
    private readonly Shelves? _under;

    /// <param name="available">After safety; below zero counts as nothing.</param>
    public Shelves(IEnumerable<(string Warehouse, string Sku, int Available)> available)
    {
        foreach (var shelf in available)
        {
            _available[(shelf.Warehouse, shelf.Sku)] = Math.Max(0, shelf.Available);
        }
    }

    private Shelves(Shelves under) => _under = under;

    public static Shelves Of(IEnumerable<StockLine> lines) => new(lines.Select(line => (line.Warehouse, line.Sku, line.Available)));

    public int Of(string warehouse, string sku) =>
        _available.TryGetValue((warehouse, sku), out var units) ? units : _under?.Of(warehouse, sku) ?? 0;

    /// <summary>How many whole units of a SKU a warehouse can put together: of a kit as many as its scarcest component allows.</summary>
    public int Of(string warehouse, IEnumerable<(string Sku, int Units)> parts) => parts.Min(part => Of(warehouse, part.Sku) / part.Units);

    /// <summary>The same shelves to take from, while these stay as they are; costs only what is taken.</summary>
    internal Shelves Draft() => new(this);

    internal void Take(string warehouse, string sku, int units) => _available[(warehouse, sku)] = Of(warehouse, sku) - units;
}
