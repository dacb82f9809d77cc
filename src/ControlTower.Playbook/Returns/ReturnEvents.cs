using System.Text.Json.Serialization;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Returns;

/// <summary>Something happened to a return, and so to its order.</summary>
public abstract record ReturnEvent(Guid Return, string Name, Guid Order, string Number) : OrderEvent(Order, Number)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Return(Return)];
}

public sealed record ReturnedUnits(int Line, string Sku, int Units);

public sealed record ReturnOpened(
    Guid Return, string Name, Guid Order, string Number, ReturnKind Kind, ReturnSource Source, ReturnState State, IReadOnlyList<ReturnedUnits> Units,
    IReadOnlyList<ReturnReason> Reasons) : ReturnEvent(Return, Name, Order, Number);

public sealed record ReturnAuthorised(Guid Return, string Name, Guid Order, string Number) : ReturnEvent(Return, Name, Order, Number);

public sealed record ReturnReceived(Guid Return, string Name, Guid Order, string Number, string Warehouse, IReadOnlyList<ReturnedUnits> Units)
    : ReturnEvent(Return, Name, Order, Number)
{
    public override IReadOnlyList<string> Keys => [.. base.Keys, .. Units.Select(unit => JournalKeys.Stock(Warehouse, unit.Sku)).Distinct()];
}

public sealed record GradedUnits(int Line, string Sku, int Units, Grade Grade, Disposition Disposition);

/// <param name="Warehouse">Where the goods went back to stock, to quarantine or to scrap.</param>
public sealed record ReturnGraded(Guid Return, string Name, Guid Order, string Number, string Warehouse, IReadOnlyList<GradedUnits> Units)
    : ReturnEvent(Return, Name, Order, Number)
{
    public override IReadOnlyList<string> Keys =>
        [.. base.Keys, .. Units.Select(unit => JournalKeys.Stock(Warehouse, unit.Sku)).Distinct(), .. Units.Select(unit => JournalKeys.Sku(unit.Sku)).Distinct()];
}

/// <param name="State">Closed, rejected or expired.</param>
public sealed record ReturnEnded(Guid Return, string Name, Guid Order, string Number, ReturnState State) : ReturnEvent(Return, Name, Order, Number);

/// <param name="By">Who asked: whoever opened the return, where grading asked by itself.</param>
public sealed record RefundAsked(Guid Return, string Name, Guid Order, string Number, Money Amount, string By, bool NeedsApproval)
    : ReturnEvent(Return, Name, Order, Number);

/// <param name="ByRule">Below the limit: nobody had to look.</param>
public sealed record RefundApproved(Guid Return, string Name, Guid Order, string Number, Money Amount, bool ByRule) : ReturnEvent(Return, Name, Order, Number);

public sealed record RefundRefused(Guid Return, string Name, Guid Order, string Number, Money Amount) : ReturnEvent(Return, Name, Order, Number);

public sealed record RefundExecuted(Guid Return, string Name, Guid Order, string Number, Money Amount, string Reference) : ReturnEvent(Return, Name, Order, Number);

public sealed record RefundFailed(Guid Return, string Name, Guid Order, string Number, Money Amount, string Error) : ReturnEvent(Return, Name, Order, Number);

/// <summary>A refund is tried once more.</summary>
public sealed record RefundRetried(Guid Return, string Name, Guid Order, string Number, Money Amount) : ReturnEvent(Return, Name, Order, Number);

/// <summary>The order that goes out in exchange.</summary>
public sealed record ExchangeOrdered(Guid Return, string Name, Guid Order, string Number, string Exchange) : ReturnEvent(Return, Name, Order, Number);

/// <summary>Nothing is owed either way any more, and the time for returns is over.</summary>
public sealed record OrderClosed(Guid Order, string Number) : OrderEvent(Order, Number);

/// <summary>The shop was told, or did, what we asked it for.</summary>
/// <param name="What">Kind of the errand in camel case.</param>
public sealed record ShopTold(Guid Order, string Number, string Store, string What, string? Reference) : OrderEvent(Order, Number);

/// <summary>The shop was told how many of a SKU may be sold.</summary>
public sealed record ShopStockTold(string Store, string Sku, int Available) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Sku(Sku);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}
