using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>What a parcel needs of a courier.</summary>
/// <param name="Country">ISO 3166 of the customer.</param>
public sealed record ParcelNeeds(ShippingMethod Method, string Country, bool HasCod);

/// <summary>A courier as one that could take the parcel.</summary>
/// <param name="Services">Empty: everything that its kind can.</param>
/// <param name="NextTruck">When it next leaves from the parcel's warehouse; null: no cut-off of it is in the calendar there.</param>
public sealed record CourierOffer(
    string Courier, CourierKind Kind, bool TakesCod, IReadOnlyList<CourierService> Services, DateTimeOffset? NextTruck, string? OnlyCountry);

/// <summary>Who takes it, and with which service (null: the cheapest that the courier offers).</summary>
public sealed record ChosenCourier(string Courier, string? Service);

/// <summary>Which courier takes a parcel that nobody chose one for.</summary>
public static class CourierChoice
{
    /// <summary>
    /// Of those that deliver there in that way (and collect cash where there is any): one whose truck comes to the warehouse before one
    /// whose does not; then the cheaper by its price list; then the truck that leaves sooner; then by key, so that it is the same everywhere.
    /// </summary>
    /// <returns>Null: nobody can take it.</returns>
    public static ChosenCourier? Choose(ParcelNeeds needs, IEnumerable<CourierOffer> offers) =>
        offers.Select(offer => (Offer: offer, Service: ServiceFor(needs, offer)))
            .Where(pair => pair.Service is not null)
            .OrderBy(pair => pair.Offer.NextTruck is null)
            .ThenBy(pair => pair.Service!.Price ?? decimal.MaxValue)
            .ThenBy(pair => pair.Offer.NextTruck ?? DateTimeOffset.MaxValue)
            .ThenBy(pair => pair.Offer.Courier, StringComparer.Ordinal)
            .Select(pair => new ChosenCourier(pair.Offer.Courier, pair.Service!.Service))
            .FirstOrDefault();

    /// <summary>The service by which the courier would take the parcel: the one for its country before the one for all, the cheaper first.</summary>
    /// <returns>Null: it does not take it.</returns>
    public static CourierService? ServiceFor(ParcelNeeds needs, CourierOffer offer) =>
        needs.Method == ShippingMethod.Pickup || (needs.HasCod && !offer.TakesCod) || (offer.OnlyCountry is { } only && only != needs.Country) ? null
        : offer.Services.Count == 0 ? new CourierService(needs.Method, null, null, null)
        : offer.Services.Where(service => service.Method == needs.Method && (service.Country is null || service.Country == needs.Country))
            .OrderBy(service => service.Country is null).ThenBy(service => service.Price ?? decimal.MaxValue).FirstOrDefault();
}
