using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>Something happened to the label of a parcel.</summary>
public abstract record LabelEvent(Guid Order, string Number, Guid Parcel, string Sscc, Guid Shipment, string Courier) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, JournalKeys.Parcel(Parcel)];
}

/// <summary>It is to be booked; the courier has not been asked yet.</summary>
public sealed record LabelAsked(Guid Order, string Number, Guid Parcel, string Sscc, Guid Shipment, string Courier, string? Service, string EffectKey)
    : LabelEvent(Order, Number, Parcel, Sscc, Shipment, Courier);

public sealed record LabelBooked(Guid Order, string Number, Guid Parcel, string Sscc, Guid Shipment, string Courier, string? Service, string Tracking, Money? Cost)
    : LabelEvent(Order, Number, Parcel, Sscc, Shipment, Courier);

/// <param name="Code">The courier's; its words are with the booking, since they may repeat the customer's.</param>
public sealed record LabelRefused(Guid Order, string Number, Guid Parcel, string Sscc, Guid Shipment, string Courier, string? Code)
    : LabelEvent(Order, Number, Parcel, Sscc, Shipment, Courier);

/// <summary>No answer came, and the courier cannot be asked by our reference.</summary>
public sealed record BookingLost(Guid Order, string Number, Guid Parcel, string Sscc, Guid Shipment, string Courier)
    : LabelEvent(Order, Number, Parcel, Sscc, Shipment, Courier);

public sealed record LabelVoided(Guid Order, string Number, Guid Parcel, string Sscc, Guid Shipment, string Courier, string? Tracking)
    : LabelEvent(Order, Number, Parcel, Sscc, Shipment, Courier);

/// <summary>The courier gives the money of a voided label back, or does not.</summary>
public sealed record LabelVoidAnswered(Guid Order, string Number, Guid Parcel, string Sscc, Guid Shipment, string Courier, bool IsGranted)
    : LabelEvent(Order, Number, Parcel, Sscc, Shipment, Courier);
