using System.Text;
using ControlTower.Data;
using ControlTower.Documents;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Printing;

/// <summary>A label as it is handed out.</summary>
public sealed record LabelSheet(byte[] Content, string MediaType);

/// <summary>
/// The label of a parcel: the courier's own file byte for byte where it gave one, else ours, drawn when it is asked for. Nobody gets one for a
/// parcel that may not leave.
/// </summary>
public sealed class LabelShelf(IDbContextFactory<TowerDb> contexts, PaperReader papers, OrderNumbers numbers, TimeProvider clock)
{
    private const string Pdf = "application/pdf";
    private const string Zpl = "application/zpl";

    /// <param name="isOwn">Ours with the SSCC, also where the courier has one.</param>
    /// <returns>Or <c>packing.unknown</c>, <c>access.scope</c>, <c>shipping.not-booked</c>, <c>shipping.cancelled</c>, <c>shipping.held</c>, <c>shipping.not-sealed</c>, <c>packing.voided</c>.</returns>
    public async Task<Outcome<LabelSheet>> FindAsync(string sscc, Actor actor, bool asZpl, bool isOwn, int dpi, CancellationToken cancellationToken)
    {
        if (!(await papers.ParcelAsync(sscc, actor, cancellationToken)).Decided(out var found, out var refused))
        {
            return refused;
        }

        if (Refuse(found.Order, found.Parcel, numbers.Of(found.Order)) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var booking = await db.Shipments.AsNoTracking().SingleOrDefaultAsync(one => one.ParcelId == found.Parcel.Id && one.State == BookingState.Done, cancellationToken);
        if (!isOwn && booking is not null && await db.ShipmentLabels.AsNoTracking().SingleOrDefaultAsync(one => one.ShipmentId == booking.Id, cancellationToken) is { } kept
            && (kept.MediaType == Zpl) == asZpl)
        {
            return new LabelSheet(kept.Content, kept.MediaType);
        }

        try
        {
            var label = LabelOf(found, booking);
            return asZpl ? new LabelSheet(Encoding.UTF8.GetBytes(LabelZpl.Write(label, dpi)), Zpl) : new LabelSheet(LabelPdf.Draw(label), Pdf);
        }
        catch (ArgumentException)
        {
            return PrintRefusals.TrackingUnprintable();
        }
    }

    /// <summary>Whether the parcel may have a label at all.</summary>
    internal static Refusal? Refuse(SalesOrder order, Parcel parcel, string number) =>
        parcel.State == ParcelState.Voided ? PaperRefusals.Voided(parcel.Sscc)
        : Parcel.IsWithCourier(parcel.State) ? null // it has left: its label is a paper like others
        : order.CancelledAt is not null || order.Group(parcel.GroupId) is not { IsLive: true } ? ShippingRefusals.Cancelled(number)
        : order.OpenHolds.FirstOrDefault() is { } hold ? ShippingRefusals.Held(hold.Type)
        : parcel.State == ParcelState.Open ? ShippingRefusals.NotSealed(parcel.Sscc)
        : parcel.State == ParcelState.Sealed || parcel.Tracking is null ? ShippingRefusals.NotBooked(parcel.Sscc)
        : null;

    private ParcelLabel LabelOf(ParcelPicture found, Shipment? booking)
    {
        var (piece, pieces) = ParcelPaper.PieceOf(found.Order, found.Parcel);
        var seller = papers.SellerOf(found.Warehouse);
        var place = $"{found.Warehouse.Name}, {found.Warehouse.City}, {found.Warehouse.Country}";
        return new(
            new(seller.Name, [seller.Address ?? place], null), ParcelPaper.ReceiverOf(found.Order.Contact), found.Parcel.Courier ?? "", found.Parcel.Service, found.Parcel.Tracking!, found.Parcel.Sscc,
            numbers.Of(found.Order), booking?.Cod, piece, pieces, found.Parcel.WeightGrams, ParcelPaper.DayOf(booking?.EndedAt ?? clock.GetUtcNow(), found.Zone), place);
    }
}
