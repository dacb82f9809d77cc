using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>What a courier asks for one parcel.</summary>
public sealed record CourierRate(string Id, string Carrier, string Service, Money Price);

/// <summary>Which of a courier's rates is bought.</summary>
public static class RateChoice
{
    /// <summary>The cheapest of the wanted service; of all, where none is wanted. Of equals the first by id, so that it is the same everywhere.</summary>
    /// <param name="service">As the courier calls it ("Priority"), with its carrier where two sell the same ("USPS/Priority"); in any case of letters.</param>
    /// <returns>Null: none is offered.</returns>
    public static CourierRate? Choose(IEnumerable<CourierRate> rates, string? service) =>
        rates.Where(rate => service is null
                || string.Equals(rate.Service, service, StringComparison.OrdinalIgnoreCase)
                || string.Equals($"{rate.Carrier}/{rate.Service}", service, StringComparison.OrdinalIgnoreCase))
            .OrderBy(rate => rate.Price.Amount).ThenBy(rate => rate.Id, StringComparer.Ordinal).FirstOrDefault();
}
