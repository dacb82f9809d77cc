using ControlTower.Data;
using ControlTower.Playbook.Inventory;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>Everything about one SKU's stock, as it stands now.</summary>
public sealed record StockOfSku(SkuItem Item, IReadOnlyList<SkuBarcode> Barcodes, IReadOnlyList<SkuComponent> Kit, IReadOnlyList<StockLine> Shelves, IReadOnlyList<BinStock> Bins, int Backordered);

public sealed record WarehouseNow(Warehouse Site, SiteCalendarRow Calendar);

/// <summary>Answers questions about stock; decides nothing.</summary>
public sealed class StockReader(IDbContextFactory<TowerDb> contexts)
{
    private const int BinsMax = 2_000;

    /// <returns>Null for a SKU that is not in the catalogue.</returns>
    public async Task<StockOfSku?> FindAsync(string sku, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var item = await db.Skus.AsNoTracking().FirstOrDefaultAsync(row => row.Sku == sku, cancellationToken);
        return item is null ? null : new(
            item,
            await db.Barcodes.AsNoTracking().Where(row => row.Sku == sku).OrderBy(row => row.Units).ThenBy(row => row.Gtin).ToListAsync(cancellationToken),
            await db.Components.AsNoTracking().Where(row => row.Kit == sku).OrderBy(row => row.Component).ToListAsync(cancellationToken),
            await db.Stock.AsNoTracking().Where(row => row.Sku == sku).OrderBy(row => row.Warehouse).ToListAsync(cancellationToken),
            await db.BinStock.AsNoTracking().Where(row => row.Sku == sku && row.Units > 0).OrderBy(row => row.Bin).Take(BinsMax).ToListAsync(cancellationToken),
            await db.Orders.SelectMany(order => order.Lines).Where(line => line.Sku == sku).SumAsync(line => line.Backordered, cancellationToken));
    }

    public async Task<IReadOnlyList<WarehouseNow>> WarehousesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (
            from site in db.Warehouses.AsNoTracking()
            join calendar in db.Calendars.AsNoTracking() on new { Key = site.Key, Version = site.Calendar } equals new { Key = calendar.Warehouse, calendar.Version }
            orderby site.Key
            select new WarehouseNow(site, calendar)).ToListAsync(cancellationToken);
    }
}
