using ControlTower.Data;
using ControlTower.Playbook.Access;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>Reckons the promise to dispatch anew where a site's calendar changed under it; old and new stay in the journal.</summary>
public sealed class RecomputeShipBy(CommitGate gate, OrderDesk desk)
{
    private const int BatchMax = 200;

    /// <returns>How many orders were reckoned anew.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var ids = await work.Db.Database.SqlQuery<Guid>($"""
                select distinct o.id as "Value" from sales_order o
                join fulfilment_group g on g.order_id = o.id and g.state <> 'cancelled'
                join warehouse w on w.key = g.warehouse
                where o.stage is not null and o.fulfillable_at is not null and o.handed_over_at is null
                  and o.ship_by_calendar is distinct from w.calendar
                  and g.id = (select id from fulfilment_group f where f.order_id = o.id and f.state <> 'cancelled' order by f.id limit 1)
                limit {BatchMax}
                """).ToListAsync(cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var orders = await Locks.OrdersAsync(work.Db, ids, cancellationToken);
            orders.ForEach(order => desk.Finish(work, order, sites, "calendar"));
            return orders.Count;
        }, cancellationToken);
}
