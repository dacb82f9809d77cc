using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>What lies where. Every unit of a shelf lies in some bin, and each change of either is a line of the ledger.</summary>
internal static class Bins
{
    /// <summary>Where units go that nobody put anywhere yet.</summary>
    public const string Receiving = "RECEIVING";

    /// <summary>Where units lie that were picked and have not left yet: in totes, at the bench, in parcels.</summary>
    public const string Floor = "FLOOR";

    /// <summary>Takes units out of the bins of a shelf that is locked, the fullest bin first; what lies on the floor belongs to somebody, and comes last.</summary>
    public static async Task TakeAsync(
        Work work, string sku, string warehouse, int units, MovementKind kind, Guid? order, CancellationToken cancellationToken, string? reason = null)
    {
        var bins = await work.Db.BinStock.Where(bin => bin.Sku == sku && bin.Warehouse == warehouse && bin.Units > 0)
            .OrderBy(bin => bin.Bin == Floor).ThenByDescending(bin => bin.Units).ThenBy(bin => bin.Bin).ToListAsync(cancellationToken);
        foreach (var bin in bins.TakeWhile(_ => units > 0))
        {
            var taken = Math.Min(units, bin.Units);
            bin.Units -= taken;
            units -= taken;
            Note(work, sku, warehouse, bin.Bin, kind, -taken, order, reason);
        }

        if (units > 0)
        {
            throw new InvalidOperationException($"The bins of {sku} in {warehouse} hold {units} fewer than the shelf.");
        }
    }

    /// <summary>Takes units out of one bin of a shelf that is locked.</summary>
    /// <returns>Null, or <c>inventory.bin-short</c>.</returns>
    public static async Task<Refusal?> TakeFromAsync(
        Work work, string sku, string warehouse, string bin, int units, MovementKind kind, CancellationToken cancellationToken, string? reason = null, int unsellable = 0,
        Guid? order = null)
    {
        var there = await work.Db.BinStock.FindAsync([warehouse, bin, sku], cancellationToken);
        if (there is null || there.Units < units)
        {
            return InventoryRefusals.BinShort(bin, sku, there?.Units ?? 0, units);
        }

        there.Units -= units;
        Note(work, sku, warehouse, bin, kind, -units, order, reason, unsellable);
        return null;
    }

    /// <summary>Puts units into a bin, which is made when it is named for the first time.</summary>
    public static async Task PutAsync(
        Work work, string sku, string warehouse, string bin, int units, MovementKind kind, CancellationToken cancellationToken, string? reason = null, Guid? order = null, int unsellable = 0)
    {
        await work.Db.Database.ExecuteSqlAsync($"""
            insert into bin (warehouse, bin, zone, aisle, bay, level, x, y) values ({warehouse}, {bin}, '', '', '', '', 0, 0) on conflict do nothing
            """, cancellationToken);
        var there = await work.Db.BinStock.FindAsync([warehouse, bin, sku], cancellationToken);
        if (there is null)
        {
            work.Db.BinStock.Add(new BinStock { Warehouse = warehouse, Bin = bin, Sku = sku, Units = units });
        }
        else
        {
            there.Units += units;
        }

        Note(work, sku, warehouse, bin, kind, units, order, reason, unsellable);
    }

    public static void Note(
        Work work, string sku, string warehouse, string? bin, MovementKind kind, int units, Guid? order, string? reason, int unsellable = 0) =>
        work.Db.Movements.Add(new(Guid.CreateVersion7(work.Now), work.Now, sku, warehouse, bin, kind, units, unsellable, reason, order, work.By.Id));
}
