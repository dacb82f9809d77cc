using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Asks for a courier's truck, whoever wants it: the desk, or a case about one that did not come.</summary>
internal static class Pickups
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(14);

    public static async Task<Outcome<TruckAsked>> AskAsync(
        Work work, string courier, string warehouse, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var known = await work.Db.Couriers.AsNoTracking().SingleOrDefaultAsync(one => one.Key == courier, cancellationToken);
        if ((known is null ? ShippingRefusals.CourierUnknown(courier)
            : !CourierRules.IsCalled(known.Kind) ? ShippingRefusals.NotCalled(courier)
            : to <= from || to <= work.Now || to > work.Now + s_ahead ? ShippingRefusals.WindowInvalid()
            : await work.Db.Pickups.AnyAsync(
                one => one.Courier == courier && one.Warehouse == warehouse && one.MissedAt == null && one.CameAt == null && one.State != BookingState.Failed && one.WindowFrom < to && one.WindowTo > from,
                cancellationToken) ? ShippingRefusals.PickupThere(courier)
            : null) is { } refused)
        {
            return refused;
        }

        var id = Guid.CreateVersion7(work.Now);
        var waiting = await work.Db.Parcels.CountAsync(parcel => parcel.Courier == courier && parcel.Warehouse == warehouse && parcel.State == ParcelState.Labelled, cancellationToken);
        work.Db.Pickups.Add(new Pickup(id, courier, warehouse, from.ToUniversalTime(), to.ToUniversalTime(), waiting, $"PU-{id.ToString("N")[^12..].ToUpperInvariant()}", work.By.Id, work.By.Name, work.Now));
        return new TruckAsked(id, courier, warehouse, from, to, waiting);
    }
}
