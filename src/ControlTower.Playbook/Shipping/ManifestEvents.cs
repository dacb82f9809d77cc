using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <param name="Boxes">The parcels that were put on it.</param>
public sealed record ManifestOpened(Guid Manifest, string Number, string Courier, string Warehouse, int Parcels, [property: JsonIgnore] IReadOnlyList<Guid> Boxes) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Manifest(Manifest);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, .. (Boxes ?? []).Select(JournalKeys.Parcel)];
}

/// <summary>A code was scanned at the truck. A wrong one is an ordinary outcome, and counted.</summary>
public sealed record ManifestScanned(
    Guid Manifest, string Number, string Courier, HandoverOutcome Outcome, string? Code, string Text, string? Expected, string? Found, string? Sscc, Guid? Order, Guid? Parcel, bool IsExtra) : IJournaled
{
    [JsonIgnore]
    public string Subject => Order is { } order ? JournalKeys.Order(order) : JournalKeys.Manifest(Manifest);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, JournalKeys.Manifest(Manifest), .. Parcel is { } parcel ? new[] { JournalKeys.Parcel(parcel) } : []];
}

public sealed record ParcelLeftBehind(Guid Order, string Number, Guid Parcel, string Sscc, Guid Manifest, string OnManifest) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, JournalKeys.Parcel(Parcel), JournalKeys.Manifest(Manifest)];
}

/// <summary>The courier has them; of an order with several parcels maybe not all yet.</summary>
public sealed record OrderHandedOver(Guid Order, string Number, string Courier, string? OnManifest, IReadOnlyList<string> Parcels, bool IsWhole, [property: JsonIgnore] IReadOnlyList<string> More) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, .. More ?? []];
}

public sealed record ManifestClosed(Guid Manifest, string Number, string Courier, string Warehouse, int HandedOver, int LeftBehind) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Manifest(Manifest);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record TruckAsked(Guid Pickup, string Courier, string Warehouse, DateTimeOffset From, DateTimeOffset To, int Parcels) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Pickup(Pickup);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record TruckAnswered(Guid Pickup, string Courier, string Warehouse, BookingState State, string? Reference) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Pickup(Pickup);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record TruckMissed(Guid Pickup, string Courier, string Warehouse, int Waiting) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Pickup(Pickup);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

/// <summary>Packed for the counter: from now on it can be collected.</summary>
public sealed record CounterCodeMade(Guid Order, string Number, string Warehouse) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record OrderCollected(Guid Order, string Number, string Warehouse, IReadOnlyList<string> Parcels, [property: JsonIgnore] IReadOnlyList<Guid> Boxes) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, .. (Boxes ?? []).Select(JournalKeys.Parcel)];
}
