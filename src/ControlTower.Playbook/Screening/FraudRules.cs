using System.Collections.ObjectModel;
using System.Globalization;
using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Screening;

/// <summary>Where a bill or a parcel goes, as a store tells it.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
public sealed record Place(string? Country, string? City);

/// <summary>What screening knows of an order and of its phone.</summary>
/// <param name="PhoneIsValid">By the numbering plan of the order's country.</param>
/// <param name="PhoneCancels">Orders of this phone that were cancelled by the customer, refused, or cancelled as fraud. Phones are shared (a shop's): a risk, no verdict.</param>
/// <param name="PhoneAddresses">Different addresses that this phone had parcels sent to, this one included.</param>
/// <param name="AddressScore">By <see cref="Validation.AddressScore"/>.</param>
/// <param name="Billing">Null where the channel tells none.</param>
public sealed record FraudFacts(
    Money Total,
    string? Name,
    string? Email,
    bool PhoneIsValid,
    int PhoneCancels,
    int PhoneAddresses,
    int AddressScore,
    Place ShipTo,
    Place? Billing);

/// <param name="HighValueAbove">In the store's currency.</param>
/// <param name="PhoneCancelsMax">So many are forgiven.</param>
/// <param name="PhoneAddressesMax">So many different addresses are usual.</param>
/// <param name="AddressScoreMin">Below it an address counts as incomplete.</param>
public sealed record FraudLimits(decimal HighValueAbove, int PhoneCancelsMax, int PhoneAddressesMax, int AddressScoreMin);

/// <param name="Rule"><c>phoneCancels</c>, <c>highValueIncomplete</c> or <c>addressMismatch</c>.</param>
/// <param name="Evidence">The facts that made the hit, by name, without personal data beyond places.</param>
public sealed record FraudHit(string Rule, IReadOnlyDictionary<string, string> Evidence);

/// <summary>Light checks before anything is promised. A hit opens a review; it never cancels by itself.</summary>
public static class FraudRules
{
    public const string PhoneCancels = "phoneCancels";
    public const string HighValueIncomplete = "highValueIncomplete";
    public const string AddressMismatch = "addressMismatch";

    public static IReadOnlyList<FraudHit> Judge(FraudFacts order, FraudLimits limits) =>
        [.. new[] { ByPhone(order, limits), ByValue(order, limits), ByAddress(order, limits) }.OfType<FraudHit>()];

    private static FraudHit? ByPhone(FraudFacts order, FraudLimits limits) =>
        order.PhoneCancels > limits.PhoneCancelsMax
            ? Hit(PhoneCancels, ("cancels", Text(order.PhoneCancels)), ("cancelsMax", Text(limits.PhoneCancelsMax)))
            : null;

    private static FraudHit? ByValue(FraudFacts order, FraudLimits limits)
    {
        string[] missing =
        [
            .. string.IsNullOrWhiteSpace(order.Name) ? ["name"] : (string[])[],
            .. order.PhoneIsValid ? [] : (string[])["phone"],
            .. string.IsNullOrWhiteSpace(order.Email) ? ["email"] : (string[])[],
            .. order.AddressScore < limits.AddressScoreMin ? ["address"] : (string[])[],
        ];
        return IsHighValue(order, limits) && missing.Length > 0
            ? Hit(HighValueIncomplete, ("total", order.Total.ToString()), ("above", Text(limits.HighValueAbove)), ("missing", string.Join(", ", missing)))
            : null;
    }

    /// <summary>
    /// Billed to another country; or a dear order billed to another city (presents go to other cities every day, so only a dear one);
    /// or one phone that sends to ever new addresses.
    /// </summary>
    private static FraudHit? ByAddress(FraudFacts order, FraudLimits limits)
    {
        if (order.Billing is { Country.Length: > 0 } billed && order.ShipTo.Country is { Length: > 0 } && !Same(billed.Country, order.ShipTo.Country))
        {
            return Hit(AddressMismatch, ("billingCountry", billed.Country), ("shippingCountry", order.ShipTo.Country));
        }

        if (IsHighValue(order, limits)
            && order.Billing is { City.Length: > 0 } dear
            && order.ShipTo.City is { Length: > 0 } city
            && !Gazetteer.AreSamePlace(order.ShipTo.Country, dear.City, city))
        {
            return Hit(AddressMismatch, ("billingCity", dear.City), ("shippingCity", city), ("total", order.Total.ToString()));
        }

        return order.PhoneAddresses > limits.PhoneAddressesMax
            ? Hit(AddressMismatch, ("phoneAddresses", Text(order.PhoneAddresses)), ("phoneAddressesMax", Text(limits.PhoneAddressesMax)))
            : null;
    }

    private static bool IsHighValue(FraudFacts order, FraudLimits limits) => order.Total.Amount > limits.HighValueAbove;

    private static bool Same(string? one, string? other) => string.Equals(one?.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static FraudHit Hit(string rule, params (string Name, string Value)[] evidence) =>
        new(rule, new ReadOnlyDictionary<string, string>(evidence.ToDictionary(fact => fact.Name, fact => fact.Value)));
}
