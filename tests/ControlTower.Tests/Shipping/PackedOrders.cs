using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Shipping;

/// <summary>Brings promised orders to the end of the bench by the playbook's own moves: picked, packed into one parcel, sealed.</summary>
internal static class PackedOrders
{
    private static long s_serial = 500_000 + Random.Shared.Next(1_000_000);

    /// <summary>Every group of the order; the goods lie on the floor afterwards.</summary>
    /// <returns>The numbers on the boxes.</returns>
    public static async Task<List<string>> PackAsync(IServiceProvider services, Guid orderId, bool isSealed = true)
    {
        var parcels = new List<string>();
        await services.GetRequiredService<CommitGate>().CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            parcels.Clear();
            var order = (await Locks.OrderAsync(work.Db, orderId, default))!;
            await Locks.ShelvesAsync(work.Db, [.. order.Lines.Select(line => line.Sku!)], default);
            foreach (var group in order.Groups.Where(group => group.IsLive))
            {
                parcels.Add(await PackAsync(work, order, group, isSealed));
            }

            services.GetRequiredService<OrderDesk>().Finish(work, order, await Sites.LoadAsync(work.Db, default), "packed");
            work.Also(new PackedForTest(order.Id));
            return 1;
        }, default);
        return parcels;
    }

    private static async Task<string> PackAsync(Work work, SalesOrder order, Playbook.Inventory.FulfilmentGroup group, bool isSealed)
    {
        foreach (var move in new[] { GroupMove.Release, GroupMove.StartPicking, GroupMove.FinishPicking, GroupMove.StartPacking })
        {
            Assert.Null(SalesOrder.Move(group, move, work.Now));
        }

        var parcel = order.OpenParcel(group, Guid.CreateVersion7(work.Now), Sscc.Of(Interlocked.Increment(ref s_serial)), work.Now);
        work.Db.Add(parcel);
        foreach (var line in group.Lines)
        {
            var sku = order.Lines.Single(of => of.LineNo == line.LineNo).Sku!;
            order.Pick(line.LineNo, line.Units);
            order.Pack(parcel, line.LineNo, sku, line.Units, line.Units);
            await Bins.TakeAsync(work, sku, group.Warehouse, line.Units, MovementKind.Pick, order.Id, default);
            await Bins.PutAsync(work, sku, group.Warehouse, Bins.Floor, line.Units, MovementKind.Pick, default);
        }

        if (isSealed)
        {
            Assert.True(SalesOrder.MoveParcel(parcel, ParcelMove.Seal, work.Now));
            Assert.Null(SalesOrder.Move(group, GroupMove.FinishPacking, work.Now));
        }

        return parcel.Sscc;
    }

    private sealed record PackedForTest(Guid Order) : IJournaled
    {
        public string Subject => JournalKeys.Order(Order);

        public IReadOnlyList<string> Keys => [Subject];
    }
}
