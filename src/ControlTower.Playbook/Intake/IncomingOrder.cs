using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Intake;

/// <summary>
/// An order as any channel tells it, in one shape. Readers of channels make it, intake takes it in, and nothing behind intake
/// knows which channel it came from. Values are as sent, only decoded (HTML entities, digits): judging them is validation's business.
/// </summary>
/// <param name="ExternalId">The channel's own id; with the store it is unique for ever.</param>
/// <param name="ExternalNumber">What the customer was told ("#1001"); null where it is the id.</param>
/// <param name="SourceVersion">The channel's own time of this version; an older one never overwrites a newer one.</param>
/// <param name="Payment">Where the channel says the money is.</param>
/// <param name="BillingCountry">ISO 3166 alpha-2; null where the channel tells none.</param>
/// <param name="Total">What the customer owes for the whole order, as the channel says; null: the sum.</param>
public sealed record IncomingOrder(
    string Store,
    string ExternalId,
    string? ExternalNumber,
    DateTimeOffset PlacedAt,
    DateTimeOffset SourceVersion,
    string Currency,
    IncomingContact Contact,
    IncomingAddress ShipTo,
    string? ShippingMethod,
    PaymentMethod Method,
    PaymentState Payment,
    PartialPolicy? Partial,
    IReadOnlyList<IncomingLine> Lines,
    Money Shipping,
    Money Fees,
    Money Tax,
    Money Discount,
    Money PaidOtherwise,
    Money? Total,
    string? Note,
    bool IsFulfilled = false,
    IncomingWish Wish = IncomingWish.Take,
    string? WishNote = null,
    string? BillingCountry = null,
    string? BillingCity = null);

/// <summary>What the channel wants done with it.</summary>
public enum IncomingWish
{
    /// <summary>Take it in, or bring it up to date.</summary>
    Take,

    /// <summary>The shop or the customer cancelled: a request, which may come too late.</summary>
    Cancel,

    /// <summary>Stored and not worked on (a draft, a test order); <see cref="IncomingOrder.WishNote"/> says why.</summary>
    Ignore,

    /// <summary>Taken in and held for a person: the shop's status is one that we don't know; the note names it.</summary>
    Ask,

    /// <summary>The shop says that it has been fulfilled already, and we have not shipped it: taken in, held, a case.</summary>
    AskFulfilledElsewhere,
}

/// <param name="Phone">As typed.</param>
public sealed record IncomingContact(string? Name, string? Phone, string? Email);

/// <param name="Country">ISO 3166 alpha-2, upper case; null or empty where the channel says nothing (then the store's).</param>
public sealed record IncomingAddress(
    string? Name, string? Phone, string? Line1, string? Line2, string? City, string? Region, string? Postcode, string? Country);

/// <param name="Sku">As the channel spells it; empty where it has none.</param>
/// <param name="Units">Null where what was asked is no whole number above zero; then <paramref name="UnitsText"/> keeps it.</param>
/// <param name="UnitsText">What was asked, as sent.</param>
public sealed record IncomingLine(
    string? ExternalLineId, string? Sku, string? Barcode, string Name, int? Units, string UnitsText, Money UnitPrice, Money LineTotal);
