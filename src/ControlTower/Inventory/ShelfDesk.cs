using ControlTower.Data;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>What every command about stock asks first, and how it comes to its shelves.</summary>
internal static class ShelfDesk
{
    /// <summary>More of one SKU is a slip of the finger, and sums stay far from overflow.</summary>
    public const int UnitsMax = 1_000_000;

    public const int BinCharsMax = 40;

    /// <returns>Null, or <c>inventory.sku-unknown</c>, <c>inventory.is-kit</c>.</returns>
    public static async Task<Refusal?> RefuseSkusAsync(Work work, IReadOnlyList<string> skus, CancellationToken cancellationToken, string field = "sku")
    {
        var known = await work.Db.Skus.AsNoTracking().Where(item => skus.Contains(item.Sku)).Select(item => new { item.Sku, item.IsKit }).ToListAsync(cancellationToken);
        for (var at = 0; at < skus.Count; at++)
        {
            var path = field.Replace("[]", $"[{at}]", StringComparison.Ordinal);
            var found = known.Find(item => item.Sku == skus[at]);
            if (found is null or { IsKit: true })
            {
                return (found is null ? InventoryRefusals.SkuUnknown(skus[at]) : InventoryRefusals.IsKit(skus[at])) with { Field = path };
            }
        }

        return null;
    }

    /// <returns>The warehouse; null where there is none.</returns>
    public static Task<Warehouse?> SiteAsync(Work work, string key, CancellationToken cancellationToken) =>
        work.Db.Warehouses.AsNoTracking().FirstOrDefaultAsync(site => site.Key == key, cancellationToken);

    public static Refusal? RefuseUnits(int units, string field) =>
        units is > 0 and <= UnitsMax ? null : InventoryRefusals.Invalid(field, $"Units are a whole number from 1 to {UnitsMax}.");

    /// <returns>Null for a bin that may be named, or <c>inventory.value-invalid</c>.</returns>
    public static Refusal? RefuseBin(string? bin, string field = "bin") =>
        bin is null || (bin.Length is > 0 and <= BinCharsMax && !bin.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            ? null
            : InventoryRefusals.Invalid(field, $"A bin is named by up to {BinCharsMax} letters and digits without blanks.");
}
