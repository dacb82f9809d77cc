using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>What the rows of a file may say, seen against what is here.</summary>
internal sealed class OpeningRules
{
    private readonly Actor _by;
    private readonly HashSet<string> _sites;
    private readonly HashSet<string> _kits;
    private readonly Dictionary<string, string> _barcodes;
    private readonly Dictionary<(string Warehouse, string Bin, string Sku), int> _bins;

    private OpeningRules(
        Actor by, HashSet<string> sites, HashSet<string> kits, Dictionary<string, string> barcodes, Dictionary<(string Warehouse, string Bin, string Sku), int> bins) =>
        (_by, _sites, _kits, _barcodes, _bins) = (by, sites, kits, barcodes, bins);

    public static async Task<OpeningRules> LoadAsync(TowerDb db, Actor by, IReadOnlyList<OpeningRow> rows, CancellationToken cancellationToken)
    {
        var skus = rows.Select(row => row.Told.Sku).Distinct().ToList();
        var codes = rows.SelectMany(row => row.Told.Barcodes).Select(barcode => barcode.Gtin).Distinct().ToList();
        return new(
            by,
            [.. await db.Warehouses.Select(site => site.Key).ToListAsync(cancellationToken)],
            [.. await db.Skus.Where(item => item.IsKit && skus.Contains(item.Sku)).Select(item => item.Sku).ToListAsync(cancellationToken)],
            await db.Barcodes.AsNoTracking().Where(barcode => codes.Contains(barcode.Gtin)).ToDictionaryAsync(barcode => barcode.Gtin, barcode => barcode.Sku, cancellationToken),
            await db.BinStock.AsNoTracking().Where(bin => bin.Units > 0 && skus.Contains(bin.Sku)).ToDictionaryAsync(bin => (bin.Warehouse, bin.Bin, bin.Sku), bin => bin.Units, cancellationToken));
    }

    public IReadOnlyList<RowRefused> Refuse(IReadOnlyList<OpeningRow> rows)
    {
        var (refused, seen, barcodes) = (new List<RowRefused>(), new HashSet<(string?, string, string)>(), new Dictionary<string, string>(_barcodes));
        foreach (var row in rows)
        {
            var error = Judge(row, barcodes);
            if (error is null && row.OnHand is not null && !seen.Add((row.Warehouse, row.Bin ?? Bins.Receiving, row.Told.Sku)))
            {
                error = new(row.Row, "bin", "inventory.value-invalid", "This SKU stands in this bin twice.");
            }

            if (error is not null)
            {
                refused.Add(error);
                continue;
            }

            foreach (var barcode in row.Told.Barcodes)
            {
                barcodes[barcode.Gtin] = row.Told.Sku;
            }
        }

        return refused;
    }

    private RowRefused? Judge(OpeningRow row, Dictionary<string, string> barcodes)
    {
        var sku = row.Told.Sku;
        if (!SkuRules.IsSku(sku))
        {
            return new(row.Row, "sku", "inventory.value-invalid", "A SKU has 1 to 64 characters.");
        }

        if (row.Told.Barcodes.Select(barcode => barcode.Gtin).FirstOrDefault(gtin => Gtin.Find(gtin) is null) is { } wrong)
        {
            return new(row.Row, "barcode", "inventory.barcode-invalid", $"{wrong} is no GTIN: 8, 12, 13 or 14 digits with the right check digit.");
        }

        if (row.Told.Barcodes.Select(barcode => barcode.Gtin).FirstOrDefault(gtin => barcodes.TryGetValue(gtin, out var owner) && owner != sku) is { } taken)
        {
            return new(row.Row, "barcode", "inventory.barcode-taken", $"{taken} belongs to {barcodes[taken]}.");
        }

        return row.OnHand is { } onHand ? JudgeStock(row, sku, onHand) : null;
    }

    private RowRefused? JudgeStock(OpeningRow row, string sku, int onHand) =>
        row.Warehouse is not { } site || !_sites.Contains(site) ? new(row.Row, "warehouse", "inventory.warehouse-unknown", $"There is no warehouse {row.Warehouse}.")
        : !_by.Sees(site) ? new(row.Row, "warehouse", "access.scope", $"The warehouse {site} is not in your scope.")
        : _kits.Contains(sku) ? new(row.Row, "on_hand", "inventory.is-kit", $"{sku} is a kit and has no stock of its own.")
        : onHand > ShelfDesk.UnitsMax ? new(row.Row, "on_hand", "inventory.value-invalid", $"Units are {ShelfDesk.UnitsMax} at most.")
        : ShelfDesk.RefuseBin(row.Bin) is { } bin ? new(row.Row, "bin", bin.Code, bin.Message)
        : _bins.GetValueOrDefault((site, row.Bin ?? Bins.Receiving, sku), onHand) is var there && there != onHand
            ? new(row.Row, "on_hand", "inventory.not-opening", $"{there} lie there already: count the bin, or receive what came.")
        : null;
}
