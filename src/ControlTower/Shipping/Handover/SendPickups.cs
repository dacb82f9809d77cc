using System.Collections.Frozen;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Couriers;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>Asks couriers for their trucks: the wish is committed before, the answer after. No truck is asked for twice: a lost answer is shown as unknown.</summary>
public sealed class SendPickups(CommitGate gate, CourierBook couriers, IEnumerable<ICourierApi> apis, IDbContextFactory<TowerDb> contexts)
{
    private const int AtOnce = 10;
    private const int AttemptsMax = 8;
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(10);

    private readonly FrozenDictionary<CourierKind, ICourierApi> _apis = apis.ToFrozenDictionary(api => api.Kind);

    /// <returns>How many were answered.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var answered = 0;
        foreach (var pickup in await ClaimAsync(cancellationToken))
        {
            if (couriers.Find(pickup.Courier) is { } courier)
            {
                answered += await RecordAsync(pickup, await CallAsync(pickup, courier, cancellationToken), cancellationToken);
            }
        }

        return answered;
    }

    private async Task<List<Pickup>> ClaimAsync(CancellationToken cancellationToken)
    {
        List<Pickup> due = [];
        await gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            due = await work.Db.Pickups.FromSql($"select * from pickup where state in ('queued', 'sending') and due_at <= {work.Now} order by due_at limit {AtOnce} for update skip locked").ToListAsync(cancellationToken);
            foreach (var lost in due.Where(one => one.State == BookingState.Sending))
            {
                // Its sender died in the middle: nobody knows, and it is not asked for again.
                lost.End(BookingState.Unknown, null, "Nobody knows whether the courier took it: ask by phone.", work.Now);
                work.Also(new TruckAnswered(lost.Id, lost.Courier, lost.Warehouse, BookingState.Unknown, null));
            }

            var fresh = due.Where(one => one.State == BookingState.Queued).ToList();
            fresh.ForEach(one => one.Send(work.Now + (couriers.Find(one.Courier)?.Deadline ?? s_margin) * AtOnce + s_margin));
            var all = due.Count;
            due = fresh;
            return all;
        }, cancellationToken);
        return due;
    }

    private async Task<CallEnding<string>> CallAsync(Pickup pickup, OpenCourier courier, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var site = await db.Warehouses.AsNoTracking().SingleAsync(one => one.Key == pickup.Warehouse, cancellationToken);
        var one = await db.Shipments.AsNoTracking().Where(of => of.Courier == pickup.Courier && of.Warehouse == pickup.Warehouse && of.State == BookingState.Done)
            .OrderByDescending(of => of.EndedAt).Select(of => of.CourierRef).FirstOrDefaultAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(courier.Deadline);
        return await _apis[courier.Kind].PickUpAsync(
            courier, new(pickup.EffectKey, BookingReader.SenderOf(courier, site.Name, site.City, site.Country), pickup.Warehouse, pickup.WindowFrom, pickup.WindowTo, pickup.Parcels, one), limit.Token);
    }

    private Task<int> RecordAsync(Pickup asked, CallEnding<string> ending, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            var pickup = await work.Db.Pickups.FromSql($"select * from pickup where id = {asked.Id} for update").SingleAsync(cancellationToken);
            if (pickup.State != BookingState.Sending || pickup.Attempts != asked.Attempts)
            {
                return 0;
            }

            switch (ending)
            {
                case CallEnding<string>.Done { Answer: var reference }:
                    pickup.End(BookingState.Done, reference, null, work.Now);
                    break;
                case CallEnding<string>.Refused { Words: var words }:
                    pickup.End(BookingState.Failed, null, words, work.Now);
                    break;
                case CallEnding<string>.NotSent { Words: var words } when pickup.Attempts < AttemptsMax:
                    pickup.End(BookingState.Queued, null, words, work.Now.AddSeconds(1 << pickup.Attempts));
                    return 1;
                case CallEnding<string>.NotSent { Words: var words }:
                    pickup.End(BookingState.Failed, null, words, work.Now);
                    break;
                case CallEnding<string>.Unknown { Words: var words }:
                    pickup.End(BookingState.Unknown, null, words, work.Now);
                    break;
            }

            work.Also(new TruckAnswered(pickup.Id, pickup.Courier, pickup.Warehouse, pickup.State, pickup.Reference));
            return 1;
        }, cancellationToken);
}
