using System.Collections.Frozen;
using ControlTower.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.Stock;

/// <summary>What of the stock somebody looks at; it stands in the address.</summary>
/// <param name="Search">Words of the SKU or the name, folded; empty: all.</param>
/// <param name="Warehouse">Null: all that the visitor works for.</param>
/// <param name="State">Null: every state.</param>
/// <param name="Scope">Warehouses that the visitor works for; null: all.</param>
public sealed record StockFilter(string Search, string? Warehouse, StockState? State, FrozenSet<string>? Scope)
{
    /// <summary>Rows on the page; the foot says of how many.</summary>
    public const int RowsMax = 200;

    private readonly string[] _words = TextFolding.Fold(Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool Sees(string warehouse) => (Scope is null || Scope.Contains(warehouse)) && (Warehouse is null || Warehouse == warehouse);

    /// <summary>The rows of the warehouses asked for; a SKU that no warehouse keeps is shown where all are.</summary>
    public IEnumerable<StockRow> Narrow(IEnumerable<StockRow> rows) => rows
        .Where(row => _words.Length == 0 || Matches(row))
        .Select(row => row.In(Sees))
        .Where(row => Warehouse is null || row.Sites.Length > 0);

    private bool Matches(StockRow row)
    {
        var text = TextFolding.Fold($"{row.Sku} {row.Name}");
        return _words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
