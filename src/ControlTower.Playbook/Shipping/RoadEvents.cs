using System.Text.Json.Serialization;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>What happened to one parcel on its road; boards read its order and the parcel again.</summary>
public abstract record RoadEvent(Guid Order, string Number, Guid Parcel, string Sscc) : OrderEvent(Order, Number)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Parcel(Parcel)];
}

/// <summary>A parcel is somewhere else than before.</summary>
/// <param name="Heard">The courier's event that says so; null where a person did.</param>
/// <param name="At">The courier's own time of it.</param>
/// <param name="Shelves">Shelves that it left, where it left the house by this.</param>
public sealed record ParcelMoved(
    Guid Order, string Number, Guid Parcel, string Sscc, ParcelState State, string? Courier, string? Tracking, Guid? Heard, DateTimeOffset At,
    [property: JsonIgnore] ParcelState Before, [property: JsonIgnore] IReadOnlyList<string>? Shelves = null) : RoadEvent(Order, Number, Parcel, Sscc)
{
    public override IReadOnlyList<string> Keys => [.. base.Keys, .. Shelves ?? []];

    public override object? Old => new { State = Before };
}

/// <summary>Nobody took it in.</summary>
/// <param name="Attempt">1, 2, 3.</param>
/// <param name="RescueUntil">Until then the delivery can be saved.</param>
public sealed record DeliveryAttemptFailed(Guid Order, string Number, Guid Parcel, string Sscc, int Attempt, AttemptReason Reason, DateTimeOffset? RescueUntil)
    : RoadEvent(Order, Number, Parcel, Sscc);

/// <summary>It is on its way back to us: a return is to be expected.</summary>
public sealed record ParcelReturning(Guid Order, string Number, Guid Parcel, string Sscc, string Warehouse, bool Refused) : RoadEvent(Order, Number, Parcel, Sscc);

/// <summary>The courier is asked for something, or a person is to ask it.</summary>
public sealed record RoadWished(Guid Order, string Number, Guid Parcel, string Sscc, RoadWishKind Wish, RoadWishState State, DateOnly? Day) : RoadEvent(Order, Number, Parcel, Sscc);

/// <summary>What became of it.</summary>
public sealed record RoadWishAnswered(Guid Order, string Number, Guid Parcel, string Sscc, RoadWishKind Wish, RoadWishState State) : RoadEvent(Order, Number, Parcel, Sscc);

/// <summary>Where it is, as a person cleared it up with the courier.</summary>
public sealed record ParcelCleared(Guid Order, string Number, Guid Parcel, string Sscc, ParcelState State) : RoadEvent(Order, Number, Parcel, Sscc);

/// <summary>The customer is to be told that it is late.</summary>
public sealed record DelayToTell(Guid Order, string Number, Guid Parcel, string Sscc, DateTimeOffset? ExpectedAt) : RoadEvent(Order, Number, Parcel, Sscc);

/// <param name="Proofs">Which kinds lie there; the name and the words are personal and stand apart.</param>
public sealed record DeliveryProven(Guid Order, string Number, Guid Parcel, string Sscc, IReadOnlyList<ProofKind> Proofs, bool WithCode) : RoadEvent(Order, Number, Parcel, Sscc);

public sealed record CodTaken(Guid Order, string Number, Guid Parcel, string Sscc, Money Due, Money Collected) : RoadEvent(Order, Number, Parcel, Sscc);

/// <param name="Statement">Id of the courier's statement.</param>
public sealed record CodPaidOn(Guid Order, string Number, Guid Parcel, string Sscc, Money Due, Money Paid, Guid Statement) : RoadEvent(Order, Number, Parcel, Sscc);

/// <param name="State">Claimed, or let go.</param>
public sealed record CodDecided(Guid Order, string Number, Guid Parcel, string Sscc, CodState State, Money Due, Money? Paid) : RoadEvent(Order, Number, Parcel, Sscc);

/// <summary>A courier's number belongs to this parcel, says a person.</summary>
public sealed record TrackingLinked(Guid Order, string Number, Guid Parcel, string Sscc, string Courier, string Tracking) : RoadEvent(Order, Number, Parcel, Sscc);

/// <param name="State">Null: it says nothing about where a parcel is.</param>
public sealed record CourierCodeMapped(CourierKind Kind, string Code, string Detail, ParcelState? State) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Setting($"courier-codes/{JsonNamingPolicyName(Kind)}");

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];

    private static string JsonNamingPolicyName(CourierKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}

/// <summary>A statement was read in; its parcels have entries of their own.</summary>
public sealed record CodStatementRead(Guid Statement, string Courier, int Rows, int Matched, int Differing, int Unknown, Money Total) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Setting($"cod-statement/{Statement}");

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}
