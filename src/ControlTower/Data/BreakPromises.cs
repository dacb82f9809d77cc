using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>
/// Promised goods are gone. The youngest orders give their promises back, each gets a case and an event a line, and is promised anew from
/// whatever is left; nothing stays promised that does not exist.
/// </summary>
public sealed class BreakPromises(OrderDesk desk, PromiseBook promises)
{
    private const string Because = "promiseBroken";

    /// <param name="shelf">Locked by the caller.</param>
    /// <param name="missing">Promised units that have no goods; zero breaks nothing.</param>
    /// <returns>Numbers of the orders that go without, or <c>inventory.below-promised</c>: the goods are on the floor already.</returns>
    public async Task<Outcome<List<string>>> HandleAsync(Work work, StockLine shelf, int missing, AdjustReason reason, CancellationToken cancellationToken)
    {
        if (missing <= 0)
        {
            return new List<string>();
        }

        var held = await (
            from promise in work.Db.Reservations
            join order in work.Db.Orders on promise.OrderId equals order.Id
            where promise.Sku == shelf.Sku && promise.Warehouse == shelf.Warehouse
                && order.Groups.Any(part => part.Id == promise.GroupId && part.State == GroupState.Reserved)
            select new { promise.OrderId, order.Priority, order.ReceivedAt, promise.LineNo, promise.Units }).ToListAsync(cancellationToken);
        var chosen = BrokenPromises.Choose(
            held.GroupBy(promise => (promise.OrderId, promise.Priority, promise.ReceivedAt))
                .Select(of => new HeldPromise(of.Key.OrderId, of.Key.Priority, of.Key.ReceivedAt, of.Sum(promise => promise.Units))), missing);
        if (chosen is null)
        {
            return InventoryRefusals.OnTheFloor(shelf.Sku, shelf.Warehouse, missing);
        }

        var orders = await Locks.OrdersAsync(work.Db, chosen, cancellationToken, mayWait: false);
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        await promises.GiveBackAsync(work, orders, Because, cancellationToken);
        var cases = await CaseBook.OfOrdersAsync(work, sites, chosen, cancellationToken);
        foreach (var order in orders)
        {
            var lines = held.Where(promise => promise.OrderId == order.Id).GroupBy(promise => promise.LineNo)
                .Select(line => (line.Key, Units: line.Sum(promise => promise.Units))).ToList();
            Tell(work, order, cases, shelf, lines, reason);
            if (order.NextStep == ConveyorStep.Settled)
            {
                order.GoTo(ConveyorStep.Reserve);
            }

            desk.Finish(work, order, sites, Because);
        }

        return orders.ConvertAll(desk.NumberOf);
    }

    private void Tell(Work work, SalesOrder order, CaseBook cases, StockLine shelf, List<(int Line, int Units)> lines, AdjustReason reason)
    {
        foreach (var (line, units) in lines)
        {
            work.Db.PromiseEvents.Add(new(
                Guid.CreateVersion7(work.Now), work.Now, PromiseEventKind.PromiseBroken, order.Id, line, shelf.Sku, shelf.Warehouse, units));
        }

        var lost = lines.Sum(line => line.Units);
        work.Also(new PromiseBroken(order.Id, desk.NumberOf(order), shelf.Sku, shelf.Warehouse, lost, reason));
        cases.Open(order, new(ExceptionCode.PromiseBroken, null, $"{ExceptionCode.PromiseBroken.Text()}:{shelf.Sku}", new Dictionary<string, string>
        {
            ["sku"] = shelf.Sku,
            ["warehouse"] = shelf.Warehouse,
            ["units"] = lost.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["reason"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()),
        }));
    }
}
