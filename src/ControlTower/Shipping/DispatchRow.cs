using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping;

/// <summary>Where a parcel stands between the bench and the truck.</summary>
public enum DispatchStand
{
    /// <summary>Sealed, and nobody has asked a courier yet.</summary>
    ToBook,
    Booking,
    Refused,
    Unknown,

    /// <summary>It has its label and is on no list.</summary>
    Labelled,
    OnManifest,

    /// <summary>Scanned onto the truck, which has not left.</summary>
    OnTruck,
    HandedOver,
}

/// <summary>One parcel as the shipping desk sees it; compared by value.</summary>
/// <param name="Courier">Empty while none is chosen.</param>
/// <param name="Error">In the courier's words.</param>
/// <param name="Manifest">Number of the list that it is on.</param>
/// <param name="Case">Its open case about labels or the handover.</param>
public sealed record DispatchRow(
    Guid Id, string Sscc, string Number, string Warehouse, string Courier, ParcelState State, DateTimeOffset Since, int? WeightGrams, BookingState? Booking, string? Error, string? Tracking,
    string? Manifest, Guid? ManifestId, bool IsScanned, DateTimeOffset? ShipBy, long? CodMinor, string? CodCurrency, DateTimeOffset? HandedOverAt, bool IsHeld, Guid? Case, string? CaseCode)
{
    public DispatchStand Stand =>
        HandedOverAt is not null || State is not (ParcelState.Sealed or ParcelState.Labelled) ? DispatchStand.HandedOver
        : State == ParcelState.Labelled ? (IsScanned ? DispatchStand.OnTruck : Manifest is not null ? DispatchStand.OnManifest : DispatchStand.Labelled)
        : Booking switch
        {
            BookingState.Queued or BookingState.Sending => DispatchStand.Booking,
            BookingState.Failed => DispatchStand.Refused,
            BookingState.Unknown => DispatchStand.Unknown,
            BookingState.Done or BookingState.Voided or null => CaseCode is "LABEL_FAILED" ? DispatchStand.Refused : DispatchStand.ToBook,
        };

    /// <summary>Still in the house.</summary>
    public bool IsHere => Stand != DispatchStand.HandedOver;

    /// <summary>Somebody has to look: refused, not known, or left by its truck.</summary>
    public bool IsMissing => IsHere && (Case is not null || Stand is DispatchStand.Refused or DispatchStand.Unknown);

    public Money? Cod => CodMinor is > 0 and var minor && CodCurrency is { } currency ? new Money(minor, currency) : null;
}
