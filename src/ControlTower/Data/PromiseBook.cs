using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Takes promises back: the units to their shelves, the groups dissolved, the lines unallocated. What is on the floor stays.</summary>
public sealed class PromiseBook(OrderNumbers numbers)
{
    /// <param name="because">What the journal tells: <c>cancelled</c>, <c>changed</c>, <c>unpaid</c>, <c>held</c>, <c>otherWarehouse</c>, <c>promiseBroken</c>.</param>
    public async Task GiveBackAsync(Work work, IReadOnlyCollection<SalesOrder> orders, string because, CancellationToken cancellationToken)
    {
        var groups = orders.SelectMany(order => order.Groups).Where(group => group.State == GroupState.Reserved).Select(group => group.Id).ToArray();
        if (groups.Length == 0)
        {
            return;
        }

        var promises = await work.Db.Reservations.Where(promise => groups.Contains(promise.GroupId)).ToListAsync(cancellationToken);
        var shelves = await Locks.ShelvesAsync(work.Db, [.. promises.Select(promise => promise.Sku)], cancellationToken);
        foreach (var promise in promises)
        {
            shelves[(promise.Sku, promise.Warehouse)].GiveBack(promise.Units);
        }

        work.Db.Reservations.RemoveRange(promises);
        await Backorders.WakeAsync(work, [.. promises.Select(promise => promise.Sku).Distinct()], cancellationToken, except: orders.Select(order => order.Id));
        foreach (var order in orders.Where(order => order.Groups.Exists(group => group.State == GroupState.Reserved)))
        {
            order.GiveBackPromises(work.Now);
            work.Also(new PromiseGivenBack(order.Id, numbers.Of(order), [
                .. promises.Where(promise => promise.OrderId == order.Id)
                    .Select(promise => new PromisedUnits(promise.LineNo, promise.Sku, promise.Warehouse, promise.Units)),
            ], because));
        }
    }
}
