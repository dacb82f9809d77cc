using ControlTower.Data;
using ControlTower.Settings;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>
/// Step 4 of the playbook: stock is promised to orders, by the database. One transaction for a whole batch: its shelves are locked in
/// (sku, warehouse) order, the rules decide in memory, everything is written once. A hot SKU is then the cheapest case and not the worst.
/// </summary>
public sealed class ReserveOrders(CommitGate gate, OrderDesk desk, PromiseBook promises, Limits limits)
{
    /// <returns>How many orders were carried.</returns>
    public Task<int> HandleAsync(int most, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var orders = await Waiting.ForAsync(work.Db, ConveyorStep.Reserve, most, cancellationToken);
            if (orders.Count == 0)
            {
                return 0;
            }

            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            await promises.GiveBackAsync(work, [.. orders.Where(order => order.MustGiveBack)], "held", cancellationToken);
            var asking = orders.Where(order => order.CounterSale || order.MayBePromised() != PromiseKind.None).Where(HasWishes).ToList();
            var kits = await KitsAsync(work.Db, asking, cancellationToken);
            var shelves = await Locks.ShelvesAsync(work.Db, [.. WantedSkus(asking, kits)], cancellationToken);
            var cases = await CaseBook.OfOrdersAsync(work, sites, [.. asking.Select(order => order.Id)], cancellationToken);
            var promise = new PromiseWriter(work, desk, cases, shelves, limits.UnpaidHoldMinutes);

            var before = asking.ToDictionary(order => order.Id, order => order.Lines.ToDictionary(line => line.LineNo, line => line.Backordered));
            asking.ForEach(order => order.AskAgain());
            var served = Allocator.Allocate(
                asking.Select(AskOf), [.. sites.Warehouses.Select(SourcingSite.Of)], Shelves.Of(shelves.Values), kits);
            foreach (var (ask, decision) in served)
            {
                await promise.WriteAsync(asking.Single(order => order.Id == ask.Order), decision, before[ask.Order], cancellationToken);
            }

            await MakeFirmAsync(work.Db, orders, cancellationToken);
            foreach (var order in orders)
            {
                order.GoTo(ConveyorStep.Settled);
                desk.Finish(work, order, sites, "promised");
            }

            return orders.Count;
        }, cancellationToken);

    private static bool HasWishes(SalesOrder order) => order.Lines.Exists(line => line.Sku is not null && line.Wanted > 0);

    private static SourcingAsk AskOf(SalesOrder order) => new(
        order.Id, order.ReceivedAt, order.Priority, new(order.Contact.Country, order.Contact.Region, order.Contact.City), order.Partial,
        [.. order.Lines.Where(line => line.Sku is not null && line.Wanted > 0).Select(line => new AskedUnits(line.LineNo, line.Sku!, line.Wanted))],
        order.ChosenWarehouse);

    private static async Task<Kits> KitsAsync(TowerDb db, IReadOnlyList<SalesOrder> orders, CancellationToken cancellationToken)
    {
        var skus = orders.SelectMany(order => order.Lines).Select(line => line.Sku).OfType<string>().Distinct().ToList();
        return new(await db.Components.AsNoTracking().Where(component => skus.Contains(component.Kit)).ToListAsync(cancellationToken));
    }

    private static IEnumerable<string> WantedSkus(IReadOnlyList<SalesOrder> orders, Kits kits) =>
        orders.SelectMany(order => order.Lines).Where(line => line.Sku is not null && line.Wanted > 0)
            .SelectMany(line => kits.PartsOf(line.Sku!)).Select(part => part.Sku).Distinct();

    /// <summary>The money came: what had been cooling is firm.</summary>
    private static async Task MakeFirmAsync(TowerDb db, IReadOnlyList<SalesOrder> orders, CancellationToken cancellationToken)
    {
        var secured = orders.Where(order => !order.OpenHolds.Any(hold => hold.Type == HoldType.Cooling)).Select(order => order.Id).ToList();
        var cooling = await db.Reservations.Where(promise => secured.Contains(promise.OrderId) && promise.ExpiresAt != null).ToListAsync(cancellationToken);
        cooling.ForEach(promise => promise.MakeFirm());
    }
}
