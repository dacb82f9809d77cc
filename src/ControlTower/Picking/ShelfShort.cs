using ControlTower.Data;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <param name="Broken">Numbers of other orders that go without.</param>
internal sealed record ShortDecided(ShortDecision Decision, IReadOnlyList<string> Broken);

/// <summary>
/// What a short does to the stock and to the line. Only what was missed is taken off the books; whether the bin is empty, a count finds out:
/// to zero a shelf because one worker did not find something would stop orders that can be picked.
/// </summary>
internal sealed class ShelfShort(Work work, BreakPromises broken, SalesOrder order, PickList list, PickLine line, int inHand, int units, ShortReason reason)
{
    private FulfilmentGroup Group => order.Group(line.GroupId)!;

    public async Task<Outcome<ShortDecided>> DecideAsync(OrderDesk desk, ShortDecision? asked, CancellationToken cancellationToken)
    {
        var shelf = (await Locks.ShelvesAsync(work.Db, [line.Sku], cancellationToken))[(line.Sku, line.Warehouse)];
        var inBin = (await work.Db.BinStock.FindAsync([line.Warehouse, line.Bin, line.Sku], cancellationToken))?.Units ?? 0;
        var gone = Math.Clamp(inBin - inHand, 0, units); // the books may know already that there are fewer
        SalesOrder.Move(Group, GroupMove.ReportShort, work.Now);
        if (asked is null or ShortDecision.OtherBin)
        {
            var others = await OtherBinsAsync(cancellationToken);
            if (others.Sum(bin => bin.Free) >= units
                && (await broken.HandleAsync(work, shelf, PromisedBeyond(shelf, gone), Reason(), cancellationToken)).Decided(out var without, out _))
            {
                line.Miss(units, reason);
                WalkTo(others);
                await CorrectAsync(shelf, gone, cancellationToken);
                return new ShortDecided(ShortDecision.OtherBin, without);
            }

            if (asked is not null)
            {
                return PickingRefusals.NothingInBin(line.Sku);
            }
        }

        line.Miss(units, reason);
        return await GoWithoutAsync(desk, shelf, gone, asked ?? ShortDecision.OtherSite, cancellationToken);
    }

    /// <summary>The order itself gives its promise back, so nobody else goes without.</summary>
    private async Task<Outcome<ShortDecided>> GoWithoutAsync(OrderDesk desk, StockLine shelf, int gone, ShortDecision decision, CancellationToken cancellationToken)
    {
        var parts = await FloorParts.OfAsync(work, order, Group, line.LineNo, cancellationToken);
        var whole = (units + parts.PerUnit[line.Sku] - 1) / parts.PerUnit[line.Sku];
        var recall = new FloorRecall(work, desk);
        await recall.TakeOffAsync(order, Group, line.LineNo, whole, (line.Sku, units), cancellationToken);
        await recall.CloseAsync(order, cancellationToken);
        work.Db.PromiseEvents.Add(new(Guid.CreateVersion7(work.Now), work.Now, PromiseEventKind.PromiseBroken, order.Id, line.LineNo, line.Sku, line.Warehouse, whole));
        if (!(await broken.HandleAsync(work, shelf, PromisedBeyond(shelf, gone), Reason(), cancellationToken)).Decided(out var without, out var refused))
        {
            return refused;
        }

        await CorrectAsync(shelf, gone, cancellationToken);
        var wanted = order.Lines.Single(of => of.LineNo == line.LineNo);
        switch (decision)
        {
            case ShortDecision.Backorder:
                SalesOrder.Backorder(wanted, whole);
                break;
            case ShortDecision.Cancel:
                order.Cancel([line.LineNo], CancelCause.Stock, work.Now);
                break;
            case ShortDecision.OtherSite or ShortDecision.OtherBin:
                order.GoTo(ConveyorStep.Reserve); // promised anew by the rules: from another site, or from what comes in
                break;
        }

        return new ShortDecided(decision, without);
    }

    /// <summary>Bins of the same warehouse with units that no list counts on.</summary>
    private async Task<List<(string Bin, int Free)>> OtherBinsAsync(CancellationToken cancellationToken)
    {
        var (sku, warehouse, here) = (line.Sku, line.Warehouse, line.Bin);
        var bins = await work.Db.BinStock.Where(bin => bin.Sku == sku && bin.Warehouse == warehouse && bin.Bin != here && bin.Bin != Bins.Floor && bin.Units > 0)
            .Select(bin => new { bin.Bin, bin.Units }).ToListAsync(cancellationToken);
        var counted = await work.Db.PickLines.Where(of => of.Sku == sku && of.Warehouse == warehouse && of.Picked + of.Short < of.Units)
            .GroupBy(of => of.Bin).Select(of => new { Bin = of.Key, Units = of.Sum(one => one.Units - one.Picked - one.Short) }).ToDictionaryAsync(of => of.Bin, of => of.Units, cancellationToken);
        return [.. bins.Select(bin => (bin.Bin, Free: bin.Units - counted.GetValueOrDefault(bin.Bin))).Where(bin => bin.Free > 0)
            .OrderByDescending(bin => bin.Free).ThenBy(bin => bin.Bin, StringComparer.Ordinal)];
    }

    private void WalkTo(List<(string Bin, int Free)> others)
    {
        var left = units;
        foreach (var (bin, free) in others.TakeWhile(_ => left > 0))
        {
            var there = Math.Min(left, free);
            left -= there;
            var added = new PickLine(Guid.CreateVersion7(work.Now), list.Id, list.Lines.Max(of => of.Seq) + 1, line.GroupId, line.OrderId, line.LineNo, line.Sku, line.Warehouse, bin, there);
            work.Db.PickLines.Add(added);
        }
    }

    private async Task CorrectAsync(StockLine shelf, int gone, CancellationToken cancellationToken)
    {
        if (gone == 0)
        {
            return;
        }

        if (reason == ShortReason.Damaged)
        {
            shelf.SetAside(gone);
            Bins.Note(work, line.Sku, line.Warehouse, line.Bin, MovementKind.Damage, 0, line.OrderId, "damage", unsellable: gone);
            return;
        }

        var spoilt = shelf.Lose(gone);
        await Bins.TakeFromAsync(work, line.Sku, line.Warehouse, line.Bin, gone, MovementKind.Count, cancellationToken, "shortPick", -spoilt, line.OrderId);
    }

    private int PromisedBeyond(StockLine shelf, int gone) => reason == ShortReason.Damaged
        ? Math.Max(0, shelf.Reserved - (shelf.OnHand - shelf.Unsellable - gone))
        : shelf.PromisedBeyond(gone);

    private AdjustReason Reason() => reason == ShortReason.Damaged ? AdjustReason.Damage : AdjustReason.Count;
}
