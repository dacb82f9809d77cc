using ControlTower.Data;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Documents;

/// <summary>Brings a promised order to the bench's end by the playbook's own moves, without the walk through the hall.</summary>
internal static class PackedParcels
{
    /// <param name="number">Of an order whose first line is promised to one warehouse.</param>
    /// <param name="units">Of its first line, a parcel each; together all of them, or the group stays at the bench.</param>
    /// <param name="sealUp">Whether the parcels are closed.</param>
    /// <returns>Their SSCCs.</returns>
    public static async Task<IReadOnlyList<string>> OfAsync(IServiceProvider services, string number, int[] units, bool sealUp = true)
    {
        var now = TimeProvider.System.GetUtcNow();
        var running = long.Parse(number.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
        await using var db = await services.GetRequiredService<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        var id = await db.Orders.Where(one => one.Number == running).Select(one => one.Id).SingleAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var order = (await Locks.OrderAsync(db, id, default))!;
        var (group, line) = (order.Groups.Single(one => one.IsLive), order.Lines[0]);
        foreach (var move in new[] { GroupMove.Release, GroupMove.StartPicking, GroupMove.FinishPicking, GroupMove.StartPacking })
        {
            Assert.Null(SalesOrder.Move(group, move, now));
        }

        order.Pick(line.LineNo, line.Reserved);
        List<string> packed = [];
        foreach (var one in units)
        {
            var serial = (await db.Database.SqlQuery<long>($"select nextval('parcel_serial') as \"Value\"").ToListAsync())[0];
            var parcel = order.OpenParcel(group, Guid.CreateVersion7(now), Sscc.Of(serial), now);
            db.Add(parcel); // its id is ours, so nothing else tells that it is new
            order.Pack(parcel, line.LineNo, line.Sku!, one, one);
            parcel.Weigh(300 * one);
            Assert.True(!sealUp || SalesOrder.MoveParcel(parcel, ParcelMove.Seal, now));
            packed.Add(parcel.Sscc);
        }

        Assert.Null(!sealUp || line.Picked > 0 ? null : SalesOrder.Move(group, GroupMove.FinishPacking, now));
        order.Settle(now);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return packed;
    }
}
