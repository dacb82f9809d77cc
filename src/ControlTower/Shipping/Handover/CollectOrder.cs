using System.Security.Cryptography;
using System.Text;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>Click and collect: the customer stands at the counter and says the code.</summary>
public sealed record CollectOrder(Guid CommandId, Actor By, string Number, [property: System.Text.Json.Serialization.JsonIgnore] string Code) : ICommand
{
    public static Duty Needs => Duty.Ship;
}

public sealed class CollectOrderHandler(CommitGate gate, OrderDesk desk, OrderNumbers numbers)
{
    /// <returns>Or <c>orders.unknown</c>, <c>access.scope</c>, <c>shipping.nothing-to-collect</c>, <c>shipping.held</c>, <c>shipping.code-invalid</c>, <c>shipping.code-rests</c>.</returns>
    public async Task<Outcome<Committed<OrderCollected>>> HandleAsync(CollectOrder command, CancellationToken cancellationToken)
    {
        var wrong = false;
        var outcome = await gate.CommitAsync<CollectOrder, OrderCollected>(command, async work =>
        {
            var running = numbers.Find(command.Number);
            var id = await work.Db.Orders.AsNoTracking().Where(order => order.Number == running).Select(order => (Guid?)order.Id).SingleOrDefaultAsync(cancellationToken);
            if (id is null || await Locks.OrderAsync(work.Db, id.Value, cancellationToken) is not { } order)
            {
                return OrderRefusals.Unknown(command.Number);
            }

            var code = await work.Db.CounterCodes.FromSql($"select * from counter_code where order_id = {order.Id} and collected_at is null order by made_at limit 1 for update").SingleOrDefaultAsync(cancellationToken);
            if (code is null || order.Group(code.GroupId) is not { } group)
            {
                return ShippingRefusals.NothingToCollect(command.Number);
            }

            if (Refuse(work, order, code) is { } refused)
            {
                return refused;
            }

            wrong = !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code.Code), Encoding.UTF8.GetBytes(command.Code.Trim()));
            if (wrong)
            {
                return ShippingRefusals.WrongCode();
            }

            code.Collect(work.By.Id, work.Now);
            var boxes = order.LiveParcels.Where(parcel => parcel.GroupId == group.Id && SalesOrder.MoveParcel(parcel, ParcelMove.Collect, work.Now)).ToList();
            await Departures.LeaveAsync(work, [.. boxes.Select(parcel => (order, parcel))], cancellationToken);
            desk.Finish(work, order, await Sites.LoadAsync(work.Db, cancellationToken), "collected");
            return new OrderCollected(order.Id, desk.NumberOf(order), group.Warehouse, [.. boxes.Select(parcel => parcel.Sscc)], [.. boxes.Select(parcel => parcel.Id)]);
        }, cancellationToken);
        if (wrong)
        {
            await CountAsync(command, cancellationToken); // in a transaction of its own: the refused one is rolled back
        }

        return outcome;
    }

    private static Refusal? Refuse(Work work, SalesOrder order, CounterCode code) =>
        !work.By.Sees(code.Warehouse) ? AccessRefusals.OutOfScope(code.Warehouse)
        : order.OpenHolds.FirstOrDefault() is { } hold ? ShippingRefusals.Held(hold.Type)
        : code.RestUntil is { } rest && rest > work.Now ? ShippingRefusals.CounterRests(rest)
        : null;

    private Task<int> CountAsync(CollectOrder command, CancellationToken cancellationToken) => gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
    {
        var running = numbers.Find(command.Number);
        var code = await work.Db.CounterCodes.FromSql($"select c.* from counter_code c join sales_order o on o.id = c.order_id where o.number = {running} and c.collected_at is null order by c.made_at limit 1 for update of c")
            .SingleOrDefaultAsync(cancellationToken);
        code?.NoteWrong(work.Now);
        return code is null ? 0 : 1;
    }, cancellationToken);
}

/// <summary>Gives each group that is packed for the counter the code that its customer will say.</summary>
public sealed class MakeCounterCodes(CommitGate gate, OrderNumbers numbers)
{
    private const int AtOnce = 100;

    /// <returns>How many were made.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) => gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
    {
        await work.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('counter_code'))", cancellationToken); // two nodes would give one group two codes
        var packed = await work.Db.Database.SqlQuery<Packed>($"""
            select g.id as group, g.order_id as order, g.warehouse, o.number from fulfilment_group g join sales_order o on o.id = g.order_id and o.cancelled_at is null and o.shipping_method = 'pickup'
            where g.state = 'packed' and not exists (select 1 from counter_code c where c.group_id = g.id) limit {AtOnce}
            """).ToListAsync(cancellationToken);
        foreach (var one in packed)
        {
            work.Db.CounterCodes.Add(new()
            {
                GroupId = one.Group, OrderId = one.Order, Warehouse = one.Warehouse, MadeAt = work.Now, Code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture),
            });
            work.Also(new CounterCodeMade(one.Order, numbers.Text(one.Number), one.Warehouse));
        }

        return packed.Count;
    }, cancellationToken);

    private sealed record Packed(Guid Group, Guid Order, string Warehouse, long Number);
}
