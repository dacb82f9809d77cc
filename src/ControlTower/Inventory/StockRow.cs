using System.Collections.Immutable;

namespace ControlTower.Inventory;

/// <summary>How a SKU stands: <see cref="BelowSafety"/> when only what is kept back is left, <see cref="Out"/> when nothing is.</summary>
public enum StockState { Ok, BelowSafety, Out }

/// <summary>One shelf of a row.</summary>
public sealed record SiteFigures(string Warehouse, int OnHand, int Unsellable, int Reserved, int Safety)
{
    /// <summary>May be below zero where safety was raised above what is left.</summary>
    public int Available => OnHand - Unsellable - Reserved - Safety;
}

/// <summary>One SKU as the stock board shows it; compared by value.</summary>
/// <param name="Sites">By warehouse key; empty for a kit, which has no stock of its own.</param>
/// <param name="Backordered">Units that orders wait for.</param>
public sealed record StockRow(string Sku, string Name, bool IsKit, string? Image, ImmutableArray<SiteFigures> Sites, int Backordered)
{
    /// <summary>The row as it stands in one warehouse, or in those that somebody works for.</summary>
    public StockRow In(Func<string, bool> sees) => Sites.All(site => sees(site.Warehouse)) ? this : this with { Sites = [.. Sites.Where(site => sees(site.Warehouse))] };

    public int OnHand => Sites.Sum(site => site.OnHand);

    public int Unsellable => Sites.Sum(site => site.Unsellable);

    public int Reserved => Sites.Sum(site => site.Reserved);

    public int Safety => Sites.Sum(site => site.Safety);

    public int Available => Sites.Sum(site => Math.Max(0, site.Available));

    public StockState State =>
        IsKit ? (Backordered > 0 ? StockState.Out : StockState.Ok)
        : Available > 0 ? StockState.Ok
        : Sites.Any(site => site.Available + site.Safety > 0) ? StockState.BelowSafety
        : StockState.Out;

    public bool Equals(StockRow? other) =>
        other is not null && (Sku, Name, IsKit, Image, Backordered) == (other.Sku, other.Name, other.IsKit, other.Image, other.Backordered)
        && Sites.AsSpan().SequenceEqual(other.Sites.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Sku, Name, Backordered, Sites.Length);
}
