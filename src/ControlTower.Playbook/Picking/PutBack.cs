
namespace ControlTower.Playbook.Picking;

/// <summary>
/// Goods that were picked and are for nobody any more: they lie on the floor and may not be sold, until somebody puts them on a shelf, item by
/// item and then the bin.
/// </summary>
public sealed class PutBack
{
    private PutBack() { }

    public PutBack(Guid id, PickLine line, int units, DateTimeOffset now)
    {
        (Id, List, PickLine, OrderId, LineNo) = (id, line.List, line.Id, line.OrderId, line.LineNo);
        (Sku, Warehouse, Bin, Tote, Units, OpenedAt) = (line.Sku, line.Warehouse, line.Bin, line.Tote, units, now);
    }

    public Guid Id { get; private init; }

    /// <summary>The list that they were picked with.</summary>
    public Guid List { get; private init; }

    public Guid PickLine { get; private init; }
    public Guid OrderId { get; private init; }
    public int LineNo { get; private init; }
    public string Sku { get; private init; } = "";
    public string Warehouse { get; private init; } = "";

    /// <summary>Where they came from and go to.</summary>
    public string Bin { get; private init; } = "";

    /// <summary>Where they lie; null: in a parcel that was dissolved.</summary>
    public string? Tote { get; private init; }

    public int Units { get; private init; }
    public int Done { get; private set; }

    /// <summary>Scanned and not on the shelf yet.</summary>
    public int InHand { get; private set; }

    public Guid? HeldBy { get; private set; }
    public DateTimeOffset OpenedAt { get; private init; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public int Left => Units - Done - InHand;

    public void Take(int units, Guid by)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Left);
        (InHand, HeldBy) = (InHand + units, by);
    }

    /// <returns>Units that are on the shelf by it.</returns>
    public int PutOnShelf(DateTimeOffset now)
    {
        var units = InHand;
        (Done, InHand, HeldBy) = (Done + units, 0, null);
        ClosedAt = Done == Units ? now : null;
        return units;
    }

    /// <summary>All of it at once, by somebody who answers for it without a scanner.</summary>
    public int PutOnShelfWhole(DateTimeOffset now)
    {
        InHand = Units - Done;
        return PutOnShelf(now);
    }
}
