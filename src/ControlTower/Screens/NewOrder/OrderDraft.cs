using System.Globalization;
using ControlTower.Foreign;
using ControlTower.Intake.Channels;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.NewOrder;

/// <summary>One line as it is typed.</summary>
public sealed class DraftLine
{
    /// <summary>Its number in the order that is changed; null: a new one.</summary>
    public int? LineNo { get; set; }

    public string Sku { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>What could be promised when it was chosen.</summary>
    public long? Available { get; set; }

    public string Units { get; set; } = "1";

    public string Price { get; set; } = "";

    public int? Count => int.TryParse(ForeignText.LatinDigits(Units.Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units > 0 ? units : null;
}

/// <summary>An order while somebody types it. It lives in the browser's tab until it is placed, so that a lost line to the server costs nothing.</summary>
public sealed class OrderDraft
{
    private const decimal AmountMax = 1_000_000_000;

    /// <summary>Made once per draft: pressed twice, it places one order.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Who types it; another person who signs in in the same tab does not see it.</summary>
    public Guid By { get; set; }

    /// <summary>When it was sent first; sent again, it tells the same.</summary>
    public DateTimeOffset? PlacedAt { get; set; }

    public string Store { get; set; } = "";

    /// <summary>What the customer can name: a receipt, a chat.</summary>
    public string Reference { get; set; } = "";

    public string Name { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Email { get; set; } = "";

    public string Line1 { get; set; } = "";

    public string Line2 { get; set; } = "";

    public string City { get; set; } = "";

    public string Region { get; set; } = "";

    public string Postcode { get; set; } = "";

    public string Country { get; set; } = "";

    public List<DraftLine> Lines { get; set; } = [];

    /// <summary>Of a store whose orders each name their own.</summary>
    public string? Currency { get; set; }

    public string Delivery { get; set; } = "";

    public string Discount { get; set; } = "";

    public ShippingMethod Shipping { get; set; }

    public PaymentMethod Method { get; set; }

    public bool IsPaid { get; set; }

    /// <summary>Sold over the counter: the customer takes the goods along.</summary>
    public bool IsTakenAlong { get; set; }

    public string Note { get; set; } = "";

    /// <summary>Why it is changed.</summary>
    public string Why { get; set; } = "";

    public bool IsEmpty => Lines.Count == 0 && (Name + Phone + Email + Line1 + City).Length == 0;

    /// <returns>Null where this is no amount.</returns>
    public static decimal? AmountOf(string typed) =>
        typed.Trim().Length == 0 ? 0
        : decimal.TryParse(ForeignText.LatinDigits(typed.Trim()), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= AmountMax ? amount
        : null;

    public string CurrencyIn(StoreFacts store) => store.Currency is "XXX" or "" ? Currency ?? "XXX" : store.Currency;

    public Money TotalIn(StoreFacts store)
    {
        var sum = Lines.Sum(line => (AmountOf(line.Price) ?? 0) * (line.Count ?? 0)) + (AmountOf(Delivery) ?? 0) - (AmountOf(Discount) ?? 0);
        return Money.From(sum, CurrencyIn(store));
    }

    /// <summary>As our own door would be told it.</summary>
    public IncomingOrder ToOrder(StoreFacts store, DateTimeOffset now)
    {
        var (at, currency) = (PlacedAt ?? now, CurrencyIn(store));
        var zero = new Money(0, currency);
        var payment = IsPaid ? PaymentState.Paid : Method == PaymentMethod.Cod ? PaymentState.CodUnconfirmed : PaymentState.Pending;
        return new(
            store.Key, Id.ToString("N"), ForeignText.Plain(Reference) ?? "M-" + Id.ToString("N")[^8..].ToUpperInvariant(), at, at, currency,
            new(ForeignText.Plain(Name), ForeignText.Digits(Phone), ForeignText.Plain(Email)),
            new(ForeignText.Plain(Name), ForeignText.Digits(Phone), ForeignText.Digits(Line1), ForeignText.Digits(Line2), ForeignText.Digits(City), ForeignText.Digits(Region),
                ForeignText.Digits(Postcode), ForeignText.Plain(Country)?.ToUpperInvariant()),
            Shipping.ToString().ToLowerInvariant(), Method, payment, null, [.. Lines.Select(line => LineOf(line, currency))],
            In(Delivery), zero, zero, In(Discount), zero, null, ForeignText.Plain(Note, ForeignText.NoteCharsMax), IsTakenAlong);

        Money In(string typed) => Money.From(AmountOf(typed) ?? 0, currency);
    }

    private static IncomingLine LineOf(DraftLine line, string currency)
    {
        var price = Money.From(AmountOf(line.Price) ?? 0, currency);
        return new(null, line.Sku, null, line.Name, line.Count, line.Units, price, price with { Minor = (long)Math.Clamp((decimal)price.Minor * (line.Count ?? 0), 0, 1e15m) });
    }
}
