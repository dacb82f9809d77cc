using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Couriers;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping;

/// <summary>Writes down how a call to a courier ended, and what came true by it.</summary>
public sealed class RecordBooking(CommitGate gate, OrderDesk desk)
{
    /// <summary>So long a courier that is not reached is tried again; then somebody has to choose another.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan s_pauseMax = TimeSpan.FromMinutes(1);

    /// <returns>Whether the answer was taken: another sender may have been quicker.</returns>
    public async Task<bool> HandleAsync(ClaimedBooking claim, OpenCourier courier, CallEnding<BookedLabel> ending, CancellationToken cancellationToken) =>
        await gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            var (order, parcel) = await LockedParcel.FindAsync(work, claim.Order, claim.Parcel, cancellationToken);
            var shipment = await work.Db.Shipments.FromSql($"select * from shipment where id = {claim.Shipment} for update").SingleAsync(cancellationToken);
            if (!IsStillAsked(shipment, claim, ending))
            {
                return 0;
            }

            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var written = new Written(work, order, parcel, shipment, courier, await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken), desk.NumberOf(order));
            Write(written, ending);
            if (parcel.State == ParcelState.Labelled)
            {
                await Prints.AskAsync(work, parcel, cancellationToken);
            }

            desk.Finish(work, order, sites, "labelled");
            return 1;
        }, cancellationToken) > 0;

    private sealed record Written(Work Work, SalesOrder Order, Parcel Parcel, Shipment Shipment, OpenCourier Courier, CaseBook Cases, string Number);

    /// <summary>That it was booked is knowledge, whoever brings it; anything else counts only from whoever sends it now.</summary>
    private static bool IsStillAsked(Shipment shipment, ClaimedBooking claim, CallEnding<BookedLabel> ending) =>
        ending is CallEnding<BookedLabel>.Done
            ? shipment.State is BookingState.Sending or BookingState.Unknown
            : shipment.State == BookingState.Sending && shipment.Attempts == claim.Fence;

    private static void Write(Written at, CallEnding<BookedLabel> ending)
    {
        switch (ending)
        {
            case CallEnding<BookedLabel>.Done { Answer: var label }:
                Booked(at, label);
                break;
            case CallEnding<BookedLabel>.Refused { Code: var code, Words: var words }:
                Refused(at, code, words);
                break;
            case CallEnding<BookedLabel>.NotSent { Words: var words, After: var after }:
                NotSent(at, words, after);
                break;
            case CallEnding<BookedLabel>.Unknown { Words: var words }:
                Lost(at, words);
                break;
        }
    }

    private static void Booked(Written at, BookedLabel label)
    {
        var (work, order, parcel, shipment) = (at.Work, at.Order, at.Parcel, at.Shipment);
        shipment.Book(label, work.Now);
        if (order.CancelledAt is not null || order.Group(parcel.GroupId)?.IsLive != true || parcel.State != ParcelState.Sealed)
        {
            // Cancelled, or opened again, while the courier was called: the label is not needed any more.
            work.Also(Bookings.Void(work, order, parcel, shipment, "not needed when it came", at.Courier.Kind, at.Number));
        }
        else
        {
            work.Also(Bookings.Book(work, order, parcel, shipment, at.Number));
        }

        Bookings.CloseCases(at.Cases, parcel, "booked");
    }

    private static void Refused(Written at, string? code, string words)
    {
        var plain = CourierWords.Without(at.Order.Contact, words);
        at.Shipment.Refuse(code, plain, at.Work.Now);
        Bookings.OpenCase(at.Cases, at.Order, at.Parcel, ExceptionCode.LabelFailed, at.Courier.Key, at.Shipment.EffectKey, code, plain);
        at.Work.Also(new LabelRefused(at.Order.Id, at.Number, at.Parcel.Id, at.Parcel.Sscc, at.Shipment.Id, at.Courier.Key, code));
    }

    private static void NotSent(Written at, string words, TimeSpan? after)
    {
        if (at.Work.Now - at.Shipment.CreatedAt >= s_patience)
        {
            Refused(at, "down", words);
            return;
        }

        at.Shipment.NotSent("down", CourierWords.Without(at.Order.Contact, words), at.Work.Now + (after is { } asked && asked < s_pauseMax ? asked : Pause(at.Shipment.Attempts)));
    }

    private static void Lost(Written at, string words)
    {
        var plain = CourierWords.Without(at.Order.Contact, words);
        if (CourierRules.HasLookUp(at.Courier.Kind))
        {
            at.Shipment.AskAfter(plain, at.Work.Now + Pause(at.Shipment.Attempts));
            return;
        }

        at.Shipment.LoseSight(plain, at.Work.Now);
        Bookings.OpenCase(at.Cases, at.Order, at.Parcel, ExceptionCode.BookingUnknown, at.Courier.Key, at.Shipment.EffectKey, null, plain);
        at.Work.Also(new BookingLost(at.Order.Id, at.Number, at.Parcel.Id, at.Parcel.Sscc, at.Shipment.Id, at.Courier.Key));
    }

    /// <summary>1, 2, 4 … seconds, a minute at most.</summary>
    private static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(Math.Min(s_pauseMax.TotalSeconds, 1 << Math.Clamp(attempts - 1, 0, 6)));
}
