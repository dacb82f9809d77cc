using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>What a courier answered to a booking that it took.</summary>
/// <param name="Reference">The courier's own id of it.</param>
/// <param name="LabelUrl">Where its label file lies; null: it draws none.</param>
public sealed record BookedLabel(string? Reference, string Tracking, string? Service, Money? Cost, string? LabelUrl);

/// <summary>One booking of one parcel with one courier; a parcel has at most one that is live.</summary>
public sealed class Shipment
{
    private Shipment() { }

    /// <param name="number">1, 2, 3 …: how often this parcel has been booked.</param>
    public Shipment(Guid id, Parcel parcel, string courier, string? service, int number, Money? cod, Guid by, DateTimeOffset now)
    {
        (Id, ParcelId, OrderId, Warehouse) = (id, parcel.Id, parcel.OrderId, parcel.Warehouse);
        (Courier, Service, EffectKey) = (courier, service, $"{parcel.Sscc}-{number}");
        (CodMinor, CodCurrency) = (cod?.Minor, cod?.Currency);
        (State, CreatedAt, CreatedBy, DueAt) = (BookingState.Queued, now, by, now);
    }

    public Guid Id { get; private init; }
    public Guid ParcelId { get; private init; }
    public Guid OrderId { get; private init; }
    public string Warehouse { get; private init; } = "";
    public string Courier { get; private init; } = "";

    /// <summary>As asked, then as booked; null: the courier's cheapest that fits.</summary>
    public string? Service { get; private set; }

    /// <summary>Our own reference at the courier: the parcel's number and how often it was booked.</summary>
    public string EffectKey { get; private init; } = "";

    public BookingState State { get; private set; }

    /// <summary>How often it was sent; also the fence: an answer to an older attempt is not taken.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is sent next; while it is being sent, when its sender is given up.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }
    public Guid CreatedBy { get; private init; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? CourierRef { get; private set; }
    public string? Tracking { get; private set; }
    public long? CostMinor { get; private set; }
    public string? CostCurrency { get; private set; }

    /// <summary>Cash that the courier was asked to collect.</summary>
    public long? CodMinor { get; private init; }

    public string? CodCurrency { get; private init; }
    public string? LabelUrl { get; private set; }
    public string? ErrorCode { get; private set; }

    /// <summary>In the courier's words.</summary>
    public string? Error { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }
    public string? VoidWhy { get; private set; }

    /// <summary>Of the call that gives the money back; null: none was needed.</summary>
    public BookingState? VoidState { get; private set; }

    public int VoidAttempts { get; private set; }
    public DateTimeOffset? VoidDueAt { get; private set; }
    public string? VoidError { get; private set; }

    public bool IsLive => ShipmentFlow.IsLive(State);

    public Money? Cost => CostMinor is { } minor && CostCurrency is { } currency ? new Money(minor, currency) : null;

    public Money? Cod => CodMinor is { } minor && CodCurrency is { } currency ? new Money(minor, currency) : null;

    /// <summary>Is being sent from now on; whoever sends it is given up at <paramref name="until"/>.</summary>
    /// <returns>The fence of this attempt.</returns>
    public int Send(DateTimeOffset now, DateTimeOffset until)
    {
        Move(ShipmentMove.Send);
        (Attempts, DueAt, SentAt) = (Attempts + 1, until, SentAt ?? now);
        return Attempts;
    }

    /// <summary>Its sender was given up: somebody else looks what became of it.</summary>
    public int TakeOver(DateTimeOffset until)
    {
        (Attempts, DueAt) = (Attempts + 1, until);
        return Attempts;
    }

    /// <summary>Nothing left the house: it is sent later.</summary>
    public void NotSent(string? code, string words, DateTimeOffset again)
    {
        Move(ShipmentMove.NotSent);
        (DueAt, ErrorCode, Error) = (again, code, words);
    }

    /// <summary>No answer came; it is asked after later, and is not sent again before that.</summary>
    public void AskAfter(string words, DateTimeOffset at) => (DueAt, Error) = (at, words);

    public void Book(BookedLabel by, DateTimeOffset now)
    {
        Move(ShipmentMove.Book);
        (EndedAt, ErrorCode, Error) = (now, null, null);
        (CourierRef, Tracking, Service, LabelUrl) = (by.Reference ?? CourierRef, by.Tracking, by.Service ?? Service, by.LabelUrl);
        (CostMinor, CostCurrency) = (by.Cost?.Minor, by.Cost?.Currency);
    }

    public void Refuse(string? code, string words, DateTimeOffset now)
    {
        Move(ShipmentMove.Refuse);
        (EndedAt, ErrorCode, Error) = (now, code, words);
    }

    /// <summary>No answer came, and nobody can be asked.</summary>
    public void LoseSight(string words, DateTimeOffset now)
    {
        Move(ShipmentMove.LoseSight);
        (EndedAt, Error) = (now, words);
    }

    /// <param name="askBack">Whether the courier is to be told.</param>
    public void VoidLabel(string why, bool askBack, DateTimeOffset now)
    {
        Move(ShipmentMove.VoidLabel);
        (VoidedAt, VoidWhy, EndedAt) = (now, why, EndedAt ?? now);
        (VoidState, VoidDueAt) = askBack ? (BookingState.Queued, now) : ((BookingState?)null, (DateTimeOffset?)null);
    }

    /// <summary>The courier is being asked for the money.</summary>
    public int SendVoid(DateTimeOffset until)
    {
        (VoidState, VoidAttempts, VoidDueAt) = (BookingState.Sending, VoidAttempts + 1, until);
        return VoidAttempts;
    }

    /// <param name="again">Null: it has come to its end.</param>
    public void EndVoid(BookingState state, string? words, DateTimeOffset? again) => (VoidState, VoidError, VoidDueAt) = (state, words, again);

    private void Move(ShipmentMove by) =>
        State = ShipmentFlow.After(State, by) ?? throw new InvalidOperationException($"A booking that is {State} cannot {by}.");
}

/// <summary>The courier's label file, byte for byte.</summary>
public sealed class ShipmentLabel
{
    public required Guid ShipmentId { get; init; }

    /// <summary>As the courier named it: <c>application/pdf</c>, <c>image/png</c>, <c>application/zpl</c> …</summary>
    public required string MediaType { get; init; }

    public required byte[] Content { get; init; }
    public required DateTimeOffset FetchedAt { get; init; }
}
