using System.Text.Json;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>An order in one row.</summary>
/// <param name="OpenHolds">How many.</param>
/// <param name="Warehouses">Of its groups that live; empty: none is chosen.</param>
public sealed record OrderHead(
    Guid Id, string Number, string Store, Channel Channel, string ExternalId, string ExternalNumber, Headline Headline, PaymentState Payment, PaymentMethod Method,
    DateTimeOffset PlacedAt, DateTimeOffset ReceivedAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? FulfillableAt, DateTimeOffset? ShipBy,
    DateTimeOffset? HandedOverAt, DateTimeOffset LastMovementAt, Stage? Stage, Money Total, int Priority, long Version, int OpenHolds, int OpenCases,
    IReadOnlyList<string> Warehouses)
{
    /// <summary>What the courier collects at the door.</summary>
    public Money? CodDue => Method == PaymentMethod.Cod && !PaymentFlow.IsPaid(Payment) && Headline != Headline.Cancelled ? Total : null;

    public bool IsOver => Headline is Headline.Cancelled or Headline.Closed or Headline.Delivered or Headline.Shipped;

    /// <summary>An order that no warehouse has yet is everybody's business.</summary>
    public bool IsSeenBy(Actor actor) => Warehouses.Count == 0 || Warehouses.Any(actor.Sees);
}

/// <summary>Everything about one order, as it stands at one moment.</summary>
/// <param name="Contact">Without the personal words where the reader may not see them.</param>
/// <param name="Note">What the customer wrote; null where the reader may not see it.</param>
/// <param name="WhyHere">JSON: the compared candidates of the last allocation.</param>
public sealed record OrderPicture(
    OrderHead Head, ShippingMethod? ShippingMethod, string? ShippingAsked, CancelCause? CancelCause, string? Note, JsonElement? WhyHere, PicturedContact Contact,
    IReadOnlyList<PicturedLine> Lines, IReadOnlyList<PicturedHold> Holds, IReadOnlyList<PicturedCase> Cases, IReadOnlyList<PicturedGroup> Groups,
    IReadOnlyList<PicturedNote> Notes, PicturedCharges Charges, EarlierOrders Earlier)
{
    /// <summary>What the customer was told, oldest first.</summary>
    public IReadOnlyList<PicturedMessage> Messages { get; init; } = [];

    /// <summary>Voided ones, too.</summary>
    public IReadOnlyList<PicturedParcel> Parcels { get; init; } = [];

    /// <summary>What comes or came back, oldest first.</summary>
    public IReadOnlyList<PicturedReturn> Returns { get; init; } = [];

    public bool IsReleased => Groups.Any(group => GroupFlow.IsOnTheFloor(group.State));

    /// <summary>The picture for somebody who works with goods and not with customers.</summary>
    public OrderPicture WithoutPersonalData() => this with
    {
        Note = null, Notes = [], Parcels = [.. Parcels.Select(parcel => parcel with { ReceivedBy = null, Pictures = null })],
        Contact = new() { City = Contact.City, Region = Contact.Region, Country = Contact.Country, AddressScore = Contact.AddressScore, AddressReasons = Contact.AddressReasons },
    };
}

public sealed record PicturedContact
{
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? ShipName { get; init; }
    public string? ShipPhone { get; init; }
    public string? Line1 { get; init; }
    public string? Line2 { get; init; }
    public string? City { get; init; }
    public string? Region { get; init; }
    public string? Postcode { get; init; }
    public string Country { get; init; } = "";
    public int? AddressScore { get; init; }
    public IReadOnlyList<string> AddressReasons { get; init; } = [];
}

public sealed record PicturedLine(
    int LineNo, string? Sku, string AskedSku, string AskedUnits, string Name, int Ordered, int Unallocated, int Cancelled, int Backordered, int Reserved, int Picked,
    int Packed, int Shipped, int Returned, long UnitPriceMinor);

public sealed record PicturedHold(
    Guid Id, HoldType Type, string Source, bool KeepsStock, bool PausesClock, DateTimeOffset PlacedAt, string? Why, DateTimeOffset? ReleasedAt, string? ReleaseWhy);

public sealed record PicturedCase(
    Guid Id, string Code, Severity Severity, CaseState State, Role OwnerRole, Guid? Owner, string? OwnerName, DateTimeOffset OpenedAt, DateTimeOffset DueAt, int? LineNo,
    string? Resolution);

public sealed record PicturedGroup(Guid Id, string Warehouse, GroupState State, string Why, IReadOnlyList<PicturedGroupLine> Lines);

public sealed record PicturedGroupLine(int LineNo, int Units);

/// <summary>What the customer was told; its words are not part of the picture.</summary>
public sealed record PicturedMessage(
    MessageOccasion Occasion, MessageChannel Channel, MessageState State, DateTimeOffset QueuedAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? FailedAt, string? Reason)
{
    /// <summary>When its state came true.</summary>
    public DateTimeOffset At => (State == MessageState.Delivered ? DeliveredAt : State == MessageState.Failed ? FailedAt : SentAt) ?? QueuedAt;
}

public sealed record PicturedNote(DateTimeOffset At, string ByName, string Text);

/// <summary>What stands between the lines and the total, in minor units of the order's currency.</summary>
/// <param name="DeliveryMinor">Delivery and fees.</param>
public sealed record PicturedCharges(long DeliveryMinor, long DiscountMinor);

/// <summary>Orders of the same phone number that were placed before this one.</summary>
/// <param name="Cancelled">How many of them were.</param>
public sealed record EarlierOrders(int Orders, int Cancelled);

/// <summary>A parcel, its road and what proves its delivery.</summary>
/// <param name="Attempts">Failed ones.</param>
/// <param name="ReceivedBy">Personal: null for roles that work with goods.</param>
/// <param name="Wish">What the courier was asked for last.</param>
/// <param name="Photos">What the bench saw of it, of its packing.</param>
public sealed record PicturedParcel(
    string Sscc, ParcelState State, DateTimeOffset StateSince, string? Courier, string? Service, string? Tracking, int? WeightGrams, DateTimeOffset? DeliveredAt,
    DateTimeOffset? ExpectedAt, string? LastPlace, int Attempts, AttemptReason? AttemptReason, DateTimeOffset? ProvenAt, string? ReceivedBy, bool WithCode, CodState? CodState,
    RoadWishKind? Wish, RoadWishState? WishState, IReadOnlyList<string>? Pictures = null, IReadOnlyList<Guid>? Photos = null);

/// <summary>Something of the order that comes back, and its money.</summary>
/// <param name="Units">Said to come.</param>
/// <param name="Refund">Of what was asked for last; null: nothing was.</param>
/// <param name="RefundMinor">In the order's currency.</param>
public sealed record PicturedReturn(
    Guid Id, long Number, ReturnKind Kind, ReturnState State, DateTimeOffset StateSince, string Warehouse, DateTimeOffset OpenedAt, int Units, RefundState? Refund,
    long? RefundMinor);
