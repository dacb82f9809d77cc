using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>
/// The lock order of the tower, in one place: orders by id, then shelves by (sku, warehouse), then cases. Whoever needs several kinds takes
/// them in this order, so two commands wait for each other but never in a circle.
/// </summary>
public static class Locks
{
    /// <summary>Locks the orders, then reads them whole. Ids that do not exist are left out.</summary>
    /// <param name="mayWait">False for who holds shelves already, and so comes in the wrong order: a lock that is taken then loses the race at once, and the gate starts anew.</param>
    public static async Task<List<SalesOrder>> OrdersAsync(TowerDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken, bool mayWait = true)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var wanted = ids.ToArray();
        await (mayWait
            ? db.Database.ExecuteSqlAsync($"select 1 from sales_order where id = any({wanted}) order by id for update", cancellationToken)
            : db.Database.ExecuteSqlAsync($"select 1 from sales_order where id = any({wanted}) order by id for update nowait", cancellationToken));
        return await db.Orders
            .Include(order => order.Contact).Include(order => order.Lines.OrderBy(line => line.LineNo)).Include(order => order.Holds)
            .Include(order => order.Groups).ThenInclude(group => group.Lines)
            .Include(order => order.Parcels).ThenInclude(parcel => parcel.Lines)
            .AsSplitQuery().Where(order => wanted.Contains(order.Id)).OrderBy(order => order.ReceivedAt).ThenBy(order => order.Number)
            .ToListAsync(cancellationToken);
    }

    /// <summary>One order, whole and locked; null where there is none.</summary>
    public static async Task<SalesOrder?> OrderAsync(TowerDb db, Guid id, CancellationToken cancellationToken) =>
        (await OrdersAsync(db, [id], cancellationToken)).SingleOrDefault();

    /// <summary>Locks all shelves of these SKUs.</summary>
    public static async Task<Dictionary<(string Sku, string Warehouse), StockLine>> ShelvesAsync(
        TowerDb db, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var wanted = skus.Distinct().Order(StringComparer.Ordinal).ToArray();
        var shelves = await db.Stock
            .FromSql($"select * from stock where sku = any({wanted}) order by sku collate \"C\", warehouse collate \"C\" for update")
            .ToListAsync(cancellationToken);
        return shelves.ToDictionary(shelf => (shelf.Sku, shelf.Warehouse));
    }

    /// <summary>Makes the shelves that a warehouse does not have yet, with the safety stock that is its own, then locks all shelves of these SKUs.</summary>
    public static async Task<Dictionary<(string Sku, string Warehouse), StockLine>> OpenShelvesAsync(
        TowerDb db, string warehouse, IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var wanted = skus.Distinct().Order(StringComparer.Ordinal).ToArray();
        await db.Database.ExecuteSqlAsync($"""
            insert into stock (sku, warehouse, on_hand, unsellable, reserved, safety)
            select sku, w.key, 0, 0, 0, w.safety from warehouse w cross join unnest({wanted}) sku where w.key = {warehouse} order by sku collate "C" on conflict do nothing
            """, cancellationToken);
        return await ShelvesAsync(db, wanted, cancellationToken);
    }
}
