namespace ControlTower.Playbook.Inventory;

/// <summary>Units of a line that one warehouse ships.</summary>
public sealed record ChosenUnits(int Line, string Sku, int Units);

/// <summary>What is promised for it, off one shelf: the SKU itself, or a kit's component.</summary>
public sealed record PromisedUnits(int Line, string Sku, int Units);

/// <summary>One warehouse's part of the order; it becomes a fulfilment group.</summary>
public sealed record ChosenGroup(string Warehouse, IReadOnlyList<ChosenUnits> Lines, IReadOnlyList<PromisedUnits> Promised);

public sealed record BackorderedUnits(int Line, string Sku, int Units);

/// <param name="Backordered">Units that no shelf has, or that wait for them where the order is held until everything is there.</param>
public sealed record SourcingDecision(IReadOnlyList<ChosenGroup> Groups, IReadOnlyList<BackorderedUnits> Backordered, SourcingWhy Why);

/// <summary>The rule that told the chosen one from the next best, in the order in which they are asked.</summary>
public enum SourcingRule
{
    /// <summary>Nothing was chosen.</summary>
    NotAllocated,

    /// <summary>Nobody else ships so much in so few parcels.</summary>
    FewestParcels,
    NearestRegion,
    MostStockLeft,

    /// <summary>Alike in everything.</summary>
    FirstByName,

    /// <summary>A person chose the warehouse: no other was asked.</summary>
    ChosenByHand,
}

/// <summary>One way to ship the order, with the figures that were compared.</summary>
/// <param name="Units">How many of the wanted units it ships.</param>
/// <param name="Rank">Of its warehouses, added up: 0 is nearest.</param>
/// <param name="StockLeft">Units of the wanted SKUs that would stay on its shelves.</param>
public sealed record SourcingCandidate(IReadOnlyList<string> Warehouses, IReadOnlyList<string> Names, int Parcels, int Units, int Rank, long StockLeft, bool IsChosen);

/// <param name="Available">What this warehouse could ship of it.</param>
public sealed record SiteUnits(string Warehouse, string Name, int Available);

/// <summary>A line that is not promised in full, and what each warehouse had.</summary>
public sealed record ShortLine(string Sku, int Wanted, int Missing, IReadOnlyList<SiteUnits> Sites);

/// <summary>Why this warehouse, or why none: stored with the order, and shown by <see cref="SourcingText"/>.</summary>
/// <param name="Candidates">Each warehouse that is on by itself, and the ways that were compared with the chosen one.</param>
/// <param name="SwitchedOff">Names of warehouses that were not asked.</param>
/// <param name="IsHeld">Some could have been promised; the order waits until everything can.</param>
public sealed record SourcingWhy(
    SourcingRule Rule,
    int UnitsWanted,
    IReadOnlyList<SourcingCandidate> Candidates,
    IReadOnlyList<ShortLine> Short,
    IReadOnlyList<string> SwitchedOff,
    bool IsHeld = false);
