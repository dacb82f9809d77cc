using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Road;

/// <summary>
/// What no event tells: a parcel that nobody scans, one that stands still, a number that no parcel has, cash that does not come. A number that
/// was heard before its label was written down finds its parcel here.
/// </summary>
public sealed class WatchRoad(CommitGate gate)
{
    private const int BatchMax = 200;

    /// <summary>A courier may tell of a label before our own booking is written down.</summary>
    private static readonly TimeSpan s_mayBeEarly = TimeSpan.FromSeconds(20);

    /// <returns>How many links were found, and cases opened.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken) =>
        await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => BeginAsync(work, cancellationToken), cancellationToken)
        + await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => FindParcelsAsync(work, cancellationToken), cancellationToken)
        + await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => AskForParcelsAsync(work, cancellationToken), cancellationToken)
        + await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => NoticeSilenceAsync(work, cancellationToken), cancellationToken)
        + await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => NoticeLateCashAsync(work, cancellationToken), cancellationToken);

    /// <summary>A parcel with a label is followed from then on, even where its courier never tells of it.</summary>
    private static Task<int> BeginAsync(Work work, CancellationToken cancellationToken) => work.Db.Database.ExecuteSqlAsync($"""
        insert into parcel_road (parcel_id, order_id, attempts, look_failures, look_at)
        select p.id, p.order_id, 0, 0, {work.Now}::timestamptz + interval '1 hour' from parcel p
        where p.state not in ('open', 'sealed', 'delivered', 'returned', 'lost', 'damaged', 'voided') and not exists (select from parcel_road r where r.parcel_id = p.id)
        limit {BatchMax} on conflict do nothing
        """, cancellationToken);

    private static Task<int> FindParcelsAsync(Work work, CancellationToken cancellationToken) => work.Db.Database.ExecuteSqlAsync($"""
        with found as (
            insert into tracking_link (courier, tracking, parcel_id, linked_at, linked_by)
            select distinct on (e.courier, e.tracking) e.courier, e.tracking, p.id, {work.Now}::timestamptz, {work.By.Id} from tracking_event e
            join parcel p on p.tracking = e.tracking and p.courier = e.courier
            where e.parcel_id is null and e.heard_at > {work.Now}::timestamptz - interval '30 days'
              and not exists (select from tracking_link l where l.courier = e.courier and l.tracking = e.tracking)
            order by e.courier, e.tracking, p.opened_at desc limit {BatchMax}
            returning parcel_id
        )
        insert into parcel_road (parcel_id, order_id, attempts, look_failures, look_at, heard_at, is_due)
        select p.id, p.order_id, 0, 0, {work.Now}, {work.Now}, true from found join parcel p on p.id = found.parcel_id
        on conflict (parcel_id) do update set is_due = true
        """, cancellationToken);

    private static async Task<int> AskForParcelsAsync(Work work, CancellationToken cancellationToken)
    {
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        await CloseFoundAsync(work, sites, cancellationToken);
        var before = work.Now - s_mayBeEarly;
        var orphans = await work.Db.Database.SqlQuery<Orphan>($"""
            select distinct on (e.courier, e.tracking) e.courier, e.tracking, coalesce(e.message_id::text, '') as message, e.text from tracking_event e
            where e.parcel_id is null and e.heard_at < {before} and e.heard_at > {work.Now}::timestamptz - interval '30 days'
              and not exists (select from tracking_link l where l.courier = e.courier and l.tracking = e.tracking)
              and not exists (select from shipment s where s.courier = e.courier and s.tracking = e.tracking)
              and not exists (select from exception_case c where c.subject_kind = 'parcel' and c.subject_id = e.tracking and c.code = 'TRACKING_UNKNOWN')
            order by e.courier, e.tracking, e.happened_at desc limit {BatchMax}
            """).ToListAsync(cancellationToken);
        foreach (var orphan in orphans)
        {
            var cases = await CaseBook.OfSubjectAsync(work, sites, CaseSubject.Parcel, orphan.Tracking, cancellationToken);
            cases.Open(CaseSubject.Parcel, orphan.Tracking, null, new(ExceptionCode.TrackingUnknown, null, $"TRACKING_UNKNOWN:{orphan.Courier}", new Dictionary<string, string>
            {
                ["courier"] = orphan.Courier, ["tracking"] = orphan.Tracking, ["message"] = orphan.Message,
            }));
        }

        return orphans.Count;
    }

    private static async Task CloseFoundAsync(Work work, Sites sites, CancellationToken cancellationToken)
    {
        var found = await work.Db.Database.SqlQuery<string>($"""
            select distinct c.subject_id as "Value" from exception_case c join tracking_link l on l.tracking = c.subject_id and l.parcel_id is not null
            where c.code = 'TRACKING_UNKNOWN' and c.state <> 'resolved' limit {BatchMax}
            """).ToListAsync(cancellationToken);
        foreach (var tracking in found)
        {
            var cases = await CaseBook.OfSubjectAsync(work, sites, CaseSubject.Parcel, tracking, cancellationToken);
            cases.Live.Where(one => one.Code == ExceptionCode.TrackingUnknown).ToList().ForEach(one => cases.Close(one, "found"));
        }
    }

    private static async Task<int> NoticeSilenceAsync(Work work, CancellationToken cancellationToken)
    {
        var seen = await work.Db.Database.SqlQuery<Silent>($"""
            select p.order_id, p.id as parcel_id from parcel p left join parcel_road r on r.parcel_id = p.id
            where p.state in ('handedOver', 'accepted', 'inTransit', 'delayed', 'outForDelivery', 'atPickupPoint', 'attemptFailed')
              and p.state_since < {work.Now - RoadRules.FirstScan} and coalesce(r.heard_at, p.state_since) < {work.Now}::timestamptz - interval '12 hours'
              and (r.quiet_until is null or r.quiet_until < {work.Now})
              and not exists (select from exception_case c where c.order_id = p.order_id and c.subject_id = p.sscc and c.state <> 'resolved' and c.code in ('NO_FIRST_SCAN', 'TRANSIT_STALLED'))
            limit {BatchMax}
            """).ToListAsync(cancellationToken);
        return await OpenAsync(work, seen, (order, parcel, road, _) =>
            RoadRules.Silent(parcel.State, parcel.StateSince, road, work.Now) is { } code
                ? (code, new Dictionary<string, string> { ["parcelState"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(parcel.State.ToString()), ["place"] = road.LastPlace ?? "" })
                : null, cancellationToken);
    }

    private static async Task<int> NoticeLateCashAsync(Work work, CancellationToken cancellationToken)
    {
        var late = await work.Db.Database.SqlQuery<Silent>($"""
            select c.order_id, c.parcel_id from parcel_cod c join parcel p on p.id = c.parcel_id
            where c.state = 'collected' and c.collected_at < {work.Now - RoadRules.Remittance}
              and not exists (select from exception_case x where x.order_id = c.order_id and x.subject_id = p.sscc and x.code = 'COD_DIFFERENCE' and x.state <> 'resolved')
            limit {BatchMax}
            """).ToListAsync(cancellationToken);
        return await OpenAsync(work, late, (_, _, _, cod) => cod?.IsLate(work.Now) == true ? (ExceptionCode.CodDifference, RoadCash.Evidence(cod, "late")) : null, cancellationToken);
    }

    private static async Task<int> OpenAsync(
        Work work, List<Silent> seen, Func<Playbook.Orders.SalesOrder, Playbook.Packing.Parcel, ParcelRoad, ParcelCod?, (ExceptionCode Code, Dictionary<string, string> Evidence)?> judge,
        CancellationToken cancellationToken)
    {
        if (seen.Count == 0)
        {
            return 0;
        }

        Guid[] parcels = [.. seen.Select(one => one.ParcelId)];
        var orders = await Locks.OrdersAsync(work.Db, [.. seen.Select(one => one.OrderId).Distinct()], cancellationToken);
        var roads = await RoadBook.RoadsAsync(work, parcels, cancellationToken);
        var cash = await work.Db.ParcelCods.Where(cod => parcels.Contains(cod.ParcelId)).ToDictionaryAsync(cod => cod.ParcelId, cancellationToken);
        var book = new RoadCases(await CaseBook.OfOrdersAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), [.. orders.Select(order => order.Id)], cancellationToken));
        var opened = 0;
        foreach (var (order, parcel) in orders.SelectMany(order => order.Parcels.Where(parcel => parcels.Contains(parcel.Id)), (order, parcel) => (order, parcel)))
        {
            if (judge(order, parcel, roads[parcel.Id], cash.GetValueOrDefault(parcel.Id)) is { } wrong)
            {
                book.Open(order, parcel, wrong.Code, wrong.Evidence);
                opened++;
            }
        }

        return opened;
    }

    private sealed record Orphan(string Courier, string Tracking, string Message, string Text);

    private sealed record Silent(Guid OrderId, Guid ParcelId);
}
