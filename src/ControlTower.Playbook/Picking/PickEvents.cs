using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

public enum ScanOutcome { Accepted, Refused, Duplicate }

/// <summary>What happened to a pick list. Each is one entry of the journal.</summary>
/// <param name="ListNumber"><c>W-0231-4</c>.</param>
public abstract record ListEvent(Guid List, string ListNumber) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.PickList(List);

    [JsonIgnore]
    public virtual IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public virtual object? Old => null;
}

public sealed record ListClaimed(Guid List, string ListNumber, Guid Wave, string Warehouse, DateTimeOffset LeaseUntil, PickStep Next) : ListEvent(List, ListNumber)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Wave(Wave)];
}

/// <param name="Because"><c>worker</c>: given back; <c>lease</c>: nothing was heard of its worker.</param>
/// <param name="Worker">Who had it.</param>
public sealed record ListGivenBack(Guid List, string ListNumber, Guid Wave, string Because, string Worker) : ListEvent(List, ListNumber)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Wave(Wave)];
}

/// <summary>Something was scanned, right or wrong.</summary>
/// <param name="Of">What was to be scanned.</param>
/// <param name="Code">Why it was refused; null: accepted.</param>
/// <param name="Units">Counted by it.</param>
/// <param name="Next">What is to be done now; null: nothing on this list can be done.</param>
public sealed record ScanTaken(
    Guid List, string ListNumber, ScanOutcome Outcome, StepKind Of, string? Code, string Text, string? Expected, string Scanned, int Units, PickStep? Next)
    : ListEvent(List, ListNumber);

/// <summary>Goods lie in a tote: off the shelf, and for this order.</summary>
public sealed record UnitsPicked(
    Guid Order, string Number, Guid List, string ListNumber, Guid Line, string Sku, string Warehouse, string Bin, string Tote, int Units) : ListEvent(List, ListNumber)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Order(Order), JournalKeys.Stock(Warehouse, Sku)];
}

/// <summary>Everything that one warehouse sends of an order is in its totes.</summary>
public sealed record GroupPicked(Guid Order, string Number, Guid Group, string Warehouse, IReadOnlyList<string> Totes) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record ListDone(Guid List, string ListNumber, Guid Wave, int Units) : ListEvent(List, ListNumber)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Wave(Wave)];
}

public sealed record WaveDone(Guid Wave, string Name, string Warehouse) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Wave(Wave);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

/// <summary>The last accepted scan was taken back.</summary>
/// <param name="Of">What had been scanned.</param>
/// <param name="Order">Whose goods left a tote by it; null: it was a bin or an item.</param>
public sealed record ScanUndone(
    Guid List, string ListNumber, StepKind Of, string Scanned, int Units, PickStep Next, Guid? Order = null, string? Number = null, string? Sku = null, string? Warehouse = null)
    : ListEvent(List, ListNumber)
{
    public override IReadOnlyList<string> Keys =>
        Order is { } order && Warehouse is not null && Sku is not null ? [Subject, JournalKeys.Order(order), JournalKeys.Stock(Warehouse, Sku)] : [Subject];
}

/// <summary>The line comes last on the walk; nothing is said about the stock.</summary>
public sealed record LineSkipped(Guid List, string ListNumber, string Sku, string Bin, PickStep? Next) : ListEvent(List, ListNumber);

/// <summary>Nothing more goes into the tote; another one follows.</summary>
public sealed record ToteFull(Guid List, string ListNumber, string Tote, string Number, PickStep Next) : ListEvent(List, ListNumber);

/// <summary>A shelf gave less than it should.</summary>
/// <param name="Units">Missing or damaged.</param>
/// <param name="Broken">Numbers of other orders that go without by it.</param>
/// <param name="Next">Null: what is left of the list is stopped.</param>
public sealed record ShortPicked(
    Guid Order, string Number, Guid List, string ListNumber, int Line, string Sku, string Warehouse, string Bin, int Units, ShortReason Reason, ShortDecision Decision,
    IReadOnlyList<string> Broken, PickStep? Next) : ListEvent(List, ListNumber)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Order(Order), JournalKeys.Stock(Warehouse, Sku)];
}

/// <summary>An order's work is not wanted any more.</summary>
/// <param name="Dropped">Units that nobody picked yet.</param>
/// <param name="ToPutBack">Units that lie on the floor and go back to their shelves by scan.</param>
public sealed record PickingTakenBack(
    Guid Order, string Number, int Dropped, int ToPutBack, [property: JsonIgnore] IReadOnlyList<Guid> Lists, [property: JsonIgnore] IReadOnlyList<string> Shelves) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, .. (Lists ?? []).Select(JournalKeys.PickList), .. Shelves ?? []];
}

public enum PutBackStep { Item, Bin, Done }

/// <summary>What is to be done next to put goods back.</summary>
/// <param name="Units">That are still to go back, of this SKU to this bin.</param>
public sealed record PutBackNext(PutBackStep Kind, string? Sku, string? Name, string? Bin, string? Tote, int Units, string? Number)
{
    public static readonly PutBackNext Done = new(PutBackStep.Done, null, null, null, null, 0, null);
}

/// <summary>Something was scanned to be put back, right or wrong.</summary>
/// <param name="Code">Why it was refused; null: accepted.</param>
public sealed record PutBackScanned(
    Guid List, string ListNumber, ScanOutcome Outcome, string? Code, string Text, string? Expected, string Scanned, PutBackNext Next) : ListEvent(List, ListNumber);

/// <summary>Goods are on their shelf again, and may be sold.</summary>
public sealed record UnitsPutBack(Guid Order, string Number, Guid List, string ListNumber, string Sku, string Warehouse, string Bin, int Units) : ListEvent(List, ListNumber)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Order(Order), JournalKeys.Stock(Warehouse, Sku), JournalKeys.Sku(Sku)];
}
