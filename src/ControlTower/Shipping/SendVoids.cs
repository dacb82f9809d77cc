using System.Collections.Frozen;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Couriers;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping;

/// <summary>Asks couriers for the money of voided labels. Asked twice it is given once, so a lost answer is simply asked for again.</summary>
public sealed class SendVoids(CommitGate gate, CourierBook couriers, IEnumerable<ICourierApi> apis, OrderNumbers numbers)
{
    private const int AtOnce = 20;
    private const int AttemptsMax = 10;
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(10);

    private readonly FrozenDictionary<CourierKind, ICourierApi> _apis = apis.ToFrozenDictionary(api => api.Kind);

    /// <returns>How many were answered.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var answered = 0;
        foreach (var shipment in await ClaimAsync(cancellationToken))
        {
            if (couriers.Find(shipment.Courier) is { } courier)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(courier.Deadline);
                var ending = await _apis[courier.Kind].VoidAsync(courier, shipment.CourierRef, shipment.Tracking!, limit.Token);
                answered += await RecordAsync(shipment.Id, shipment.VoidAttempts, ending, cancellationToken);
            }
        }

        return answered;
    }

    private async Task<List<Shipment>> ClaimAsync(CancellationToken cancellationToken)
    {
        List<Shipment> due = [];
        await gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            due = await work.Db.Shipments.FromSql($"""
                select * from shipment where void_state in ('queued', 'sending') and void_due_at <= {work.Now} order by void_due_at limit {AtOnce} for update skip locked
                """).ToListAsync(cancellationToken);
            due.ForEach(one => one.SendVoid(work.Now + (couriers.Find(one.Courier)?.Deadline ?? s_margin) * AtOnce + s_margin));
            return due.Count;
        }, cancellationToken);
        return due;
    }

    private Task<int> RecordAsync(Guid id, int fence, CallEnding<string> ending, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            var shipment = await work.Db.Shipments.FromSql($"select * from shipment where id = {id} for update").SingleAsync(cancellationToken);
            if (shipment.VoidState != BookingState.Sending || shipment.VoidAttempts != fence)
            {
                return 0;
            }

            var again = work.Now + TimeSpan.FromSeconds(1 << Math.Min(fence, 8));
            switch (ending)
            {
                case CallEnding<string>.Done:
                    shipment.EndVoid(BookingState.Done, null, null);
                    break;
                case CallEnding<string>.Refused { Words: var words }:
                    shipment.EndVoid(BookingState.Failed, words, null);
                    break;
                case CallEnding<string>.NotSent { Words: var words } when fence < AttemptsMax:
                    shipment.EndVoid(BookingState.Queued, words, again);
                    break;
                case CallEnding<string>.Unknown { Words: var words } when fence < AttemptsMax:
                    shipment.EndVoid(BookingState.Queued, words, again);
                    break;
                default:
                    shipment.EndVoid(BookingState.Failed, "The courier did not answer.", null); // a label that was paid and not used: it stands on the list of the booking
                    break;
            }

            if (shipment.VoidState is BookingState.Done or BookingState.Failed)
            {
                var parcel = await work.Db.Parcels.AsNoTracking().SingleAsync(one => one.Id == shipment.ParcelId, cancellationToken);
                var order = await work.Db.Orders.AsNoTracking().SingleAsync(one => one.Id == shipment.OrderId, cancellationToken);
                work.Also(new LabelVoidAnswered(order.Id, numbers.Of(order), parcel.Id, parcel.Sscc, shipment.Id, shipment.Courier, shipment.VoidState == BookingState.Done));
            }

            return 1;
        }, cancellationToken);
}
