using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>What is to be done to one parcel, from a courier's words or from a person's.</summary>
/// <param name="Says">Where it is; null: nothing about it.</param>
/// <param name="Attempts">Failed ones, all that were heard of.</param>
/// <param name="Contradicted">The courier says that it was delivered after it had turned back, was lost or was here again.</param>
/// <param name="CodMinor">Cash that the courier says it took; null: it did not say.</param>
/// <param name="IsBelieved">A person cleared it up: it is where they say, whatever the courier said.</param>
public sealed record RoadNews(
    Guid OrderId, Guid ParcelId, HeardState? Says, int Attempts = 0, AttemptReason? Reason = null, bool Contradicted = false, long? CodMinor = null, bool IsBelieved = false);

/// <summary>
/// Moves parcels along their road, and everything that hangs on it: an unseen handover, stock, the order's headline, cash, cases. In one place,
/// for couriers' words, drivers and people alike. Orders are locked first, then shelves, then cases.
/// </summary>
public sealed class RoadBook(OrderDesk desk)
{
    /// <returns>How many parcels moved.</returns>
    public async Task<int> ApplyAsync(Work work, IReadOnlyCollection<RoadNews> news, CancellationToken cancellationToken)
    {
        var orders = await Locks.OrdersAsync(work.Db, [.. news.Select(one => one.OrderId).Distinct()], cancellationToken);
        return await ApplyAsync(work, orders, news, cancellationToken);
    }

    /// <param name="work">The transaction.</param>
    /// <param name="orders">Locked, no shelf or case yet.</param>
    /// <param name="news">At most one a parcel.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<int> ApplyAsync(Work work, IReadOnlyList<SalesOrder> orders, IReadOnlyCollection<RoadNews> news, CancellationToken cancellationToken)
    {
        var moves = new List<RoadMove>();
        foreach (var one in news)
        {
            if (orders.FirstOrDefault(order => order.Id == one.OrderId) is { } order && order.Parcels.Find(parcel => parcel.Id == one.ParcelId) is { } parcel)
            {
                var before = parcel.State;
                var moved = one.Says is { } says && MoveOf(parcel.State, says.State, one.IsBelieved) is { } by && SalesOrder.MoveParcel(parcel, by, work.Now);
                moves.Add(new(order, parcel, one, before, moved));
            }
        }

        await Departures.LeaveAsync(
            work, [.. moves.Where(move => move.Moved && !Parcel.IsWithCourier(move.Before) && Parcel.IsWithCourier(move.Parcel.State)).Select(move => (move.Order, move.Parcel))], cancellationToken);
        var ids = moves.Select(move => move.Parcel.Id).ToArray();
        var roads = await RoadsAsync(work, ids, cancellationToken);
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = new RoadCases(await CaseBook.OfOrdersAsync(work, sites, [.. orders.Select(order => order.Id)], cancellationToken));
        var cash = await RoadCash.LoadAsync(work, [.. orders.Select(order => order.Id)], cancellationToken);
        foreach (var move in moves)
        {
            Follow(work, move, roads[move.Parcel.Id], cases, cash);
        }

        foreach (var order in moves.Where(move => move.Moved || move.Cash).Select(move => move.Order).Distinct())
        {
            desk.Finish(work, order, sites, "courier");
        }

        return moves.Count(move => move.Moved);
    }

    /// <summary>The roads of parcels; those that have none yet begin one.</summary>
    public static async Task<Dictionary<Guid, ParcelRoad>> RoadsAsync(Work work, IReadOnlyCollection<Guid> parcels, CancellationToken cancellationToken)
    {
        var ids = parcels.ToArray();
        await work.Db.Database.ExecuteSqlAsync($"""
            insert into parcel_road (parcel_id, order_id, attempts, look_failures, look_at) select id, order_id, 0, 0, {work.Now} from parcel where id = any({ids}) on conflict do nothing
            """, cancellationToken);
        return await work.Db.ParcelRoads.Where(road => ids.Contains(road.ParcelId)).ToDictionaryAsync(road => road.ParcelId, cancellationToken);
    }

    /// <summary>The move by which a parcel gets from one state to another; null: it is there already, or the playbook forbids it.</summary>
    internal static ParcelMove? MoveOf(ParcelState from, ParcelState to, bool isBelieved)
    {
        if (from == to || (!isBelieved && TrackingRank.Of(to) < TrackingRank.Of(from)))
        {
            return null;
        }

        ParcelMove?[] ways = [TrackingRank.MoveTo(to), isBelieved ? ParcelMove.Believe : null];
        return Array.Find(ways, by => by is { } move && ParcelFlow.After(from, move) == to);
    }

    private void Follow(Work work, RoadMove move, ParcelRoad road, RoadCases cases, RoadCash cash)
    {
        var (order, parcel, news) = (move.Order, move.Parcel, move.News);
        var number = desk.NumberOf(order);
        if (move.Moved)
        {
            var says = news.Says!;
            work.Also(new ParcelMoved(
                order.Id, number, parcel.Id, parcel.Sscc, parcel.State, parcel.Courier, parcel.Tracking, says.Event == Guid.Empty ? null : says.Event, says.HappenedAt, move.Before, ShelvesOf(move)));
            if (parcel.State == ParcelState.Returning)
            {
                work.Also(new ParcelReturning(order.Id, number, parcel.Id, parcel.Sscc, parcel.Warehouse, road.AttemptReason == AttemptReason.Refused));
            }
        }

        if (news.Attempts > road.Attempts)
        {
            road.CountAttempts(news.Attempts, news.Reason, work.Now);
            work.Also(new DeliveryAttemptFailed(order.Id, number, parcel.Id, parcel.Sscc, road.Attempts, road.AttemptReason ?? AttemptReason.Other, road.RescueUntil));
        }

        cases.Settle(order, parcel, road, news.Contradicted, news.IsBelieved);
        if (parcel.State == ParcelState.Delivered && move.Moved)
        {
            move.Cash = cash.Collect(work, order, parcel, number, news.CodMinor, cases);
        }
    }

    private static List<string>? ShelvesOf(RoadMove move) => Parcel.IsWithCourier(move.Before)
        ? null
        : [.. move.Parcel.Lines.Select(line => JournalKeys.Stock(move.Parcel.Warehouse, line.Sku)).Distinct()];

    private sealed record RoadMove(SalesOrder Order, Parcel Parcel, RoadNews News, ParcelState Before, bool Moved)
    {
        /// <summary>Its cash moved with it.</summary>
        public bool Cash { get; set; }
    }
}
