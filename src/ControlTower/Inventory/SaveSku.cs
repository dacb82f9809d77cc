using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <param name="Units">What one scan of it counts: 1, or the pack's.</param>
public sealed record BarcodeUnits(string Gtin, int Units);

/// <summary>A SKU as a person or a machine describes it, whole: what is left out is taken away.</summary>
/// <param name="DimensionsMm">Length, width, height; null: not measured.</param>
/// <param name="Kit">What one unit is put together from; empty: it is no kit and has stock of its own.</param>
public sealed record SaveSku(
    Guid CommandId, Actor By, string Sku, string Name, string Category, IReadOnlyList<BarcodeUnits> Barcodes, int? WeightGrams,
    IReadOnlyList<int>? DimensionsMm, Money? Price, IReadOnlyList<StockUnits> Kit) : ICommand
{
    public static Duty Needs => Duty.KeepCatalogue;
}

/// <remarks>Orders that waited for a SKU which nobody knew are judged again.</remarks>
public sealed class SaveSkuHandler(CommitGate gate)
{
    /// <returns>Or <c>inventory.value-invalid</c>, <c>inventory.barcode-invalid</c>, <c>inventory.barcode-taken</c>, <c>inventory.has-stock</c>, <c>inventory.kit-of-kits</c>.</returns>
    public Task<Outcome<Committed<SkuSaved>>> HandleAsync(SaveSku command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SaveSku, SkuSaved>(command, async work =>
        {
            if ((SkuRules.Refuse(command) ?? await RefuseKitAsync(work, command, cancellationToken)) is { } refusal)
            {
                return refusal;
            }

            // Two that make the same SKU at once: the second finds it made.
            var isNew = 1 == await work.Db.Database.ExecuteSqlAsync($"""
                insert into sku (sku, name, category, is_kit, updated_at) values ({command.Sku}, {command.Name}, {command.Category}, false, {work.Now}) on conflict do nothing
                """, cancellationToken);
            var item = await work.Db.Skus.FromSql($"select * from sku where sku = {command.Sku} for update").SingleAsync(cancellationToken);
            var changed = Write(item, command, isNew);
            if (await WriteBarcodesAsync(work, command, changed, cancellationToken) is { } taken)
            {
                return taken;
            }

            await WriteKitAsync(work, command, changed, cancellationToken);
            if (changed.Count > 0 || isNew)
            {
                item.UpdatedAt = work.Now;
            }

            if (isNew)
            {
                await Backorders.KnowAsync(work, [command.Sku], cancellationToken);
            }

            return new SkuSaved(command.Sku, command.Name, isNew, changed, "hand");
        }, cancellationToken);

    private static async Task<Refusal?> RefuseKitAsync(Work work, SaveSku command, CancellationToken cancellationToken)
    {
        if (command.Kit.Count == 0)
        {
            return null;
        }

        if (await work.Db.Stock.AnyAsync(shelf => shelf.Sku == command.Sku && shelf.OnHand > 0, cancellationToken))
        {
            return InventoryRefusals.HasStock(command.Sku);
        }

        if (await work.Db.Components.AnyAsync(part => part.Component == command.Sku, cancellationToken))
        {
            return InventoryRefusals.KitOfKits(command.Sku);
        }

        var refused = await ShelfDesk.RefuseSkusAsync(work, [.. command.Kit.Select(part => part.Sku)], cancellationToken, "kit[].sku");
        return refused is { Code: "inventory.is-kit", Field: var field } ? InventoryRefusals.KitOfKits(command.Sku) with { Field = field } : refused;
    }

    private static List<string> Write(SkuItem item, SaveSku command, bool isNew)
    {
        var before = (item.Name, item.Category, item.WeightGrams, item.PriceMinor, item.Currency, item.LengthMm, item.WidthMm, item.HeightMm, item.IsKit);
        (item.Name, item.Category, item.WeightGrams, item.IsKit) = (command.Name, command.Category, command.WeightGrams, command.Kit.Count > 0);
        (item.PriceMinor, item.Currency) = (command.Price?.Minor, command.Price?.Currency);
        (item.LengthMm, item.WidthMm, item.HeightMm) = (command.DimensionsMm?[0], command.DimensionsMm?[1], command.DimensionsMm?[2]);
        List<string> changed = [];
        Note("name", before.Name != item.Name);
        Note("category", before.Category != item.Category);
        Note("weightGrams", before.WeightGrams != item.WeightGrams);
        Note("price", (before.PriceMinor, before.Currency) != (item.PriceMinor, item.Currency));
        Note("dimensionsMm", (before.LengthMm, before.WidthMm, before.HeightMm) != (item.LengthMm, item.WidthMm, item.HeightMm));
        return changed;

        void Note(string field, bool differs)
        {
            if (differs && !isNew)
            {
                changed.Add(field);
            }
        }
    }

    private static async Task<Refusal?> WriteBarcodesAsync(Work work, SaveSku command, List<string> changed, CancellationToken cancellationToken)
    {
        var wanted = command.Barcodes.Select(barcode => new SkuBarcode(Gtin.Find(barcode.Gtin)!, command.Sku, barcode.Units)).ToList();
        var codes = wanted.ConvertAll(barcode => barcode.Gtin);
        var known = await work.Db.Barcodes.Where(barcode => barcode.Sku == command.Sku || codes.Contains(barcode.Gtin)).ToListAsync(cancellationToken);
        if (known.Find(barcode => barcode.Sku != command.Sku) is { } foreign)
        {
            return InventoryRefusals.BarcodeTaken(foreign.Gtin, foreign.Sku, codes.IndexOf(foreign.Gtin));
        }

        var gone = known.Except(wanted).ToList();
        var added = wanted.Except(known).ToList();
        if (gone.Count + added.Count > 0)
        {
            changed.Add("barcodes");
        }

        work.Db.Barcodes.RemoveRange(gone.Where(barcode => !codes.Contains(barcode.Gtin)));
        foreach (var barcode in gone.Where(barcode => codes.Contains(barcode.Gtin)))
        {
            work.Db.Entry(barcode).Property(row => row.Units).CurrentValue = wanted.Single(of => of.Gtin == barcode.Gtin).Units;
        }

        work.Db.Barcodes.AddRange(added.Where(barcode => !known.Exists(row => row.Gtin == barcode.Gtin)));
        return null;
    }

    private static async Task WriteKitAsync(Work work, SaveSku command, List<string> changed, CancellationToken cancellationToken)
    {
        var known = await work.Db.Components.Where(part => part.Kit == command.Sku).ToListAsync(cancellationToken);
        var wanted = command.Kit.Select(part => new SkuComponent(command.Sku, part.Sku, part.Units)).ToList();
        if (known.ToHashSet().SetEquals(wanted))
        {
            return;
        }

        changed.Add("kit");
        work.Db.Components.RemoveRange(known.Where(part => !wanted.Exists(of => of.Component == part.Component)));
        work.Db.Components.AddRange(wanted.Where(part => !known.Exists(of => of.Component == part.Component)));
        foreach (var part in known.Where(part => wanted.Exists(of => of.Component == part.Component)))
        {
            work.Db.Entry(part).Property(row => row.Units).CurrentValue = wanted.Single(of => of.Component == part.Component).Units;
        }
    }
}
