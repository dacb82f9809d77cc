using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Validation;

public enum PhoneFault { Missing, Unreadable, TooShort, TooLong, NoSuchNumber }

/// <summary>What the numbering plan of the order's country says about a phone.</summary>
/// <param name="E164">Null where it is at fault.</param>
public sealed record PhoneVerdict(string? E164, PhoneFault? Fault)
{
    public bool IsValid => Fault is null;
}

/// <summary>One line as it was asked and as far as we understood it.</summary>
/// <param name="Sku">Ours; null where the catalogue and the store's map know none.</param>
/// <param name="BarcodeSku">The SKU that the line's barcode belongs to; null where it has none that we know.</param>
/// <param name="Units">Null where <paramref name="AskedUnits"/> is no whole number above zero.</param>
public sealed record LineFacts(int Line, string AskedSku, string Name, string? Sku, string? BarcodeSku, string AskedUnits, int? Units);

/// <summary>What the order's total is made of, in minor units of one currency.</summary>
/// <param name="Total">As the channel says.</param>
public sealed record OrderAmounts(
    string Currency, IReadOnlyList<long> Lines, long Shipping, long Fees, long Tax, long Discount, long PaidOtherwise, long Total);

/// <summary>What validation looks at; whoever asks has looked everything up.</summary>
/// <param name="Order">Number or id: tells the causes of different orders apart.</param>
/// <param name="AddressScoreMin">Below it an address does not pass.</param>
/// <param name="ShippingAsked">As the store calls it.</param>
/// <param name="Shipping">Ours; null where it is mapped to none.</param>
/// <param name="Payment">Null where the channel says nothing.</param>
/// <param name="IsCounterSale">Nobody is called and nothing is sent.</param>
public sealed record OrderFacts(
    string Order,
    PhoneVerdict Phone,
    AddressVerdict Address,
    int AddressScoreMin,
    IReadOnlyList<LineFacts> Lines,
    string? ShippingAsked,
    ShippingMethod? Shipping,
    PaymentState? Payment,
    OrderAmounts Amounts,
    bool IsCounterSale = false);

/// <summary>Something that is wrong with an order; it becomes a case.</summary>
/// <param name="Line">Null where it is about the whole order.</param>
/// <param name="CauseKey">Cases with the same one have the same cause: mapping one SKU solves them all.</param>
/// <param name="Evidence">The facts by name; no phone, no street.</param>
public sealed record Finding(ExceptionCode Code, int? Line, string CauseKey, IReadOnlyDictionary<string, string> Evidence)
{
    /// <summary><c>CODE</c> or <c>CODE:line</c>: what a person accepts when they let it pass.</summary>
    public string Key => Line is { } line ? FormattableString.Invariant($"{Code.Text()}:{line}") : Code.Text();
}
