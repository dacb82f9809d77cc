using System.Globalization;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>
/// Work that is on the floor and not wanted any more is taken back. What nobody picked yet leaves the lists, and its promise ends. What was
/// picked has lost its promise, too, and lies on the floor unsellable until somebody puts it on a shelf by scan. Parcels are dissolved.
/// </summary>
/// <remarks>The order is locked by the caller; lists, shelves and cases are locked here, in this order.</remarks>
internal sealed class FloorRecall(Work work, OrderDesk desk)
{
    private readonly Dictionary<Guid, PickList> _lists = [];
    private readonly HashSet<string> _shelves = new(StringComparer.Ordinal);
    private readonly List<PutBack> _putBacks = [];
    private int _dropped;

    /// <summary>All lines, or some, of every group of the order that is on the floor and has not left the house.</summary>
    public async Task CancelAsync(SalesOrder order, IReadOnlyList<int>? lines, CancellationToken cancellationToken)
    {
        var groups = order.Groups.Where(group => group.IsOnTheFloor && group.State != GroupState.HandedOver
            && group.Lines.Exists(line => line.Units > 0 && (lines is null || lines.Contains(line.LineNo)))).ToList();
        foreach (var group in groups)
        {
            await DissolveAsync(order, group, cancellationToken);
            foreach (var line in group.Lines.Where(line => line.Units > 0 && (lines is null || lines.Contains(line.LineNo))).ToList())
            {
                await TakeOffAsync(order, group, line.LineNo, line.Units, missed: null, cancellationToken);
            }

            await new GroupEnd(work, desk).FinishAsync(order, group, cancellationToken);
        }

        if (groups.Count > 0)
        {
            await CloseAsync(order, cancellationToken);
            work.Also(new PickingTakenBack(order.Id, desk.NumberOf(order), _dropped, _putBacks.Sum(task => task.Units), [.. _lists.Keys], [.. _shelves.Order(StringComparer.Ordinal)]));
        }
    }

    /// <summary>Units of one line leave their group; they are to be promised anew, backordered or cancelled by the caller.</summary>
    /// <param name="units">Of the line: a kit counts as one.</param>
    /// <param name="missed">Units of this component that the shelf did not have: they left their pick line already.</param>
    public async Task TakeOffAsync(SalesOrder order, FulfilmentGroup group, int lineNo, int units, (string Sku, int Units)? missed, CancellationToken cancellationToken)
    {
        var parts = await FloorParts.OfAsync(work, order, group, lineNo, cancellationToken);
        await LockListsAsync([.. parts.Lines.Select(line => line.List).Distinct()], cancellationToken);
        var shelves = await Locks.ShelvesAsync(work.Db, [.. parts.PerUnit.Keys], cancellationToken);
        var whole = parts.Whole;
        foreach (var (sku, perUnit) in parts.PerUnit)
        {
            var gone = missed is { } of && of.Sku == sku ? Math.Min(of.Units, units * perUnit) : 0;
            var back = TakeFromLines([.. parts.Lines.Where(line => line.Sku == sku)], units * perUnit - gone);
            var shelf = shelves[(sku, group.Warehouse)];
            shelf.GiveBack(units * perUnit);
            if (back > 0)
            {
                shelf.SetAside(back);
                Bins.Note(work, sku, group.Warehouse, Bins.Floor, MovementKind.Quarantine, 0, order.Id, "putBack", unsellable: back);
            }

            await ShrinkAsync(group, lineNo, sku, units * perUnit, cancellationToken);
            _shelves.Add(JournalKeys.Stock(group.Warehouse, sku));
        }

        order.CancelOnFloor(group, lineNo, units, whole - parts.Whole);
        await Backorders.WakeAsync(work, [.. parts.PerUnit.Keys], cancellationToken, except: [order.Id]);
    }

    /// <summary>Lists with nothing left end; goods to be put back are somebody's.</summary>
    public async Task CloseAsync(SalesOrder order, CancellationToken cancellationToken)
    {
        foreach (var list in _lists.Values)
        {
            if (list.Lines.Find(line => line.Id == list.AtLine) is { } at && (at.IsDone || at.Left < list.InHand))
            {
                list.Show(null); // its worker is told by the next scan
            }

            await new ListEnd(work).FinishAsync(list, cancellationToken);
        }

        var sites = _putBacks.Count == 0 ? null : await Sites.LoadAsync(work.Db, cancellationToken);
        foreach (var ofList in _putBacks.GroupBy(task => task.List))
        {
            var cases = await CaseBook.OfSubjectAsync(work, sites!, CaseSubject.PickList, ofList.Key.ToString(), cancellationToken);
            cases.Open(CaseSubject.PickList, ofList.Key.ToString(), order: null, new(ExceptionCode.PutbackOpen, null, null, new Dictionary<string, string>
            {
                ["list"] = _lists[ofList.Key].Number, ["number"] = desk.NumberOf(order), ["warehouse"] = ofList.First().Warehouse,
                ["sku"] = string.Join(", ", ofList.Select(task => task.Sku).Distinct()), ["bin"] = string.Join(", ", ofList.Select(task => task.Bin).Distinct()),
                ["units"] = ofList.Sum(task => task.Units).ToString(CultureInfo.InvariantCulture),
            }));
        }
    }

    private async Task DissolveAsync(SalesOrder order, FulfilmentGroup group, CancellationToken cancellationToken)
    {
        foreach (var parcel in order.LiveParcels.Where(parcel => parcel.GroupId == group.Id).ToList())
        {
            // A label stays named on it: whoever voids labels finds it by that.
            await ParcelDesk.EmptyAsync(work, order, parcel, cancellationToken);
            SalesOrder.MoveParcel(parcel, ParcelMove.Dissolve, work.Now);
        }

        SalesOrder.Move(group, GroupMove.Unpack, work.Now);
    }

    private async Task LockListsAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var lists = await work.Db.PickLists.FromSql($"select * from pick_list where id = any({ids}) order by id for update").ToListAsync(cancellationToken);
        await work.Db.PickLines.Where(line => ids.Contains(line.List)).LoadAsync(cancellationToken);
        lists.ForEach(list => _lists[list.Id] = list);
    }

    /// <returns>How many of them were picked already.</returns>
    private int TakeFromLines(IReadOnlyList<PickLine> lines, int units)
    {
        foreach (var line in lines.Where(line => line.Left > 0))
        {
            var dropped = Math.Min(units, line.Left);
            line.Drop(dropped);
            (units, _dropped) = (units - dropped, _dropped + dropped);
        }

        var back = 0;
        foreach (var line in lines.Where(line => line.Picked > 0))
        {
            var taken = Math.Min(units - back, line.Picked);
            if (taken == 0)
            {
                break;
            }

            var task = new PutBack(Guid.CreateVersion7(work.Now), line, taken, work.Now);
            work.Db.PutBacks.Add(task);
            _putBacks.Add(task);
            line.PutDown(taken);
            line.Drop(taken);
            back += taken;
        }

        return back;
    }

    private async Task ShrinkAsync(FulfilmentGroup group, int lineNo, string sku, int units, CancellationToken cancellationToken)
    {
        var promises = await work.Db.Reservations.Where(promise => promise.GroupId == group.Id && promise.LineNo == lineNo && promise.Sku == sku).ToListAsync(cancellationToken);
        foreach (var promise in promises.TakeWhile(_ => units > 0))
        {
            var given = Math.Min(units, promise.Units);
            units -= given;
            if (given == promise.Units)
            {
                work.Db.Reservations.Remove(promise);
            }
            else
            {
                promise.Shrink(given);
            }
        }
    }
}
