using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// A label that was refused, or of which nobody knows whether it was bought: it is asked for again, elsewhere, or cleared by a person who asked
/// the courier. What is asked for is bought by who carries bookings; a refusal brings the case back.
/// </summary>
internal sealed class BookingAction : OrderAction
{
    private const int TrackingCharsMax = 60;

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Retry, CaseAction.OtherService, CaseAction.ConfirmBooked, CaseAction.VoidBooking];

    public override IReadOnlyList<ExceptionCode>? OnlyFor { get; } = [ExceptionCode.LabelFailed, ExceptionCode.BookingUnknown];

    public override Duty? AlsoNeeds => Duty.Ship;

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    public override async Task<Refusal?> PrepareAsync(ActionContext context) => context.Action switch
    {
        CaseAction.OtherService when context.Text("courier") is not { } => CaseRefusals.ValueMissing("courier", "Choose the courier."),
        CaseAction.OtherService when !await context.Db.Couriers.AnyAsync(courier => courier.Key == context.Text("courier"), context.Cancellation) =>
            ShippingRefusals.CourierUnknown(context.Text("courier")!) with { Field = "values.courier" },
        CaseAction.ConfirmBooked when context.Text("tracking") is not { Length: <= TrackingCharsMax } =>
            CaseRefusals.ValueMissing("tracking", "Give the tracking number that the courier names."),
        _ => null,
    };

    public override async Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (ParcelOf(order, one) is not { } parcel)
        {
            return ShippingRefusals.ParcelUnknown(one.SubjectId);
        }

        var live = await Bookings.LiveAsync(context.Work, parcel.Id, context.Cancellation);
        return context.Action switch
        {
            CaseAction.Retry or CaseAction.OtherService =>
                live is { State: BookingState.Done } ? ShippingRefusals.AlreadyBooked(parcel.Sscc, live.Courier)
                : live is not null ? ShippingRefusals.BookingUnderWay(parcel.Sscc) // it may have been bought: confirm or void it first
                : Bookings.Refuse(order, parcel, context.Desk.NumberOf(order)),
            CaseAction.ConfirmBooked or CaseAction.VoidBooking => live is { State: BookingState.Unknown } ? null : ShippingRefusals.NotBooked(parcel.Sscc),
            _ => throw new InvalidOperationException($"{context.Action} is no fix for a booking."),
        };
    }

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var (work, parcel, number) = (context.Work, ParcelOf(order, one)!, context.Desk.NumberOf(order));
        switch (context.Action)
        {
            case CaseAction.ConfirmBooked:
                var lost = (await Bookings.LiveAsync(work, parcel.Id, context.Cancellation))!;
                lost.Book(new BookedLabel(null, context.Text("tracking")!, null, null, null), work.Now);
                work.Also(Bookings.Book(work, order, parcel, lost, number));
                await Prints.AskAsync(work, parcel, context.Cancellation);
                break;
            case CaseAction.VoidBooking:
                // The courier has none, or was told by phone: the parcel is bookable again.
                var unknown = (await Bookings.LiveAsync(work, parcel.Id, context.Cancellation))!;
                work.Also(Bookings.Void(work, order, parcel, unknown, context.Why ?? "cleared with the courier", CourierKind.Own, number));
                await context.Db.SaveChangesAsync(context.Cancellation); // one booking of a parcel is live at most, also for a moment
                await AskAsync(context, order, parcel, unknown.Courier);
                break;
            default:
                await AskAsync(context, order, parcel, context.Text("courier"));
                break;
        }

        context.Close(one);
        context.Desk.Finish(work, order, context.Sites, "booked");
    }

    /// <summary>What nobody can take goes on being a case.</summary>
    private static async Task AskAsync(ActionContext context, SalesOrder order, Parcel parcel, string? courier)
    {
        var couriers = await Bookings.CouriersAsync(context.Work, context.Cancellation);
        var outcome = await Bookings.AskAsync(context.Work, context.Desk, context.Sites, couriers, order, parcel, courier, context.Text("service"), context.Cancellation);
        if (outcome.Decided(out var asked, out var refused))
        {
            context.Work.Also(asked);
        }
        else
        {
            Bookings.OpenCase(context.Cases, order, parcel, ExceptionCode.LabelFailed, courier, null, refused.Code, refused.Message);
        }
    }

    private static Parcel? ParcelOf(SalesOrder order, ExceptionCase one) => order.Parcels.Find(parcel => parcel.Sscc == one.SubjectId);
}
