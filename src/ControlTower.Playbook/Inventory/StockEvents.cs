using System.Text.Json.Serialization;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>Something happened to one shelf: one SKU in one warehouse.</summary>
public abstract record ShelfEvent(string Sku, string Warehouse) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Stock(Warehouse, Sku);

    [JsonIgnore]
    public virtual IReadOnlyList<string> Keys => [Subject, JournalKeys.Sku(Sku)];

    [JsonIgnore]
    public virtual object? Old => null;
}

/// <summary>Something happened to a warehouse.</summary>
public abstract record WarehouseEvent(string Warehouse) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Warehouse(Warehouse);

    [JsonIgnore]
    public virtual IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public virtual object? Old => null;
}

public sealed record StockUnits(string Sku, int Units);

/// <param name="Reference">The supplier's paper; null where there is none.</param>
public sealed record StockReceived(string Warehouse, string Bin, IReadOnlyList<StockUnits> Lines, string? Reference) : WarehouseEvent(Warehouse)
{
    public override IReadOnlyList<string> Keys =>
        [Subject, .. Lines.Select(line => JournalKeys.Stock(Warehouse, line.Sku)), .. Lines.Select(line => JournalKeys.Sku(line.Sku))];
}

/// <param name="By">Change of what is there or, with damage, of what may be sold.</param>
/// <param name="Broken">Numbers of the orders whose promise was broken by it.</param>
public sealed record StockAdjusted(
    string Sku, string Warehouse, string? Bin, int By, AdjustReason Reason, int OnHand, int Unsellable, IReadOnlyList<string> Broken,
    [property: JsonIgnore] int OnHandBefore, [property: JsonIgnore] int UnsellableBefore) : ShelfEvent(Sku, Warehouse)
{
    public override object? Old => new { OnHand = OnHandBefore, Unsellable = UnsellableBefore };
}

/// <param name="Expected">What the tower thought.</param>
public sealed record BinCounted(string Sku, string Warehouse, string Bin, int Counted, [property: JsonIgnore] int Expected, IReadOnlyList<string> Broken) : ShelfEvent(Sku, Warehouse)
{
    public override object? Old => new { Counted = Expected };
}

/// <summary>From one warehouse to another; within one it is put away from bin to bin.</summary>
public sealed record StockTransferred(string Sku, string Warehouse, string To, int Units, string? FromBin, string? ToBin) : ShelfEvent(Sku, Warehouse)
{
    public override IReadOnlyList<string> Keys => [.. new[] { Subject, JournalKeys.Stock(To, Sku), JournalKeys.Sku(Sku) }.Distinct()];
}

public sealed record SafetySet(string Sku, string Warehouse, int Safety, [property: JsonIgnore] int Before) : ShelfEvent(Sku, Warehouse)
{
    public override object? Old => new { Safety = Before };
}

/// <summary>Goods that had been promised to this order are gone.</summary>
public sealed record PromiseBroken(Guid Order, string Number, string Sku, string Warehouse, int Units, AdjustReason Reason) : OrderEvent(Order, Number)
{
    public override IReadOnlyList<string> Keys => [Subject, JournalKeys.Stock(Warehouse, Sku)];
}

/// <param name="Changed">Names of what differs; empty: it was so already.</param>
/// <param name="Source">Where it was told: <c>hand</c>, <c>csv</c>, or a store's key.</param>
public sealed record SkuSaved(string Sku, string Name, bool IsNew, IReadOnlyList<string> Changed, string Source) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Sku(Sku);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

/// <param name="Calendar">Version in force.</param>
public sealed record WarehouseSaved(
    string Warehouse, string Name, bool IsNew, IReadOnlyList<string> Changed, int Calendar, [property: JsonIgnore] int? CalendarBefore) : WarehouseEvent(Warehouse)
{
    public override object? Old => CalendarBefore is { } before && before != Calendar ? new { Calendar = before } : null;
}

public sealed record WarehouseSwitched(string Warehouse, bool IsOn) : WarehouseEvent(Warehouse)
{
    public override object? Old => new { IsOn = !IsOn };
}

/// <param name="New">Bins that did not exist before.</param>
public sealed record BinsSaved(string Warehouse, int Bins, int New) : WarehouseEvent(Warehouse);

/// <summary>A shop's catalogue or a file was taken over.</summary>
public sealed record CatalogueTaken(string Source, int Skus, int New, int Changed, IReadOnlyList<string> NewSkus) : IJournaled
{
    /// <summary>More are not named one by one.</summary>
    public const int NamedMax = 500;

    [JsonIgnore]
    public string Subject => $"catalogue:{Source}";

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, .. NewSkus.Select(JournalKeys.Sku)];
}

/// <summary>A picture of a SKU was put in place of the former.</summary>
public sealed record SkuPictured(string Sku, string Image, [property: JsonIgnore] string? Before) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Sku(Sku);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public object? Old => Before is null ? null : new { Image = Before };
}
