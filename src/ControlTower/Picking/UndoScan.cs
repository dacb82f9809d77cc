using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>A worker takes their last accepted scan back. Also the one that ended the list, until they hold another one.</summary>
public sealed record UndoScan(Guid CommandId, Actor By, Guid List) : ICommand
{
    public static Duty Needs => Duty.Pick;
}

public sealed class UndoScanHandler(CommitGate gate, OrderDesk desk, OrderNumbers numbers)
{
    /// <returns>Or <c>picking.nothing-to-undo</c>, <c>picking.at-the-bench</c>, <c>picking.one-list-each</c> and what any act on a list may be refused with.</returns>
    public Task<Outcome<Committed<ScanUndone>>> HandleAsync(UndoScan command, CancellationToken cancellationToken) =>
        gate.CommitAsync<UndoScan, ScanUndone>(command, async work =>
        {
            // The order is locked before the list: so the scan is looked up first, and again under both locks.
            var seen = await LastAsync(work, command.List).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
            var order = seen is { Step: "tote", Line: { } line }
                ? await Locks.OrderAsync(work.Db, await work.Db.PickLines.Where(of => of.Id == line).Select(of => of.OrderId).SingleAsync(cancellationToken), cancellationToken)
                : null;
            if (!(await ListDesk.MineAsync(work, command.List, cancellationToken, mayBeDone: true)).Decided(out var list, out var refused))
            {
                return refused;
            }

            var scan = await LastAsync(work, command.List).FirstOrDefaultAsync(cancellationToken);
            if (scan is null || scan.ScanId != seen?.ScanId || list.Lines.Find(of => of.Id == scan.Line) is not { } at)
            {
                return PickingRefusals.NothingToUndo();
            }

            if ((await ReopenAsync(work, list, cancellationToken) ?? await TakeBackAsync(work, order, list, at, scan, cancellationToken)) is { } cannot)
            {
                return cannot;
            }

            scan.Undone = true;
            list.StandAgain(at.Id, scan.AtBin, scan.InHand);
            await work.Db.SaveChangesAsync(cancellationToken);
            var task = await ListDesk.TaskAsync(work, list, numbers, cancellationToken);
            var of = Enum.Parse<StepKind>(scan.Step, ignoreCase: true);
            return order is null
                ? new ScanUndone(list.Id, list.Number, of, scan.Scanned, scan.Units, task!.Step)
                : new ScanUndone(list.Id, list.Number, of, scan.Scanned, scan.Units, task!.Step, order.Id, desk.NumberOf(order), at.Sku, at.Warehouse);
        }, cancellationToken);

    private static IQueryable<PickScan> LastAsync(Work work, Guid list)
    {
        var by = work.By.Id;
        return work.Db.PickScans.Where(scan => scan.List == list && scan.Code == null && !scan.Undone && scan.Actor == by).OrderByDescending(scan => scan.Seq).Take(1);
    }

    private static async Task<Refusal?> ReopenAsync(Work work, PickList list, CancellationToken cancellationToken)
    {
        if (list.State != PickListState.Done)
        {
            list.Prolong(work.Now, ListDesk.Lease);
            return null;
        }

        var by = work.By.Id;
        if (await work.Db.PickLists.FirstOrDefaultAsync(other => other.ClaimedBy == by && other.State == PickListState.Claimed, cancellationToken) is { } other)
        {
            return PickingRefusals.OneListEach(other.Number);
        }

        list.Resume(by, work.By.Name, work.Now, ListDesk.Lease);
        var wave = await work.Db.Waves.FromSql($"select * from wave where id = {list.Wave} for update").SingleAsync(cancellationToken);
        wave.Move(WaveMove.Resume, work.Now);
        return null;
    }

    private async Task<Refusal?> TakeBackAsync(Work work, SalesOrder? order, PickList list, PickLine line, PickScan scan, CancellationToken cancellationToken)
    {
        if (order is null)
        {
            return line.Left >= scan.InHand && !line.IsDone ? null : PickingRefusals.NothingToUndo();
        }

        if (await new PickBook(work, desk, numbers).UnpickAsync(order, order.Group(line.GroupId)!, line, scan.Units, cancellationToken) is { } refused)
        {
            return refused;
        }

        var tote = await work.Db.Totes.FindAsync([scan.Tote], cancellationToken);
        var stillFilled = (await FloorParts.LinesAsync(work, line.GroupId, cancellationToken)).Exists(of => of.Tote == scan.Tote && of.Picked > 0);
        if (tote is not null)
        {
            (tote.List, tote.GroupId, tote.IsFull) = (stillFilled ? list.Id : null, stillFilled ? line.GroupId : null, stillFilled && tote.IsFull);
        }

        desk.Finish(work, order, await Sites.LoadAsync(work.Db, cancellationToken), "undone");
        return null;
    }
}
