using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping;

/// <summary>A parcel as an act finds it: its order locked and read whole.</summary>
internal sealed record LockedParcel(SalesOrder Order, Parcel Parcel)
{
    /// <returns>Or <c>parcel.unknown</c>, <c>access.scope</c>.</returns>
    public static async Task<Outcome<LockedParcel>> FindAsync(Work work, string sscc, CancellationToken cancellationToken)
    {
        var found = await work.Db.Parcels.AsNoTracking().Where(parcel => parcel.Sscc == sscc).Select(parcel => new { parcel.Id, parcel.OrderId, parcel.Warehouse })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? ShippingRefusals.ParcelUnknown(sscc)
            : !work.By.Sees(found.Warehouse) ? AccessRefusals.OutOfScope(found.Warehouse)
            : await FindAsync(work, found.OrderId, found.Id, cancellationToken);
    }

    public static async Task<LockedParcel> FindAsync(Work work, Guid orderId, Guid parcelId, CancellationToken cancellationToken)
    {
        var order = (await Locks.OrderAsync(work.Db, orderId, cancellationToken))!;
        return new(order, order.Parcels.Single(parcel => parcel.Id == parcelId));
    }
}
