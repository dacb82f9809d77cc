using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>
/// The scan of a tote: what was in hand is off its shelf and belongs to the order. Stock, line, group, list and wave follow in one transaction.
/// </summary>
public sealed class LayInTote(CommitGate gate, OrderDesk desk, OrderNumbers numbers)
{
    /// <param name="expected">The line at hand as it was seen a moment ago; it is looked at again under the order's lock.</param>
    internal Task<Outcome<Committed<ScanTaken>>> HandleAsync(ScanPick command, ScanReading scan, PickTask expected, CancellationToken cancellationToken) =>
        gate.CommitAsync<ScanPick, ScanTaken>(command, async work =>
        {
            var order = await Locks.OrderAsync(work.Db, expected.Order, cancellationToken);
            if (!(await ListDesk.MineAsync(work, command.List, cancellationToken)).Decided(out var list, out var refused))
            {
                return refused;
            }

            var task = await ListDesk.TaskAsync(work, list, numbers, cancellationToken);
            if (order is null || task is null || task.Line != expected.Line)
            {
                return PickingRefusals.NoLine(); // it was cancelled between two scans: the next one is told what to do
            }

            var tote = await work.Db.Totes.FromSql($"select * from tote where code = {scan.Code} for update").SingleOrDefaultAsync(cancellationToken);
            var verdict = task.Judge(scan, null, await SeenAsync(work, scan, tote, cancellationToken));
            var group = order.Group(task.Group)!;
            if (verdict.IsAccepted)
            {
                tote ??= work.Db.Totes.Add(new Tote { Code = scan.Code, Warehouse = list.Warehouse }).Entity;
                Fill(tote, list, group.Id, work.Now);
                await new PickBook(work, desk, numbers).PickAsync(order, group, list, list.Lines.Single(line => line.Id == task.Line), tote.Code, verdict.Units, cancellationToken);
            }

            list.Prolong(work.Now, ListDesk.Lease);
            var next = await FinishAsync(work, order, list, task, verdict, cancellationToken);
            var taken = new ScanTaken(
                list.Id, list.Number, verdict.IsAccepted ? ScanOutcome.Accepted : ScanOutcome.Refused, task.Kind, verdict.Code, verdict.Text, verdict.Expected, verdict.Scanned, verdict.Units, next);
            Log(work, command, scan, task, verdict, taken);
            return taken;
        }, cancellationToken);

    private static void Fill(Tote tote, PickList list, Guid group, DateTimeOffset now) =>
        (tote.List, tote.GroupId, tote.IsFull, tote.Since) = (list.Id, group, false, tote.GroupId == group ? tote.Since : now);

    private async Task<PickStep?> FinishAsync(Work work, SalesOrder order, PickList list, PickTask task, ScanVerdict verdict, CancellationToken cancellationToken)
    {
        if (!verdict.IsAccepted)
        {
            return task.Step;
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        desk.Finish(work, order, sites, "picked");
        return await new PickBook(work, desk, numbers).GoOnAsync(list, cancellationToken);
    }

    private async Task<ToteSeen> SeenAsync(Work work, ScanReading scan, Tote? tote, CancellationToken cancellationToken)
    {
        var number = tote?.GroupId is not { } group ? (long?)null
            : await work.Db.Orders.Where(order => order.Groups.Any(of => of.Id == group)).Select(order => (long?)order.Number).SingleOrDefaultAsync(cancellationToken);
        return new(scan.Code, tote?.Warehouse, tote?.GroupId, number is { } found ? numbers.Text(found) : null, tote?.IsFull == true);
    }

    private static void Log(Work work, ScanPick command, ScanReading scan, PickTask task, ScanVerdict verdict, ScanTaken taken) => work.Db.PickScans.Add(new PickScan
    {
        List = command.List, ScanId = command.ScanId, At = work.Now, Line = task.Line, Actor = work.By.Id, Step = "tote", Scanned = scan.Shown,
        Code = verdict.Code, Units = verdict.Units, Tote = verdict.IsAccepted ? scan.Code : null, AtBin = task.AtBin, InHand = task.InHand,
        Entry = work.MainEntry, Answer = JsonSerializer.Serialize(taken, JournalJson.Options),
    });
}
