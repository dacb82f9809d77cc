using ControlTower.Inventory;
using ControlTower.Live;
using ControlTower.Playbook.Access;

namespace ControlTower.Api;

/// <summary>One SKU, added up over the warehouses that the caller sees.</summary>
/// <param name="Available">What can still be promised, without what is kept back.</param>
/// <param name="Backordered">Units that orders wait for, wherever they will come from.</param>
public sealed record StockBoardLine(
    string Key, string Sku, string Name, bool IsKit, string? Image, StockState State, int OnHand, int Unsellable, int Reserved, int Safety, int Available, int Backordered,
    IReadOnlyList<SiteFigures> Warehouses) : IBoardLine
{
    private StockRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static StockBoardLine Of(StockRow row) => new(
        row.Sku, row.Sku, row.Name, row.IsKit, row.Image, row.State, row.OnHand, row.Unsellable, row.Reserved, row.Safety, row.Available, row.Backordered, row.Sites) { _row = row };
}

/// <summary>stock: every SKU, what is short first.</summary>
public sealed class StockDoor(IBoard<StockRow> stock) : IBoardDoor
{
    public string Name => "stock";

    public Type Line => typeof(StockBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse", "sku", "state"];

    public IReadOnlyCollection<string>? WordsOf(string filter) => filter == "state" ? BoardFilter.Spelled<StockState>() : null;

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var view = stock.View;
        var state = filter.Word<StockState>("state");
        List<StockRow> rows =
        [
            .. view.Rows.Where(row => filter.Takes("sku", row.Sku)).Select(row => row.In(site => who.Sees(site) && filter.Takes("warehouse", site)))
                .Where(row => (filter.Text("warehouse") is null || row.Sites.Length > 0) && (state is null || row.State == state)),
        ];
        var counters = new Dictionary<string, long>
        {
            ["skus"] = rows.Count, ["out"] = rows.Count(row => row.State == StockState.Out), ["belowSafety"] = rows.Count(row => row.State == StockState.BelowSafety),
            ["backordered"] = rows.Sum(row => (long)row.Backordered),
        };
        return new(view.AsOf, Math.Max(0, view.Position), counters, [.. rows.Select(StockBoardLine.Of)]);
    }

    public IDisposable Watch(Func<Task> changed) => stock.Watch(_ => changed(), Pacer.Desk);
}
