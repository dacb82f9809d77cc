using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Documents;

/// <summary>Who sells, as the law wants it on an invoice.</summary>
/// <param name="Address">On one line; null where none is set.</param>
/// <param name="TaxNumber">Null where none is set.</param>
public sealed record Seller(string Name, string? Address, string? TaxNumber);

/// <summary>One line of a paper.</summary>
/// <param name="Ordered">Units of the whole order, without what was cancelled.</param>
/// <param name="Units">Of them in this parcel.</param>
public sealed record PaperLine(string Name, string Sku, int Ordered, int Units, Money Price, Money Amount);

/// <summary>One line below the goods of an invoice.</summary>
/// <param name="Word">Of the words of papers: <c>shipping</c>, <c>fees</c>, <c>discount</c>, <c>tax</c>, <c>paidOtherwise</c>, <c>other</c>.</param>
public sealed record PaperSum(string Word, Money Amount);

/// <summary>
/// What the packing slip and the invoice of one parcel say. Page and PDF are both made from it. Invoices are numbered by order and parcel, so
/// that each is one parcel's, and no two are alike.
/// </summary>
/// <param name="ShipTo">Without a name and lines for somebody who may not see them.</param>
/// <param name="Language">Of the customer, two letters.</param>
public sealed record ParcelPaper(
    string OrderNumber, string ExternalNumber, string Sscc, int PackageNo, int Piece, int Pieces, DateOnly OrderedOn, DateOnly Date, Seller Seller, LabelParty ShipTo,
    IReadOnlyList<PaperLine> Lines, ParcelMoney Money, string Language)
{
    public string InvoiceNumber => $"{OrderNumber}-{PackageNo}";

    public int Units => Lines.Sum(line => line.Units);

    public Money Goods => new(Money.GoodsMinor, Money.Currency);

    public Money Total => new(Money.TotalMinor, Money.Currency);

    /// <summary>Between the goods and the total; what is nothing is not said.</summary>
    public IReadOnlyList<PaperSum> Sums =>
    [
        .. new (string Word, long Minor)[]
        {
            ("shipping", Money.ShippingMinor), ("fees", Money.FeesMinor), ("discount", -Money.DiscountMinor), ("tax", Money.TaxMinor),
            ("paidOtherwise", -Money.PaidOtherwiseMinor), ("other", Money.OtherMinor),
        }.Where(sum => sum.Minor != 0).Select(sum => new PaperSum(sum.Word, new(sum.Minor, Money.Currency))),
    ];

    /// <param name="number">Of the order, as people see it.</param>
    /// <param name="zone">Of the warehouse: days are its days.</param>
    /// <param name="showsAddress">Whether whoever asks may see where it goes.</param>
    public static ParcelPaper Of(SalesOrder order, Parcel parcel, string number, Seller seller, TimeZoneInfo zone, bool showsAddress)
    {
        var (piece, pieces) = PieceOf(order, parcel);
        var money = ParcelMoney.Of(order, parcel);
        return new(
            number, order.ExternalNumber, parcel.Sscc, parcel.PackageNo, piece, pieces, DayOf(order.PlacedAt, zone), DayOf(parcel.SealedAt ?? parcel.OpenedAt, zone), seller,
            showsAddress ? ReceiverOf(order.Contact) : new("", [], null),
            [.. money.Goods.Select(goods => new PaperLine(
                goods.Line.Name.Length == 0 ? goods.Line.Sku ?? goods.Line.AskedSku : goods.Line.Name, goods.Line.Sku ?? goods.Line.AskedSku, goods.Line.Ordered - goods.Line.Cancelled, goods.Units,
                new(goods.Line.UnitPriceMinor, order.Currency), new(goods.Minor, order.Currency)))],
            money, CustomerPlace.LanguageOf(order.Contact.ShipName ?? order.Contact.Name, order.Contact.Country));
    }

    /// <summary>Which one of how many that go to the customer together.</summary>
    public static (int Piece, int Pieces) PieceOf(SalesOrder order, Parcel parcel)
    {
        var together = order.LiveParcels.Where(one => one.GroupId == parcel.GroupId).OrderBy(one => one.PackageNo).Select(one => one.Id).ToList();
        return (together.IndexOf(parcel.Id) + 1, together.Count);
    }

    /// <summary>Where the parcel goes, line by line.</summary>
    public static LabelParty ReceiverOf(OrderContact contact)
    {
        static string? Joined(string separator, params string?[] parts) =>
            string.Join(separator, parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()).Distinct()) is { Length: > 0 } line ? line : null;

        return new(
            Joined("", contact.ShipName) ?? Joined("", contact.Name) ?? "",
            [.. new[] { Joined("", contact.Line1), Joined("", contact.Line2), Joined(", ", contact.City, contact.Region) is { } place ? Joined(" ", place, contact.Postcode) : Joined("", contact.Postcode), Joined("", contact.Country) }
                .OfType<string>()],
            contact.PhoneToCall);
    }

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}

public static class PaperRefusals
{
    public static Refusal Unknown(string sscc) => new("packing.unknown", $"There is no parcel {(sscc.Length <= 40 ? sscc : sscc[..40])} here.");

    public static Refusal Voided(string sscc) => new("packing.voided", $"The parcel {sscc} was dissolved: what lay in it lies in others, which have papers of their own.");

    public static Refusal LanguageInvalid() => new("packing.language-invalid", "A paper is in English or Arabic: lang=en or lang=ar.", "lang");
}
