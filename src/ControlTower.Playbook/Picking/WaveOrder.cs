namespace ControlTower.Playbook.Picking;

/// <summary>Units of one SKU that are taken from one bin for one line of an order.</summary>
/// <param name="Sku">The component, where the line is a kit.</param>
/// <param name="Category">Of the SKU; empty where it has none.</param>
public sealed record PickStop(int LineNo, string Sku, string Category, BinPlace At, int Units);

/// <summary>A fulfilment group that waits for its release, with the bins that it would be picked from.</summary>
/// <param name="Due">Its ship-by; null: none is set.</param>
/// <param name="Since">When it was confirmed, or else received: the older goes first.</param>
/// <param name="Totes">That its goods fill.</param>
/// <param name="IsHeld">A hold is open on its order, or it is not confirmed yet.</param>
/// <param name="HeldBy">The hold in words.</param>
/// <param name="UnitsMissing">Promised units that lie in no bin, or are on somebody's list already.</param>
public sealed record WaveOrder(
    Guid Group, Guid Order, string Number, DateTimeOffset? Due, int Priority, DateTimeOffset Since, int Totes, int Grams, IReadOnlyList<PickStop> Stops,
    bool IsHeld = false, string? HeldBy = null, int UnitsMissing = 0)
{
    /// <summary>More than that in one order goes alone: it would fill a cart.</summary>
    public const int UnitsMax = 40;

    public int Units { get; } = Stops.Sum(stop => stop.Units);

    public bool GoesAlone => Totes > 1 || Units > UnitsMax;

    /// <summary>One unit of one SKU: picked in one grip with others like it, and sorted later.</summary>
    public bool IsOneGrip => Stops is [{ Units: 1 }];

    /// <summary>What is due first goes first, then what is urgent, then what has waited longest.</summary>
    public static readonly IComparer<WaveOrder> Urgency = Comparer<WaveOrder>.Create((one, other) =>
    {
        var byDue = (one.Due ?? DateTimeOffset.MaxValue).CompareTo(other.Due ?? DateTimeOffset.MaxValue);
        var byPriority = byDue != 0 ? byDue : other.Priority.CompareTo(one.Priority);
        var bySince = byPriority != 0 ? byPriority : one.Since.CompareTo(other.Since);
        return bySince != 0 ? bySince : one.Group.CompareTo(other.Group);
    });
}
