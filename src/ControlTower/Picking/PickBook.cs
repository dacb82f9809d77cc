using ControlTower.Data;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>
/// What picking does to stock, order, group, list and wave, in one transaction that holds the order and the list. Stock stays promised: goods
/// only move from their bin to the floor.
/// </summary>
internal sealed class PickBook(Work work, OrderDesk desk, OrderNumbers numbers)
{
    public async Task PickAsync(SalesOrder order, FulfilmentGroup group, PickList list, PickLine line, string tote, int units, CancellationToken cancellationToken)
    {
        await Locks.ShelvesAsync(work.Db, [line.Sku], cancellationToken);
        await ToFloorAsync(line, units, cancellationToken);
        var parts = await FloorParts.OfAsync(work, order, group, line.LineNo, cancellationToken);
        var whole = parts.Whole;
        line.Take(units, tote);
        order.Pick(line.LineNo, parts.Whole - whole);
        SalesOrder.Move(group, GroupMove.StartPicking, work.Now);
        work.Also(new UnitsPicked(order.Id, desk.NumberOf(order), list.Id, list.Number, line.Id, line.Sku, line.Warehouse, line.Bin, tote, units));
        await new GroupEnd(work, desk).FinishAsync(order, group, cancellationToken);
    }

    /// <summary>What lay in a tote is back on its shelf, and in its worker's hand.</summary>
    /// <returns>Null, or <c>picking.at-the-bench</c>.</returns>
    public async Task<Refusal?> UnpickAsync(SalesOrder order, FulfilmentGroup group, PickLine line, int units, CancellationToken cancellationToken)
    {
        if (group.State == GroupState.Picked)
        {
            SalesOrder.Move(group, GroupMove.ResumePicking, work.Now);
        }

        if (group.State is not (GroupState.Picking or GroupState.Short) || line.Picked < units)
        {
            return PickingRefusals.AtTheBench(desk.NumberOf(order));
        }

        await Locks.ShelvesAsync(work.Db, [line.Sku], cancellationToken);
        if (await Bins.TakeFromAsync(work, line.Sku, line.Warehouse, Bins.Floor, units, MovementKind.PutBack, cancellationToken, order: order.Id) is { } refused)
        {
            return refused;
        }

        await Bins.PutAsync(work, line.Sku, line.Warehouse, line.Bin, units, MovementKind.PutBack, cancellationToken, order: order.Id);
        var parts = await FloorParts.OfAsync(work, order, group, line.LineNo, cancellationToken);
        var whole = parts.Whole;
        line.PutDown(units);
        order.Unpick(line.LineNo, whole - parts.Whole);
        return null;
    }

    /// <summary>The worker's next line; with the last one the list ends, and with the last list its wave.</summary>
    /// <returns>Null: what is left is stopped.</returns>
    public async Task<PickStep?> GoOnAsync(PickList list, CancellationToken cancellationToken)
    {
        if (list.Lines.Exists(line => !line.IsDone))
        {
            return (await ListDesk.ShowNextAsync(work, list, numbers, cancellationToken))?.Step;
        }

        await new ListEnd(work).FinishAsync(list, cancellationToken);
        return PickStep.Done;
    }

    /// <summary>Goods that a worker holds are real, also where the books saw them in another bin: those bins give what this one lacks.</summary>
    private async Task ToFloorAsync(PickLine line, int units, CancellationToken cancellationToken)
    {
        var bins = await work.Db.BinStock.Where(bin => bin.Sku == line.Sku && bin.Warehouse == line.Warehouse && bin.Units > 0 && bin.Bin != Bins.Floor).ToListAsync(cancellationToken);
        var left = units;
        foreach (var bin in bins.OrderBy(bin => bin.Bin != line.Bin).ThenByDescending(bin => bin.Units).ThenBy(bin => bin.Bin, StringComparer.Ordinal).TakeWhile(_ => left > 0))
        {
            var taken = Math.Min(left, bin.Units);
            bin.Units -= taken;
            left -= taken;
            Bins.Note(work, line.Sku, line.Warehouse, bin.Bin, MovementKind.Pick, -taken, line.OrderId, null);
        }

        if (left > 0)
        {
            throw new InvalidOperationException($"The bins of {line.Sku} in {line.Warehouse} hold {left} fewer than what is promised and not picked.");
        }

        await Bins.PutAsync(work, line.Sku, line.Warehouse, Bins.Floor, units, MovementKind.Pick, cancellationToken, order: line.OrderId);
    }
}
