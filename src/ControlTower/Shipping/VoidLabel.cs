using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping;

/// <summary>A label is taken back before the parcel left: the parcel is bookable again, and the courier gives the money back where it does that.</summary>
public sealed record VoidLabel(Guid CommandId, Actor By, string Parcel, string? Why) : ICommand
{
    public static Duty Needs => Duty.Ship;

    public static bool DemandsWhy => true;
}

public sealed class VoidLabelHandler(CommitGate gate, OrderDesk desk, CourierBook couriers, BookingBell bell)
{
    /// <returns>Or <c>parcel.unknown</c>, <c>shipping.not-booked</c>, <c>shipping.booking-under-way</c>, <c>shipping.left</c>.</returns>
    public async Task<Outcome<Committed<LabelVoided>>> HandleAsync(VoidLabel command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<VoidLabel, LabelVoided>(command, async work =>
        {
            if (!(await LockedParcel.FindAsync(work, command.Parcel, cancellationToken)).Decided(out var found, out var refused))
            {
                return refused;
            }

            var (order, parcel) = found;
            var live = await Bookings.LiveAsync(work, parcel.Id, cancellationToken);
            if (Refuse(parcel.State, parcel.Sscc, live) is { } refusal)
            {
                return refusal;
            }

            var happened = Bookings.Void(work, order, parcel, live!, command.Why!, couriers.Find(live!.Courier)?.Kind ?? CourierKind.Own, desk.NumberOf(order));
            await Bookings.TakeOffManifestAsync(work, parcel.Id, cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            Bookings.CloseCases(await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken), parcel, "voided");
            desk.Finish(work, order, sites, "voided");
            return happened;
        }, cancellationToken);
        bell.Ring();
        return outcome;
    }

    private static Refusal? Refuse(ParcelState parcel, string sscc, Shipment? live) =>
        parcel is not (ParcelState.Open or ParcelState.Sealed or ParcelState.Labelled or ParcelState.Voided) ? ShippingRefusals.Left(sscc)
        : live is null ? ShippingRefusals.NotBooked(sscc)
        : live.State is BookingState.Sending or BookingState.Unknown ? ShippingRefusals.BookingUnderWay(sscc)
        : null;
}
