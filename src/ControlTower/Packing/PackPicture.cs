using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>Units of a SKU that one group is packed of.</summary>
/// <param name="Image">Where its picture lies; null: none.</param>
/// <param name="Here">In the parcel at hand.</param>
public sealed record PackLine(string Sku, string Name, string? Image, int Wanted, int Packed, int Here)
{
    public int Left => Math.Max(0, Wanted - Packed);
}

public sealed record PackWeight(int MeasuredGrams, WeightVerdict Judgement, int? ExpectedGrams, int? ToleranceGrams, string? OverrideWhy)
{
    public bool IsGood => Judgement == WeightVerdict.Ok || OverrideWhy is not null;
}

public sealed record PackPhoto(Guid Id, string File, DateTimeOffset TakenAt);

/// <summary>A parcel of the same group.</summary>
public sealed record PackSibling(string Sscc, int PackageNo, ParcelState State, int Units);

/// <summary>A parcel at the bench, as it stands at one moment.</summary>
/// <param name="IsHighValue">It must be weighed and photographed.</param>
/// <param name="CartonHint">The smallest carton for all that the parcel holds and all that is left; null: one carton does not do.</param>
/// <param name="Expected">What it should weigh as it stands; null: nothing lies in it, or nothing is known of what does.</param>
/// <param name="Final">What it should weigh when all that is left lies in it, too.</param>
/// <param name="Ticks">Steps of the checklist that are done.</param>
public sealed record PackPicture(
    Guid Id, string Sscc, string Number, Guid OrderId, string Warehouse, int PackageNo, ParcelState State, GroupState Group, DateTimeOffset OpenedAt, DateTimeOffset? SealedAt,
    DateTimeOffset? ShipBy, bool IsCancelled, HoldType? Hold, bool IsHighValue, string? Carton, CartonHint? CartonHint, IReadOnlyList<PackLine> Lines, PackWeight? Weight,
    WeightExpectation? Expected, WeightExpectation? Final, IReadOnlyList<PackPhoto> Photos, IReadOnlyList<PackSibling> Parcels, IReadOnlyList<string> Totes,
    IReadOnlyCollection<string> Ticks)
{
    public PackStanding Standing => new(Number, State, Group, IsCancelled, Hold);

    public int Left => Lines.Sum(line => line.Left);

    public int Here => Lines.Sum(line => line.Here);

    /// <summary>Others of the group that take what is left.</summary>
    public bool HasOtherOpen => Parcels.Any(other => other.Sscc != Sscc && other.State == ParcelState.Open);

    /// <summary>What an order like this must have beside its units.</summary>
    public IReadOnlyList<string> Checks => IsHighValue ? [PackingChecklist.Weight, PackingChecklist.Photo] : [];

    /// <summary>What keeps it from being sealed, in the order in which it is best done.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. Left > 0 && !HasOtherOpen || Here == 0 ? [PackingChecklist.Units] : Array.Empty<string>(),
        .. Weight is null ? IsHighValue ? [PackingChecklist.Weight] : Array.Empty<string>() : Weight.IsGood ? [] : [PackingChecklist.Weight],
        .. IsHighValue && Photos.Count == 0 ? [PackingChecklist.Photo] : Array.Empty<string>(),
    ];
}
