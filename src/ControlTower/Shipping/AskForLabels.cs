using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping;

/// <summary>
/// The automatic part of shipping: a packed group is booked by itself, and a label that is not needed any more is voided by itself. Woken by the
/// feed and swept by a timer, like the conveyor.
/// </summary>
public sealed partial class AskForLabels(
    CommitGate gate, OrderDesk desk, CourierBook couriers, BookingBell sender, LiveFeed feed, TimeProvider clock, ILogger<AskForLabels> logger) : BackgroundService
{
    private const int ParcelsMax = 50;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    private readonly Bell _bell = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow(entries =>
        {
            if (entries.Any(entry => entry.Keys.Any(key => key.StartsWith("order:", StringComparison.Ordinal))))
            {
                _bell.Ring();
            }
        });
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await AskAsync(stoppingToken) == ParcelsMax)
                {
                }

                await VoidAsync(stoppingToken);
                await _bell.WaitAsync(s_look, clock, stoppingToken);
                await Task.Delay(LiveBoard<string, string>.Gather, clock, stoppingToken);
            }
            catch (Exception failure) when (failure is Npgsql.NpgsqlException or DbUpdateException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                LogLater(logger, failure.Message);
                await Task.Delay(s_look, clock, stoppingToken);
            }
        }
    }

    /// <summary>Parcels of packed groups that nobody has booked yet, the most urgent first.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> AskAsync(CancellationToken cancellationToken)
    {
        if (!couriers.All.Any(courier => courier.IsOn))
        {
            return 0; // a house without couriers ships by hand
        }

        var done = await gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            var waiting = await work.Db.Database.SqlQuery<Waiting>($"""
                select p.id as parcel, p.order_id as order from parcel p
                join fulfilment_group g on g.id = p.group_id and g.state = 'packed'
                join sales_order o on o.id = p.order_id and o.cancelled_at is null and o.shipping_method is distinct from 'pickup'
                where p.state = 'sealed'
                  and not exists (select 1 from shipment s where s.parcel_id = p.id)
                  and not exists (select 1 from hold h where h.order_id = o.id and h.released_at is null)
                  and not exists (select 1 from exception_case c where c.order_id = o.id and c.subject_id = p.sscc and c.state <> 'resolved' and c.code = 'LABEL_FAILED')
                order by o.ship_by nulls last, p.sealed_at limit {ParcelsMax}
                """).ToListAsync(cancellationToken);
            if (waiting.Count == 0)
            {
                return 0;
            }

            var orders = await Locks.OrdersAsync(work.Db, [.. waiting.Select(one => one.Order).Distinct()], cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var all = await Bookings.CouriersAsync(work, cancellationToken);
            foreach (var one in waiting)
            {
                await AskAsync(work, sites, all, orders.Single(order => order.Id == one.Order), one.Parcel, cancellationToken);
            }

            return waiting.Count;
        }, cancellationToken);
        if (done > 0)
        {
            sender.Ring();
        }

        return done;
    }

    private async Task AskAsync(Work work, Sites sites, List<Playbook.Shipping.Courier> all, SalesOrder order, Guid parcelId, CancellationToken cancellationToken)
    {
        var parcel = order.Parcels.Single(one => one.Id == parcelId);
        if ((await Bookings.AskAsync(work, desk, sites, all, order, parcel, null, null, cancellationToken)).Decided(out var asked, out var refused))
        {
            work.Also(asked);
        }
        else if (refused.Code is "shipping.no-courier")
        {
            var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
            Bookings.OpenCase(cases, order, parcel, ExceptionCode.LabelFailed, null, null, "none", refused.Message);
        }
    }

    /// <summary>Labels of cancelled orders and dissolved parcels.</summary>
    public async Task<int> VoidAsync(CancellationToken cancellationToken)
    {
        var done = await gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            var unneeded = await work.Db.Database.SqlQuery<Waiting>($"""
                select p.id as parcel, p.order_id as order from shipment s join parcel p on p.id = s.parcel_id
                join fulfilment_group g on g.id = p.group_id join sales_order o on o.id = p.order_id
                where s.state in ('queued', 'done')
                  and (p.state in ('open', 'sealed', 'labelled') or (p.state = 'voided' and p.state_since > now() - interval '1 day'))
                  and (o.cancelled_at is not null or g.state = 'cancelled' or p.state in ('open', 'voided'))
                limit {ParcelsMax}
                """).ToListAsync(cancellationToken);
            foreach (var order in await Locks.OrdersAsync(work.Db, [.. unneeded.Select(one => one.Order).Distinct()], cancellationToken))
            {
                foreach (var parcel in order.Parcels.Where(one => unneeded.Exists(of => of.Parcel == one.Id)))
                {
                    if (await Bookings.LiveAsync(work, parcel.Id, cancellationToken) is { State: BookingState.Queued or BookingState.Done } live)
                    {
                        work.Also(Bookings.Void(work, order, parcel, live, "order cancelled", couriers.Find(live.Courier)?.Kind ?? CourierKind.Own, desk.NumberOf(order)));
                        await Bookings.TakeOffManifestAsync(work, parcel.Id, cancellationToken);
                    }
                }

                desk.Finish(work, order, await Sites.LoadAsync(work.Db, cancellationToken), "voided");
            }

            return unneeded.Count;
        }, cancellationToken);
        if (done > 0)
        {
            sender.Ring();
        }

        return done;
    }

    private sealed record Waiting(Guid Parcel, Guid Order);

    [LoggerMessage(7105, LogLevel.Warning, "Labels are asked for later: {Why}")]
    private static partial void LogLater(ILogger logger, string why);
}
