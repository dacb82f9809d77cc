namespace ControlTower.Simulator.Couriers;

/// <summary>How far a courier has brought a parcel.</summary>
public enum CarrierStep { Made, Booked, Cancelled, PickedUp, InTransit, OutForDelivery, AttemptFailed, Delivered, Returning, Returned, Lost }

/// <summary>What will become of it at the door.</summary>
public enum CarrierFate { Delivered, NobodyHome, Refused, Lost }

/// <summary>A parcel in a courier's own book.</summary>
/// <param name="Id">The courier's id of it.</param>
/// <param name="Reference">What the sender calls it.</param>
/// <param name="Tracking">Null until it is bought.</param>
/// <param name="Cod">Cash to collect, in the country's money.</param>
/// <param name="Wish">What the sender asked for since, in short: another day, another address, another number.</param>
/// <param name="NextAt">When it moves on by itself; null: it waits for somebody.</param>
public sealed record CarrierParcel(
    string Courier, string Id, string Reference, string Number, string? Tracking, string Service, decimal Price, string Currency, decimal Cod, string City, string Country,
    CarrierStep Step, DateTimeOffset At, DateTimeOffset? NextAt, CarrierFate Fate, int Attempts, string? Wish = null);
