using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>Finds what shops were not told yet: parcels that left lately, and orders that are complete by it.</summary>
internal static class ShopNews
{
    private const int BatchMax = 100;

    /// <summary>Older news is none: a shop that was connected yesterday is not told of last month.</summary>
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(3);

    public static Task<int> QueueAsync(CommitGate gate, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var since = work.Now - s_lately;
            var left = await work.Db.Database.SqlQuery<Guid>($"""
                select distinct p.order_id as "Value" from parcel p
                join sales_order o on o.id = p.order_id
                join channel_store s on s.key = o.store and s.base_url is not null and not s.is_closed and s.kind in ('woocommerce', 'shopify')
                where p.handed_over_at > {since} and p.tracking is not null and p.state <> 'voided'
                  and not exists (select 1 from shop_errand e where e.effect_key = 'shipped:' || p.id)
                limit {BatchMax}
                """).ToListAsync(cancellationToken);
            foreach (var order in await Locks.OrdersAsync(work.Db, left, cancellationToken))
            {
                await TellAsync(work, order, cancellationToken);
            }

            return left.Count;
        }, cancellationToken);

    private static async Task TellAsync(Work work, SalesOrder order, CancellationToken cancellationToken)
    {
        var isOnlyOne = order.LiveParcels.Count() == 1;
        foreach (var parcel in order.LiveParcels.Where(parcel => parcel.HandedOverAt is not null && parcel.Tracking is not null))
        {
            await ShopDesk.QueueAsync(work, order, ErrandKind.Shipped, $"shipped:{parcel.Id}", new
            {
                order.ExternalId, parcel.Tracking, parcel.Courier,
                Lines = isOnlyOne ? [] : parcel.Lines.GroupBy(line => line.LineNo).Select(line => new
                {
                    Line = order.Lines.Single(of => of.LineNo == line.Key).ExternalLineId, Units = line.Sum(part => part.Units),
                }).ToArray(),
            }, cancellationToken);
        }

        if (order.HandedOverAt is not null)
        {
            await ShopDesk.QueueAsync(work, order, ErrandKind.Completed, $"completed:{order.Id}", new { order.ExternalId }, cancellationToken);
        }
    }
}

/// <summary>
/// Tells shops how much of a SKU may still be sold: the sum over our warehouses, as it stands. One errand a shop and SKU is told anew when the
/// figure has changed; what was never in stock here is not ours to tell about.
/// </summary>
public sealed class TellShopsStock(CommitGate gate)
{
    private const int BatchMax = 200;

    /// <returns>How many figures were queued.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var changed = await work.Db.Database.SqlQuery<StockNews>($"""
                with sold as (select s.sku, greatest(0, sum(s.on_hand - s.unsellable - s.reserved - s.safety))::int as available
                              from stock s join warehouse w on w.key = s.warehouse and w.is_on group by s.sku)
                select c.key as store, sold.sku, sold.available
                from sold cross join channel_store c
                left join shop_errand e on e.effect_key = 'stock:' || c.key || ':' || sold.sku
                where c.base_url is not null and not c.is_closed and c.kind in ('woocommerce', 'shopify')
                  and (e.id is null or ((e.what ->> 'available')::int <> sold.available and coalesce(e.reference, '') <> 'not sold there'))
                limit {BatchMax}
                """).ToListAsync(cancellationToken);
            var keys = changed.ConvertAll(one => KeyOf(one));
            var known = await work.Db.ShopErrands.Where(errand => keys.Contains(errand.EffectKey)).ToDictionaryAsync(errand => errand.EffectKey, cancellationToken);
            foreach (var one in changed)
            {
                var what = JsonSerializer.Serialize(new { one.Sku, one.Available }, JournalJson.Options);
                if (known.TryGetValue(KeyOf(one), out var errand))
                {
                    errand.TellInstead(what, work.Now);
                }
                else
                {
                    work.Db.ShopErrands.Add(new(Guid.CreateVersion7(work.Now), one.Store, null, ErrandKind.Stock, KeyOf(one), what, work.Now));
                }
            }

            return changed.Count;
        }, cancellationToken);

    private static string KeyOf(StockNews one) => $"stock:{one.Store}:{one.Sku}";

    private sealed record StockNews(string Store, string Sku, int Available);
}
