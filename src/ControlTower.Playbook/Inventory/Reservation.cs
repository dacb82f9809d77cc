namespace ControlTower.Playbook.Inventory;

/// <summary>A promise: units of one SKU in one warehouse that belong to one line of an order. Given back, it is deleted; the journal remembers.</summary>
public sealed class Reservation
{
    private Reservation() { }

    public Reservation(Guid id, Guid orderId, int lineNo, Guid groupId, string sku, string warehouse, int units, DateTimeOffset? expiresAt) =>
        (Id, OrderId, LineNo, GroupId, Sku, Warehouse, Units, ExpiresAt) = (id, orderId, lineNo, groupId, sku, warehouse, units, expiresAt);

    public Guid Id { get; private init; }
    public Guid OrderId { get; private init; }
    public int LineNo { get; private init; }
    public Guid GroupId { get; private init; }

    /// <summary>The component, where the line is a kit.</summary>
    public string Sku { get; private init; } = "";

    public string Warehouse { get; private init; } = "";
    public int Units { get; private set; }

    /// <summary>A cooling promise of an order that is not paid yet ends here; null: firm.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Part of it is given back; what is left stays promised.</summary>
    public void Shrink(int units)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(units, Units);
        Units -= units;
    }

    public void MakeFirm() => ExpiresAt = null;
}
