using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>What happened to an order. Each is one entry of the journal; none carries personal data.</summary>
public abstract record OrderEvent(Guid Order, string Number) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public virtual IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public virtual object? Old => null;
}

public sealed record OrderReceived(Guid Order, string Number, string Store, Channel Channel, string ExternalId, int Lines, Money Total, PaymentState Payment)
    : OrderEvent(Order, Number);

/// <param name="Changed">Names of what differs: <c>lines</c>, <c>contact</c>, <c>shipTo</c>, <c>shippingMethod</c>, <c>payment</c>, <c>total</c>.</param>
public sealed record OrderRetold(Guid Order, string Number, IReadOnlyList<string> Changed, Money Total, [property: JsonIgnore] Money TotalBefore) : OrderEvent(Order, Number)
{
    public override object? Old => Total == TotalBefore ? null : new { Total = TotalBefore };
}

/// <summary>A person changed it. The personal words, before and after, stand apart.</summary>
public sealed record OrderEdited(
    Guid Order, string Number, IReadOnlyList<string> Changed,
    [property: JsonIgnore] object? OldPersonal = null, [property: JsonIgnore] object? NewPersonal = null, [property: JsonIgnore] object? OldValues = null)
    : OrderEvent(Order, Number), IPersonalChange
{
    public override object? Old => OldValues;
}

public sealed record PaymentMoved(Guid Order, string Number, PaymentState Payment, string By, [property: JsonIgnore] PaymentState Before) : OrderEvent(Order, Number)
{
    public override object? Old => new { Payment = Before };
}

public sealed record HoldPlaced(Guid Order, string Number, HoldType Type, string Source, bool KeepsStock, bool PausesClock) : OrderEvent(Order, Number);

public sealed record HoldReleased(Guid Order, string Number, HoldType Type, string Source, int MinutesHeld) : OrderEvent(Order, Number);

public sealed record OrderConfirmed(Guid Order, string Number, PaymentState Payment) : OrderEvent(Order, Number);

/// <param name="Score">Of the address, 0 to 100.</param>
/// <param name="Findings">Codes of what is wrong; empty: valid.</param>
public sealed record OrderValidated(Guid Order, string Number, int? Score, IReadOnlyList<string> Findings) : OrderEvent(Order, Number);

/// <param name="Units">By line and warehouse.</param>
/// <param name="Until">End of a cooling promise; null: firm.</param>
public sealed record StockPromised(Guid Order, string Number, IReadOnlyList<PromisedUnits> Units, string Why, DateTimeOffset? Until) : OrderEvent(Order, Number)
{
    public override IReadOnlyList<string> Keys => [Subject, .. Units.Select(unit => JournalKeys.Stock(unit.Warehouse, unit.Sku)).Distinct()];
}

/// <param name="Sku">The component, where the line is a kit.</param>
public sealed record PromisedUnits(int Line, string Sku, string Warehouse, int Units);

public sealed record StockMissing(Guid Order, string Number, IReadOnlyList<MissingUnits> Units, string Why) : OrderEvent(Order, Number)
{
    public override IReadOnlyList<string> Keys => [Subject, .. Units.Select(unit => JournalKeys.Sku(unit.Sku)).Distinct()];
}

public sealed record MissingUnits(int Line, string Sku, int Units);

public sealed record PromiseGivenBack(Guid Order, string Number, IReadOnlyList<PromisedUnits> Units, string Because) : OrderEvent(Order, Number)
{
    public override IReadOnlyList<string> Keys => [Subject, .. Units.Select(unit => JournalKeys.Stock(unit.Warehouse, unit.Sku)).Distinct()];
}

public sealed record ShipBySet(Guid Order, string Number, DateTimeOffset? ShipBy, int? Calendar, string Why, [property: JsonIgnore] DateTimeOffset? Before) : OrderEvent(Order, Number)
{
    public override object? Old => new { ShipBy = Before };
}

/// <param name="Lines">Null: the whole order.</param>
public sealed record OrderCancelled(Guid Order, string Number, CancelCause Cause, IReadOnlyList<int>? Lines, int Units) : OrderEvent(Order, Number);

/// <summary>The customer wants one of two: this one ended for the other.</summary>
public sealed record OrderMerged(Guid Order, string Number, [property: JsonIgnore] Guid IntoOrder, string Into) : OrderEvent(Order, Number)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Order(IntoOrder)];
}

public sealed record SoldOverTheCounter(Guid Order, string Number, string Warehouse, IReadOnlyList<PromisedUnits> Units) : OrderEvent(Order, Number)
{
    public override IReadOnlyList<string> Keys => [Subject, .. Units.Select(unit => JournalKeys.Stock(unit.Warehouse, unit.Sku)).Distinct()];
}

public sealed record NoteWritten(Guid Order, string Number, [property: JsonIgnore] object? NewPersonal = null) : OrderEvent(Order, Number), IPersonalChange
{
    [JsonIgnore]
    public object? OldPersonal => null;
}
