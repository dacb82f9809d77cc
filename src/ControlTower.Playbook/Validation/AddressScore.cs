namespace ControlTower.Playbook.Validation;

/// <summary>
/// How likely a courier finds the door, and what to ask if not. Countries that we have a gazetteer of (Egypt, Saudi Arabia, the United
/// States) are judged by their own habits, all others by what any address needs.
/// </summary>
public static class AddressScore
{
    private const int Perfect = 100;

    /// <param name="storeCountry">Counts where the address names no country.</param>
    public static AddressVerdict Judge(AddressParts address, string? storeCountry = null)
    {
        var country = (string.IsNullOrWhiteSpace(address.Country) ? storeCountry : address.Country)?.Trim().ToUpperInvariant();
        AddressReason[] reasons =
        [
            .. string.IsNullOrEmpty(country) ? [new AddressReason(AddressFault.CountryMissing, 25)] : (AddressReason[])[],
            .. AddressLineRules.Judge(address, country),
            .. AddressPlaceRules.Judge(address, country),
        ];
        return new AddressVerdict(Math.Max(0, Perfect - reasons.Sum(reason => reason.Points)), [.. reasons.OrderByDescending(reason => reason.Points)]);
    }
}
