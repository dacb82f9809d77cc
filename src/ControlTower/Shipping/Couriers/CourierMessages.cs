using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping.Couriers;

/// <summary>Where something comes from or goes to.</summary>
/// <param name="Phone">E.164 where we could read it, else as it was typed.</param>
public sealed record CourierParty(
    string Name, string? Company, string? Phone, string? Email, string Line1, string? Line2, string City, string? Region, string? Postcode, string Country);

/// <summary>One parcel as a courier is asked to take it.</summary>
/// <param name="EffectKey">Our own reference: by it the booking is found again after a lost answer.</param>
/// <param name="Number">Of the order, for people.</param>
/// <param name="Cod">Cash to collect; null or zero: none.</param>
/// <param name="Value">What the goods are worth.</param>
/// <param name="CourierRef">The courier's id of it, where an earlier attempt got so far.</param>
/// <param name="IsRepeated">It was sent before, and its answer was lost: it is looked up first.</param>
/// <param name="At">Now, for couriers that want to know when it is to be shipped.</param>
/// <param name="EventsUrl">Where the courier is to send what happens to it; null where we have no public address.</param>
public sealed record BookingAsk(
    string EffectKey, string Number, string Sscc, string? Service, ShippingMethod Method, CourierParty From, CourierParty To, string Warehouse,
    int WeightGrams, int Units, string Description, Money? Cod, Money Value, string? CourierRef, bool IsRepeated, string? EventsUrl, DateTimeOffset At);

/// <summary>How a call ended. Three endings: done, refused, unknown; and the luck that nothing left the house.</summary>
public abstract record CallEnding<T>
{
    private CallEnding() { }

    public sealed record Done(T Answer) : CallEnding<T>;

    /// <summary>The courier says no, in its words.</summary>
    public sealed record Refused(string? Code, string Words) : CallEnding<T>;

    /// <summary>It was not reached, or it says "later": the same call may be made again.</summary>
    /// <param name="After">How long to wait, where the courier says it.</param>
    public sealed record NotSent(string Words, TimeSpan? After) : CallEnding<T>;

    /// <summary>It may have been done.</summary>
    public sealed record Unknown(string Words) : CallEnding<T>;
}

/// <summary>A file as a courier hands it out.</summary>
public sealed record LabelFile(byte[] Content, string MediaType);

/// <summary>A truck that is asked to come.</summary>
public sealed record PickupAsk(
    string EffectKey, CourierParty From, string Warehouse, DateTimeOffset WindowFrom, DateTimeOffset WindowTo, int Parcels, string? CourierRef);

/// <summary>Where to find the label of a booking at the courier.</summary>
public sealed record LabelAsk(string? Url, string? CourierRef, string Tracking);

/// <summary>What a kind of courier can be asked over the network. No database is touched in between but through the given marks.</summary>
public interface ICourierApi
{
    CourierKind Kind { get; }

    /// <param name="note">Writes down the courier's id before money is spent; false: somebody else does this booking now, leave it.</param>
    Task<CallEnding<BookedLabel>> BookAsync(OpenCourier courier, BookingAsk ask, Func<string, Task<bool>> note, CancellationToken cancellationToken);

    Task<CallEnding<LabelFile>> FetchLabelAsync(OpenCourier courier, LabelAsk ask, CancellationToken cancellationToken);

    /// <summary>Asks for the money back; asked twice, it is given once.</summary>
    Task<CallEnding<string>> VoidAsync(OpenCourier courier, string? courierRef, string tracking, CancellationToken cancellationToken);

    /// <returns>The courier's number of the pickup.</returns>
    Task<CallEnding<string>> PickUpAsync(OpenCourier courier, PickupAsk ask, CancellationToken cancellationToken);
}
