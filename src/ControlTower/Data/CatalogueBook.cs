using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>A SKU as a shop or a file tells it; what is null it does not tell, and what we know stays.</summary>
/// <param name="Barcodes">Padded to 14 digits; they are added, none is taken away.</param>
public sealed record ToldSku(string Sku, string Name, string? Category, IReadOnlyList<ToldBarcode> Barcodes, int? WeightGrams, Money? Price, string? ImageUrl);

public sealed record ToldBarcode(string Gtin, int Units);

/// <summary>Takes a catalogue over that somebody else keeps: new SKUs are added, known ones refreshed, and orders that waited for one are judged again.</summary>
public static class CatalogueBook
{
    /// <param name="source">A store's key, or <c>csv</c>.</param>
    /// <returns>What became of it; null where everything was so already.</returns>
    public static async Task<CatalogueTaken?> TakeAsync(Work work, string source, IReadOnlyList<ToldSku> told, CancellationToken cancellationToken)
    {
        var skus = told.Select(one => one.Sku).Distinct().Order(StringComparer.Ordinal).ToArray();
        var before = (await work.Db.Skus.Where(item => skus.Contains(item.Sku)).Select(item => item.Sku).ToListAsync(cancellationToken)).ToHashSet();
        var added = skus.Where(sku => !before.Contains(sku)).ToList();
        var names = added.ConvertAll(sku => told.First(one => one.Sku == sku).Name);
        await work.Db.Database.ExecuteSqlAsync($"""
            insert into sku (sku, name, category, is_kit, updated_at)
            select n.sku, n.name, '', false, {work.Now} from unnest({added.ToArray()}, {names.ToArray()}) as n(sku, name) order by n.sku collate "C" on conflict do nothing
            """, cancellationToken);
        var known = await work.Db.Skus.FromSql($"select * from sku where sku = any({skus}) order by sku collate \"C\" for update").ToDictionaryAsync(item => item.Sku, cancellationToken);
        var codes = told.SelectMany(one => one.Barcodes).Select(barcode => barcode.Gtin).Distinct().ToList();
        var taken = (await work.Db.Barcodes.Where(barcode => codes.Contains(barcode.Gtin)).Select(barcode => barcode.Gtin).ToListAsync(cancellationToken)).ToHashSet();
        var changed = new HashSet<string>();
        foreach (var one in told)
        {
            var item = known[one.Sku];
            var differs = Refresh(item, one);
            foreach (var (gtin, units) in one.Barcodes.Where(barcode => taken.Add(barcode.Gtin))) // one that belongs to another SKU stays there
            {
                work.Db.Barcodes.Add(new(gtin, one.Sku, units));
                differs = true;
            }

            if (differs)
            {
                item.UpdatedAt = work.Now;
                changed.Add(one.Sku);
            }
        }

        changed.ExceptWith(added);
        if (added.Count > 0)
        {
            await Backorders.KnowAsync(work, added, cancellationToken);
        }

        return added.Count + changed.Count == 0 ? null : new(source, skus.Length, added.Count, changed.Count, [.. added.Concat(changed).Take(CatalogueTaken.NamedMax)]);
    }

    private static bool Refresh(SkuItem item, ToldSku told)
    {
        var before = (item.Name, item.Category, item.WeightGrams, item.PriceMinor, item.Currency, item.ImageUrl);
        (item.Name, item.Category) = (told.Name, told.Category ?? item.Category);
        (item.WeightGrams, item.ImageUrl) = (told.WeightGrams ?? item.WeightGrams, told.ImageUrl ?? item.ImageUrl);
        if (told.Price is { } price)
        {
            (item.PriceMinor, item.Currency) = (price.Minor, price.Currency);
        }

        return before != (item.Name, item.Category, item.WeightGrams, item.PriceMinor, item.Currency, item.ImageUrl);
    }
}
