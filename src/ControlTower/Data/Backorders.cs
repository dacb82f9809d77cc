using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Sends waiting orders back to the conveyor when what they wait for is there: stock (the oldest is served first), or an entry in the catalogue.</summary>
public static class Backorders
{
    private const int WokenMax = 2_000;

    /// <summary>Called while the shelves are locked: whoever found them empty has committed by then, and is seen here.</summary>
    /// <param name="skus">What came in; kits that need it are woken too.</param>
    /// <param name="except">Orders that the same transaction decides itself.</param>
    public static Task<int> WakeAsync(Work work, IReadOnlyCollection<string> skus, CancellationToken cancellationToken, IEnumerable<Guid>? except = null)
    {
        var (came, others) = (skus.ToArray(), (except ?? []).ToArray());
        return work.Db.Database.ExecuteSqlAsync($"""
            update sales_order set next_step = 'reserve', step_tries = 0
            where next_step = 'settled' and id in (
                select l.order_id from order_line l join sales_order o on o.id = l.order_id
                where l.backordered > 0 and (l.sku = any({came}) or l.sku in (select kit from sku_component where component = any({came})))
                  and not l.order_id = any({others})
                order by o.priority desc, o.received_at limit {WokenMax})
            """, cancellationToken);
    }

    /// <summary>SKUs are known from now on: orders that asked for them are judged again from the start.</summary>
    public static Task<int> KnowAsync(Work work, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var known = skus.ToArray();
        return work.Db.Database.ExecuteSqlAsync($"""
            update sales_order set next_step = 'screen', step_tries = 0
            where next_step = 'settled' and cancelled_at is null and id in (
                select order_id from order_line where sku is null and asked_sku = any({known}) limit {WokenMax})
            """, cancellationToken);
    }
}
