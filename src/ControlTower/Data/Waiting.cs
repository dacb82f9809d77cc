using System.Text.Json;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Orders that wait for an automatic step. Several nodes may take some at once; each takes others.</summary>
public static class Waiting
{
    /// <summary>A step that failed so often for an order is left to a person.</summary>
    public const int TriesMax = 5;

    public static async Task<List<SalesOrder>> ForAsync(TowerDb db, ConveyorStep step, int most, CancellationToken cancellationToken)
    {
        var stored = JsonNamingPolicy.CamelCase.ConvertName(step.ToString());
        var ids = await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from sales_order where next_step = {stored} and step_tries < {TriesMax}
            order by received_at, number limit {most} for update skip locked
            """).ToListAsync(cancellationToken);
        return await Locks.OrdersAsync(db, ids, cancellationToken);
    }
}
