using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Schedule;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>Looks after the trucks: whoever left without a parcel that was labelled in time, and whoever did not come at all.</summary>
public sealed class WatchHandovers(CommitGate gate, CourierBook couriers, IDbContextFactory<TowerDb> contexts, TimeProvider clock)
{
    private const int CasesMax = 100;

    /// <summary>Somebody may still be closing the list when the truck drives.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(10);

    /// <returns>How many cases were opened.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken) =>
        await LeftBehindAsync(cancellationToken) + await MissedAsync(cancellationToken);

    private async Task<int> LeftBehindAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sites = await Sites.LoadAsync(db, cancellationToken);
        var waiting = await db.Parcels.AsNoTracking().Where(parcel => parcel.State == ParcelState.Labelled && parcel.StateSince < now - s_grace)
            .GroupBy(parcel => new { parcel.Warehouse, parcel.Courier }).Select(of => of.Key).ToListAsync(cancellationToken);
        var opened = 0;
        foreach (var of in waiting)
        {
            var site = sites.Warehouses.FirstOrDefault(one => one.Key == of.Warehouse);
            if (Trucks.Last(sites.CalendarFor(of.Warehouse, site?.Country ?? ""), of.Courier ?? "", now - s_grace) is { } truck)
            {
                opened += await OpenAsync(of.Warehouse, truck, cancellationToken);
            }
        }

        return opened;
    }

    private Task<int> OpenAsync(string warehouse, Truck truck, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            var missed = await work.Db.Database.SqlQuery<Missed>($"""
                select p.sscc, p.order_id as order from parcel p
                where p.state = 'labelled' and p.warehouse = {warehouse} and p.courier = {truck.Courier} and p.state_since < {truck.CutOff}
                  and not exists (select 1 from exception_case c where c.order_id = p.order_id and c.subject_id = p.sscc and c.code = 'NOT_HANDED_OVER'
                                  and (c.state <> 'resolved' or c.resolved_at > {truck.Leaves}))
                order by p.state_since limit {CasesMax}
                """).ToListAsync(cancellationToken);
            if (missed.Count == 0)
            {
                return 0;
            }

            var orders = await Locks.OrdersAsync(work.Db, [.. missed.Select(one => one.Order).Distinct()], cancellationToken);
            var cases = await CaseBook.OfOrdersAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), [.. orders.Select(order => order.Id)], cancellationToken);
            foreach (var one in missed)
            {
                var order = orders.Single(of => of.Id == one.Order);
                if (order.Parcels.Exists(parcel => parcel.Sscc == one.Sscc && parcel.State == ParcelState.Labelled))
                {
                    cases.Open(CaseSubject.Parcel, one.Sscc, order, new(ExceptionCode.NotHandedOver, null, $"NOT_HANDED_OVER:{truck.Courier}:{warehouse}", new Dictionary<string, string>
                    {
                        ["sscc"] = one.Sscc, ["courier"] = truck.Courier, ["warehouse"] = warehouse, ["truck"] = truck.Leaves.ToString("o", CultureInfo.InvariantCulture),
                    }));
                }
            }

            return missed.Count;
        }, cancellationToken);

    private Task<int> MissedAsync(CancellationToken cancellationToken) => gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
    {
        var over = await work.Db.Pickups.FromSql($"""
            select * from pickup where came_at is null and missed_at is null and state in ('done', 'unknown') and window_to < {work.Now} order by window_to limit {CasesMax} for update skip locked
            """).ToListAsync(cancellationToken);
        var done = 0;
        foreach (var pickup in over.Where(one => one.WindowTo + TimeSpan.FromMinutes(couriers.Find(one.Courier)?.Config.PickupGraceMinutes ?? 0) < work.Now))
        {
            done++;
            var waiting = await work.Db.Parcels.CountAsync(parcel => parcel.Courier == pickup.Courier && parcel.Warehouse == pickup.Warehouse && parcel.State == ParcelState.Labelled, cancellationToken);
            if (waiting == 0)
            {
                pickup.Came(work.Now); // nothing waits: whether it came does not matter any more
                continue;
            }

            pickup.Missed(work.Now);
            var cases = await CaseBook.OfSubjectAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), CaseSubject.Pickup, pickup.Id.ToString(), cancellationToken);
            cases.Open(CaseSubject.Pickup, pickup.Id.ToString(), null, new(ExceptionCode.PickupMissed, null, $"PICKUP_MISSED:{pickup.Courier}:{pickup.Warehouse}", new Dictionary<string, string>
            {
                ["courier"] = pickup.Courier, ["warehouse"] = pickup.Warehouse, ["waiting"] = waiting.ToString(CultureInfo.InvariantCulture),
            }));
            work.Also(new TruckMissed(pickup.Id, pickup.Courier, pickup.Warehouse, waiting));
        }

        return done;
    }, cancellationToken);

    private sealed record Missed(string Sscc, Guid Order);
}
