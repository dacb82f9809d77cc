using ControlTower.Data;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>An order that holds units of a SKU, or waits for them.</summary>
/// <param name="Warehouse">Null while it waits.</param>
/// <param name="Why">Why this warehouse; null while it waits.</param>
public sealed record StockClaim(string Number, int Units, string? Warehouse, string? Why, DateTimeOffset Since, DateTimeOffset? Until);

/// <summary>One SKU, looked at closely.</summary>
public sealed record StockLook(
    StockOfSku Stock, IReadOnlyList<Warehouse> Warehouses, IReadOnlyList<StockMovement> Movements, IReadOnlyList<StockClaim> Promised, IReadOnlyList<StockClaim> Waiting);

/// <summary>Reads what the pane beside the stock list shows.</summary>
public sealed class ShelfLook(IDbContextFactory<TowerDb> contexts, StockReader reader, OrderNumbers numbers)
{
    /// <summary>Rows of each list; the counts stand in the list of SKUs.</summary>
    public const int RowsMax = 20;

    /// <returns>Null for a SKU that is not in the catalogue.</returns>
    public async Task<StockLook?> FindAsync(string sku, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(sku, cancellationToken) is not { } stock)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var promised = await (
            from promise in db.Reservations.AsNoTracking()
            join order in db.Orders on promise.OrderId equals order.Id
            where promise.Sku == sku
            orderby order.ReceivedAt
            select new { order.Number, promise.Units, promise.Warehouse, order.Groups.First(part => part.Id == promise.GroupId).Why, order.ReceivedAt, promise.ExpiresAt })
            .Take(RowsMax).ToListAsync(cancellationToken);
        var waiting = await (
            from order in db.Orders.AsNoTracking()
            from line in order.Lines
            where line.Sku == sku && line.Backordered > 0
            orderby order.Priority descending, order.ReceivedAt
            select new { order.Number, line.Backordered, order.ReceivedAt }).Take(RowsMax).ToListAsync(cancellationToken);
        return new(
            stock,
            await db.Warehouses.AsNoTracking().OrderBy(site => site.Key).ToListAsync(cancellationToken),
            await db.Movements.AsNoTracking().Where(moved => moved.Sku == sku).OrderByDescending(moved => moved.At).Take(RowsMax).ToListAsync(cancellationToken),
            [.. promised.Select(one => new StockClaim(numbers.Text(one.Number), one.Units, one.Warehouse, one.Why, one.ReceivedAt, one.ExpiresAt))],
            [.. waiting.Select(one => new StockClaim(numbers.Text(one.Number), one.Backordered, null, null, one.ReceivedAt, null))]);
    }
}
