using ControlTower.Data;
using ControlTower.Playbook.Orders;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>What one transaction of intake has at hand: the orders that are here already, their cases, the sites, and running numbers.</summary>
public sealed class IntakeContext
{
    private readonly Queue<long> _numbers = [];

    public required Dictionary<(string Store, string ExternalId), SalesOrder> Orders { get; init; }

    public required Sites Sites { get; init; }

    public required CaseBook Cases { get; init; }

    /// <summary>How many orders may be created, so that their numbers are fetched at once.</summary>
    public required int NewMax { get; init; }

    public static async Task<IntakeContext> LoadAsync(Work work, IReadOnlyCollection<(string Store, string ExternalId)> told, CancellationToken cancellationToken)
    {
        var orders = await OrderIntake.FindAsync(work.Db, told, cancellationToken);
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        return new()
        {
            Orders = orders, Sites = sites, NewMax = Math.Max(1, told.Count - orders.Count),
            Cases = await CaseBook.OfOrdersAsync(work, sites, [.. orders.Values.Select(order => order.Id)], cancellationToken),
        };
    }

    public async Task<long> NextNumberAsync(TowerDb db, CancellationToken cancellationToken)
    {
        if (_numbers.Count == 0)
        {
            var numbers = await db.Database.SqlQuery<long>($"""select nextval('order_number') as "Value" from generate_series(1, {NewMax})""").ToListAsync(cancellationToken);
            numbers.ForEach(_numbers.Enqueue);
        }

        return _numbers.Dequeue();
    }
}
