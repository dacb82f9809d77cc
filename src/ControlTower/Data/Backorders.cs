using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Sends waiting orders back to the promise step when stock of theirs comes in; there the oldest is served first.</summary>
public static class Backorders
{
    private const int WokenMax = 2_000;

    /// <param name="skus">What came in; kits that need it are woken too.</param>
    public static Task<int> WakeAsync(Work work, IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var came = skus.ToArray();
        return work.Db.Database.ExecuteSqlAsync($"""
            update sales_order set next_step = 'reserve', step_tries = 0
            where next_step = 'settled' and id in (
                select l.order_id from order_line l join sales_order o on o.id = l.order_id
                where l.backordered > 0 and (l.sku = any({came}) or l.sku in (select kit from sku_component where component = any({came})))
                order by o.priority desc, o.received_at limit {WokenMax})
            """, cancellationToken);
    }
}
