using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Packing;

/// <summary>The last unit that went into the parcel comes out again.</summary>
/// <param name="Parcel">Its SSCC.</param>
public sealed record UndoPackScan(Guid CommandId, Actor By, string Parcel) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

public sealed class UndoPackScanHandler(CommitGate gate, OrderNumbers numbers)
{
    private sealed record LastScan(Guid ScanId, string Sku, int Units);

    /// <returns>Or <c>packing.nothing-to-undo</c>, <c>packing.not-open</c>, <c>packing.held</c>, <c>packing.cancelled</c>, <c>packing.unknown</c>, <c>access.scope</c>.</returns>
    public Task<Outcome<Committed<PackScanUndone>>> HandleAsync(UndoPackScan command, CancellationToken cancellationToken) =>
        gate.CommitAsync<UndoPackScan, PackScanUndone>(command, async work =>
        {
            if (await BenchRows.LockAsync(work, numbers, command.Parcel, "", Guid.Empty, cancellationToken) is not { } bench)
            {
                return PackingRefusals.Unknown(command.Parcel);
            }

            if (!command.By.Sees(bench.Warehouse))
            {
                return AccessRefusals.OutOfScope(bench.Warehouse);
            }

            if (bench.Standing.Refuse() is { } refused)
            {
                return refused;
            }

            var last = await work.Db.Database.SqlQuery<LastScan>($"""
                select scan_id, sku, units from pack_scan where parcel_id = {bench.Id} and refused is null and not undone order by seq desc limit 1
                """).SingleOrDefaultAsync(cancellationToken);
            if (last is null || bench.Needs.Where(need => need.Sku == last.Sku).Sum(need => need.Here) < last.Units)
            {
                return PackingRefusals.NothingToUndo();
            }

            await using var batch = BenchRows.Batch(work);
            BenchRows.Add(batch, "update pack_scan set undone = true where scan_id = $1", last.ScanId);
            PackWriting.Add(batch, work, bench, bench.Needs.TakeOut(last.Sku, last.Units));
            BenchRows.Add(batch, "delete from sop_run where slug = $1 and subject = $2 and step = $3", PackingChecklist.Slug, JournalKeys.Parcel(bench.Id), PackingChecklist.Units);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return new PackScanUndone(bench.OrderId, bench.Standing.Number, bench.Id, bench.Sscc, last.Sku, last.Units, bench.Needs.Left() + last.Units);
        }, cancellationToken);
}
