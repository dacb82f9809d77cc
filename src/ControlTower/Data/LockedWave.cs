using ControlTower.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>A wave with its orders and lists, all of them locked: orders first, then the wave, then its lists.</summary>
internal sealed record LockedWave(Wave Wave, IReadOnlyList<Guid> Groups, IReadOnlyList<SalesOrder> Orders, IReadOnlyList<PickList> Lists)
{
    /// <returns>Or <c>waves.unknown</c>, <c>access.scope</c>.</returns>
    public static async Task<Outcome<LockedWave>> FindAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        var warehouse = await work.Db.Waves.Where(wave => wave.Id == id).Select(wave => wave.Warehouse).FirstOrDefaultAsync(cancellationToken);
        if (warehouse is null)
        {
            return WaveRefusals.Unknown(id.ToString());
        }

        if (!work.By.Sees(warehouse))
        {
            return AccessRefusals.OutOfScope(warehouse);
        }

        var groups = await work.Db.WaveGroups.AsNoTracking().Where(row => row.Wave == id).Select(row => row.GroupId).ToListAsync(cancellationToken);
        var orders = await work.Db.Set<FulfilmentGroup>().Where(group => groups.Contains(group.Id)).Select(group => group.OrderId).Distinct().ToListAsync(cancellationToken);
        var locked = await Locks.OrdersAsync(work.Db, orders, cancellationToken);
        var skus = await work.Db.Reservations.Where(promise => groups.Contains(promise.GroupId)).Select(promise => promise.Sku).Distinct().ToListAsync(cancellationToken);
        await Locks.ShelvesAsync(work.Db, skus, cancellationToken); // who gives out a shelf's bins does so alone
        var wave = await work.Db.Waves.FromSql($"select * from wave where id = {id} for update").SingleAsync(cancellationToken);
        var lists = await work.Db.PickLists.FromSql($"select * from pick_list where wave = {id} order by id for update").ToListAsync(cancellationToken);
        await work.Db.PickLines.Where(line => lists.Select(list => list.Id).Contains(line.List)).LoadAsync(cancellationToken);
        return new LockedWave(wave, groups, locked, lists);
    }

    public IEnumerable<(SalesOrder Order, FulfilmentGroup Group)> Parts =>
        Orders.SelectMany(order => order.Groups.Where(group => Groups.Contains(group.Id)).Select(group => (order, group)));
}
