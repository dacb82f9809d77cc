using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>Gives back stock that cooled for orders which were never paid. They wait on, without stock, until the money comes.</summary>
public sealed class ExpirePromises(CommitGate gate, OrderDesk desk, PromiseBook promises)
{
    private const int BatchMax = 200;

    /// <returns>How many orders gave their stock back.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var due = await work.Db.Reservations.Where(promise => promise.ExpiresAt <= work.Now).Select(promise => promise.OrderId).Distinct()
                .OrderBy(order => order).Take(BatchMax).ToListAsync(cancellationToken);

            // Locked before it is judged: a payment that comes at the same moment is either seen here, or sees the stock given back.
            var orders = (await Locks.OrdersAsync(work.Db, due, cancellationToken)).Where(order => !PaymentFlow.IsSecured(order.Payment)).ToList();
            if (orders.Count == 0)
            {
                return 0;
            }

            await promises.GiveBackAsync(work, orders, HoldSources.Unpaid, cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            foreach (var order in orders)
            {
                foreach (var cooling in order.OpenHolds.Where(hold => hold.Type == HoldType.Cooling).ToList())
                {
                    desk.Release(work, order, cooling, HoldSources.Unpaid);
                }

                desk.Hold(work, order, HoldType.Payment, HoldSources.Screening, HoldSources.Unpaid);
                desk.Finish(work, order, sites, HoldSources.Unpaid);
            }

            return orders.Count;
        }, cancellationToken);
}
