using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>What waits for the floor of one warehouse, and the bins that it would be taken from.</summary>
/// <param name="IsWhole">False: more waits than is looked at in one go.</param>
internal sealed record OpenWork(IReadOnlyList<WaveOrder> Orders, FloorPlan Floor, bool IsWhole);

/// <summary>Reads the open work of a warehouse as the planner wants it. Units on somebody's list already are no longer free.</summary>
internal static class FloorBook
{
    private const int GroupsMax = 5_000;
    private const double ToteLitres = 40;
    private const double LitresUnknown = 1; // of a unit whose dimensions the catalogue does not know

    private sealed record GroupRow(Guid Id, Guid Order, long Number, DateTimeOffset? Due, int Priority, DateTimeOffset Since, bool IsConfirmed, HoldType? Hold);

    private sealed record PromiseRow(Guid Group, int Line, string Sku, int Units, string Category, int? Grams, int? Length, int? Width, int? Height);

    private sealed record BinRow(string Sku, string Bin, string Zone, string Aisle, decimal X, decimal Y, int Units);

    /// <summary>All that wait for release and are in no wave yet.</summary>
    public static Task<OpenWork> OpenAsync(TowerDb db, OrderNumbers numbers, string warehouse, CancellationToken cancellationToken) =>
        LoadAsync(db, numbers, warehouse, db.Set<FulfilmentGroup>().Where(group => group.Warehouse == warehouse && group.State == GroupState.Reserved
            && !db.WaveGroups.Any(row => row.GroupId == group.Id)), cancellationToken);

    /// <summary>These groups, as far as they still wait.</summary>
    public static Task<OpenWork> OfAsync(TowerDb db, OrderNumbers numbers, string warehouse, IReadOnlyCollection<Guid> groups, CancellationToken cancellationToken) =>
        LoadAsync(db, numbers, warehouse, db.Set<FulfilmentGroup>().Where(group => groups.Contains(group.Id) && group.State == GroupState.Reserved), cancellationToken);

    private static async Task<OpenWork> LoadAsync(
        TowerDb db, OrderNumbers numbers, string warehouse, IQueryable<FulfilmentGroup> which, CancellationToken cancellationToken)
    {
        var groups = await which.AsNoTracking().Join(db.Orders.AsNoTracking(), group => group.OrderId, order => order.Id, (group, order) => new { group, order })
            .OrderBy(pair => pair.order.ShipBy).ThenByDescending(pair => pair.order.Priority).ThenBy(pair => pair.order.Number)
            .Take(GroupsMax + 1)
            .Select(pair => new GroupRow(
                pair.group.Id, pair.order.Id, pair.order.Number, pair.order.ShipBy, pair.order.Priority, pair.order.ConfirmedAt ?? pair.order.ReceivedAt,
                pair.order.ConfirmedAt != null, pair.order.Holds.Where(hold => hold.ReleasedAt == null).OrderBy(hold => hold.PlacedAt).Select(hold => (HoldType?)hold.Type).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        var isWhole = groups.Count <= GroupsMax;
        var ids = groups.Take(GroupsMax).Select(group => group.Id).ToArray();
        var promises = (await db.Reservations.AsNoTracking().Where(promise => ids.Contains(promise.GroupId))
            .Join(db.Skus.AsNoTracking(), promise => promise.Sku, sku => sku.Sku, (promise, sku) => new PromiseRow(
                promise.GroupId, promise.LineNo, promise.Sku, promise.Units, sku.Category, sku.WeightGrams, sku.LengthMm, sku.WidthMm, sku.HeightMm))
            .ToListAsync(cancellationToken)).ToLookup(promise => promise.Group);
        var places = await BinsAsync(db, warehouse, cancellationToken);
        var free = new FreeBins(await FreeAsync(db, warehouse, [.. promises.SelectMany(group => group).Select(promise => promise.Sku).Distinct()], cancellationToken));

        // Who may go is given bins before who may not, the most urgent first: as the planner takes them.
        var orders = groups.Take(GroupsMax).OrderBy(group => group.Hold is not null || !group.IsConfirmed)
            .Select(group => OrderOf(group, [.. promises[group.Id].OrderBy(promise => promise.Line).ThenBy(promise => promise.Sku, StringComparer.Ordinal)], free, numbers))
            .ToList();
        return new(orders, FloorPlan.Of(places), isWhole);
    }

    private static WaveOrder OrderOf(GroupRow group, IReadOnlyList<PromiseRow> promises, FreeBins free, OrderNumbers numbers)
    {
        List<PickStop> stops = [];
        var missing = 0;
        foreach (var promise in promises)
        {
            var (found, absent) = free.Take(promise.Line, promise.Sku, promise.Category, promise.Units);
            stops.AddRange(found);
            missing += absent;
        }

        var litres = promises.Sum(promise => promise.Units * LitresOf(promise));
        return new(
            group.Id, group.Order, numbers.Text(group.Number), group.Due, group.Priority, group.Since, Math.Max(1, (int)Math.Ceiling(litres / ToteLitres)),
            promises.Sum(promise => promise.Units * (promise.Grams ?? 0)), stops, group.Hold is not null || !group.IsConfirmed,
            group.Hold is { } hold ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(hold.ToString()) : null, missing);
    }

    private static double LitresOf(PromiseRow promise) =>
        promise is { Length: { } length, Width: { } width, Height: { } height } ? (double)length * width * height / 1_000_000 : LitresUnknown;

    /// <summary>Its places, without the floor itself.</summary>
    public static async Task<List<BinPlace>> BinsAsync(TowerDb db, string warehouse, CancellationToken cancellationToken) =>
        [.. (await db.Bins.AsNoTracking().Where(bin => bin.Warehouse == warehouse && bin.Name != Bins.Floor).ToListAsync(cancellationToken))
            .Select(bin => new BinPlace(bin.Name, bin.Zone, bin.Aisle, (double)bin.X, (double)bin.Y))];

    /// <remarks>One statement, so that a pick that is just being scanned is seen whole: out of its bin and off its list, or neither.</remarks>
    private static async Task<List<FreeUnits>> FreeAsync(TowerDb db, string warehouse, string[] skus, CancellationToken cancellationToken) =>
        [.. (await db.BinStock.AsNoTracking().Where(stock => stock.Warehouse == warehouse && skus.Contains(stock.Sku) && stock.Units > 0 && stock.Bin != Bins.Floor)
            .Join(db.Bins.AsNoTracking(), stock => new { stock.Warehouse, stock.Bin }, bin => new { bin.Warehouse, Bin = bin.Name }, (stock, bin) => new BinRow(
                stock.Sku, bin.Name, bin.Zone, bin.Aisle, bin.X, bin.Y,
                stock.Units - (db.PickLines.Where(line => line.Warehouse == stock.Warehouse && line.Sku == stock.Sku && line.Bin == stock.Bin && line.Picked + line.Short < line.Units)
                    .Sum(line => (int?)(line.Units - line.Picked - line.Short)) ?? 0)))
            .ToListAsync(cancellationToken))
            .Select(row => new FreeUnits(row.Sku, new(row.Bin, row.Zone, row.Aisle, (double)row.X, (double)row.Y), row.Units))];
}
