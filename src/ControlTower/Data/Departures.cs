using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>
/// Parcels leave the house: by the handover scan, or because the courier tells of them before we did. Their units leave the floor and the
/// ledger, and the promises end that they kept.
/// </summary>
internal static class Departures
{
    /// <param name="work">Holds the locks of the orders.</param>
    /// <param name="leaving">Each parcel has been moved to a state that is with the courier already.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static async Task LeaveAsync(Work work, IReadOnlyCollection<(SalesOrder Order, Parcel Parcel)> leaving, CancellationToken cancellationToken)
    {
        if (leaving.Count == 0)
        {
            return;
        }

        var (groups, orders) = (leaving.Select(one => one.Parcel.GroupId).Distinct().ToArray(), leaving.Select(one => one.Order.Id).Distinct().ToArray());
        var shelves = await Locks.ShelvesAsync(work.Db, [.. leaving.SelectMany(one => one.Parcel.Lines).Select(line => line.Sku)], cancellationToken);
        var promises = await work.Db.Reservations.Where(promise => groups.Contains(promise.GroupId)).ToListAsync(cancellationToken);
        var kits = await work.Db.Orders.Where(order => orders.Contains(order.Id)).SelectMany(order => order.Lines)
            .Where(line => work.Db.Skus.Any(item => item.Sku == line.Sku && item.IsKit)).Select(line => new { line.OrderId, line.LineNo }).ToListAsync(cancellationToken);
        foreach (var (order, parcel) in leaving)
        {
            foreach (var line in parcel.Lines)
            {
                var shelf = shelves[(line.Sku, parcel.Warehouse)];
                shelf.GiveBack(line.Units);
                if ((shelf.Remove(line.Units)
                     ?? await Bins.TakeFromAsync(work, line.Sku, parcel.Warehouse, Bins.Floor, line.Units, MovementKind.Ship, cancellationToken)) is { } refused)
                {
                    throw new InvalidOperationException($"Parcel {parcel.Sscc} holds what the floor does not: {refused.Message}");
                }

                Keep(work, promises, parcel, line);
            }

            order.LeaveHouse(parcel, kits.Where(line => line.OrderId == order.Id).Select(line => line.LineNo).ToHashSet(), work.Now);
        }
    }

    /// <summary>The promise is kept for these units; what a later parcel still carries stays promised.</summary>
    private static void Keep(Work work, List<Reservation> promises, Parcel parcel, ParcelLine line)
    {
        var left = line.Units;
        foreach (var promise in promises.Where(one => one.GroupId == parcel.GroupId && one.LineNo == line.LineNo && one.Sku == line.Sku).ToList())
        {
            if (left == 0)
            {
                return;
            }

            var kept = Math.Min(left, promise.Units);
            left -= kept;
            promises.Remove(promise);
            work.Db.Reservations.Remove(promise);
            if (promise.Units > kept)
            {
                var rest = new Reservation(
                    Guid.CreateVersion7(work.Now), promise.OrderId, promise.LineNo, promise.GroupId, promise.Sku, promise.Warehouse, promise.Units - kept, promise.ExpiresAt);
                promises.Add(rest);
                work.Db.Reservations.Add(rest);
            }
        }
    }
}
