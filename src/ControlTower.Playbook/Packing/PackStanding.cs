using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Packing;

/// <summary>What the bench must know before it does anything with a parcel.</summary>
/// <param name="Hold">The oldest open hold of the order; null: none.</param>
public sealed record PackStanding(string Number, ParcelState Parcel, GroupState Group, bool IsCancelled, HoldType? Hold)
{
    /// <summary>Held or cancelled while the goods were on their way: nothing is packed, and the person is told where the tote goes.</summary>
    public Refusal? RefuseStopped() =>
        IsCancelled || Group == GroupState.Cancelled ? PackingRefusals.Cancelled(Number)
        : Hold is { } hold ? PackingRefusals.Held(Number, hold)
        : null;

    /// <summary>Whether something may be put into the parcel.</summary>
    public Refusal? Refuse() => RefuseStopped() ?? (Parcel != ParcelState.Open ? PackingRefusals.NotOpen(Parcel) : null);
}
