using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Goods that were picked for nobody go back to a shelf: from then on they may be sold again.</summary>
internal sealed class PutBackDesk(Work work, OrderNumbers numbers)
{
    /// <summary>Locks what waits to be put back of a list.</summary>
    public async Task<List<PutBack>> OfListAsync(Guid list, CancellationToken cancellationToken) =>
        await work.Db.PutBacks.FromSql($"select * from put_back where list = {list} and closed_at is null order by opened_at, id for update").ToListAsync(cancellationToken);

    /// <param name="units">That were put there just now.</param>
    public async Task ShelveAsync(PickList list, PutBack task, string bin, int units, CancellationToken cancellationToken)
    {
        var shelf = (await Locks.ShelvesAsync(work.Db, [task.Sku], cancellationToken))[(task.Sku, task.Warehouse)];
        if (await Bins.TakeFromAsync(work, task.Sku, task.Warehouse, Bins.Floor, units, MovementKind.PutBack, cancellationToken, unsellable: -units, order: task.OrderId) is { } refused
            || (refused = shelf.PutBackOnSale(units)) is not null)
        {
            throw new InvalidOperationException($"Goods to be put back are not on the floor: {refused.Message}");
        }

        await Bins.PutAsync(work, task.Sku, task.Warehouse, bin, units, MovementKind.PutBack, cancellationToken, order: task.OrderId);
        await Backorders.WakeAsync(work, [task.Sku], cancellationToken);
        var number = await work.Db.Orders.Where(order => order.Id == task.OrderId).Select(order => order.Number).SingleAsync(cancellationToken);
        work.Also(new UnitsPutBack(task.OrderId, numbers.Text(number), list.Id, list.Number, task.Sku, task.Warehouse, bin, units));
    }

    /// <summary>With the last unit the totes are empty, and the case is closed.</summary>
    public async Task CloseAsync(PickList list, IReadOnlyCollection<PutBack> tasks, CaseBook cases, CancellationToken cancellationToken)
    {
        if (tasks.Any(task => task.ClosedAt is null))
        {
            return;
        }

        var orders = tasks.Select(task => task.OrderId).Distinct().ToArray();
        await work.Db.Database.ExecuteSqlAsync($"""
            update tote set list = null, group_id = null, is_full = false
            where group_id in (select id from fulfilment_group where order_id = any({orders}) and state = 'cancelled')
            """, cancellationToken);
        foreach (var open in cases.Live.Where(one => one.Code == ExceptionCode.PutbackOpen && one.SubjectId == list.Id.ToString()).ToList())
        {
            cases.Close(open, "putBack");
        }
    }
}
