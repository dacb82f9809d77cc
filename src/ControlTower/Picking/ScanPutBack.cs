using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>Something is scanned to be put back: first the item, unit by unit, then the bin that it came from.</summary>
public sealed record ScanPutBack(Guid CommandId, Actor By, Guid List, string Scanned) : ICommand
{
    public static Duty Needs => Duty.Pick;
}

public sealed class ScanPutBackHandler(CommitGate gate, OrderNumbers numbers)
{
    /// <returns>Or <c>picking.unknown</c>, <c>picking.nothing-to-put-back</c>, <c>access.scope</c>. A wrong scan is an answer.</returns>
    public Task<Outcome<Committed<PutBackScanned>>> HandleAsync(ScanPutBack command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ScanPutBack, PutBackScanned>(command, async work =>
        {
            var list = await work.Db.PickLists.FindAsync([command.List], cancellationToken);
            if (list is null || !work.By.Sees(list.Warehouse))
            {
                return list is null ? PickingRefusals.Unknown(command.List.ToString()) : AccessRefusals.OutOfScope(list.Warehouse);
            }

            var desk = new PutBackDesk(work, numbers);
            var tasks = await desk.OfListAsync(list.Id, cancellationToken);
            if (tasks.Count == 0)
            {
                return PickingRefusals.NothingToPutBack(list.Number);
            }

            var scan = ScanReading.Of(command.Scanned);
            var mine = tasks.Find(task => task.HeldBy == work.By.Id);
            var (code, text, expected) = scan.Kind == ScanKind.Bin
                ? await ShelveAsync(work, desk, list, mine, scan, cancellationToken)
                : await TakeAsync(work, tasks, mine, scan, cancellationToken);
            if (tasks.TrueForAll(task => task.ClosedAt is not null))
            {
                var sites = await Sites.LoadAsync(work.Db, cancellationToken);
                await desk.CloseAsync(list, tasks, await CaseBook.OfSubjectAsync(work, sites, CaseSubject.PickList, list.Id.ToString(), cancellationToken), cancellationToken);
            }

            return new PutBackScanned(
                list.Id, list.Number, code is null ? ScanOutcome.Accepted : ScanOutcome.Refused, code, text, expected, scan.Shown, await NextAsync(work, tasks, cancellationToken));
        }, cancellationToken);

    private static async Task<(string? Code, string Text, string? Expected)> TakeAsync(
        Work work, List<PutBack> tasks, PutBack? mine, ScanReading scan, CancellationToken cancellationToken)
    {
        var item = scan.Kind == ScanKind.Article
            ? await work.Db.Barcodes.Where(barcode => barcode.Gtin == scan.Code).Select(barcode => new ItemSeen(barcode.Sku, barcode.Units)).FirstOrDefaultAsync(cancellationToken)
            : scan.Kind == ScanKind.Text ? new ItemSeen(tasks.Find(task => task.Sku.Equals(scan.Code, StringComparison.OrdinalIgnoreCase))?.Sku ?? scan.Code, 1) : null;
        var task = mine ?? tasks.Find(one => one.Sku == item?.Sku && one.Left > 0 && one.HeldBy is null);
        if (item is null || task is null || task.Sku != item.Sku)
        {
            var expected = mine is null ? string.Join(", ", tasks.Where(one => one.Left > 0).Select(one => one.Sku).Distinct()) : mine.Left > 0 ? $"{mine.Sku}, LOC-{mine.Bin}" : $"LOC-{mine.Bin}";
            return ("picking.wrong-item", $"Wrong item. Scan {expected}; you scanned {scan.Shown}.", expected);
        }

        if (item.Units > task.Left)
        {
            return ("picking.too-many", $"Too many: {task.Left} of {task.Sku} go back, and this would be {item.Units}.", $"{task.Left} × {task.Sku}");
        }

        task.Take(item.Units, work.By.Id);
        return (null, $"{task.InHand} × {task.Sku}. Put it in {task.Bin} and scan the bin.", null);
    }

    private static async Task<(string? Code, string Text, string? Expected)> ShelveAsync(
        Work work, PutBackDesk desk, PickList list, PutBack? mine, ScanReading scan, CancellationToken cancellationToken)
    {
        if (mine is null)
        {
            return ("picking.item-first", "Scan the item first, then the bin that it goes to.", null);
        }

        if (!scan.Code.Equals(mine.Bin, StringComparison.OrdinalIgnoreCase))
        {
            return ("picking.wrong-bin", $"Wrong bin. {mine.Sku} goes to {mine.Bin}; you scanned {scan.Shown}.", mine.Bin);
        }

        var units = mine.PutOnShelf(work.Now);
        await desk.ShelveAsync(list, mine, mine.Bin, units, cancellationToken);
        return (null, $"{units} × {mine.Sku} in {mine.Bin}.", null);
    }

    private async Task<PutBackNext> NextAsync(Work work, List<PutBack> tasks, CancellationToken cancellationToken)
    {
        var task = tasks.Find(one => one.HeldBy == work.By.Id) ?? tasks.Find(one => one.ClosedAt is null && one.HeldBy is null);
        if (task is null)
        {
            return PutBackNext.Done;
        }

        var name = await work.Db.Skus.Where(item => item.Sku == task.Sku).Select(item => item.Name).SingleAsync(cancellationToken);
        var number = await work.Db.Orders.Where(order => order.Id == task.OrderId).Select(order => order.Number).SingleAsync(cancellationToken);
        var kind = task.InHand > 0 && task.Left == 0 ? PutBackStep.Bin : PutBackStep.Item;
        return new(kind, task.Sku, name, task.Bin, task.Tote, kind == PutBackStep.Bin ? task.InHand : task.Left, numbers.Text(number));
    }
}
