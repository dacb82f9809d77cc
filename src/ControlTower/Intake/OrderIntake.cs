using ControlTower.Data;
using ControlTower.Intake.Channels;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>What became of an order that a channel told.</summary>
/// <param name="IgnoredBecause">Null: something was done.</param>
public sealed record TakenIn(SalesOrder? Order, string? IgnoredBecause = null);

/// <summary>
/// Takes an order in, or brings it up to date, whatever channel told it. Never by arrival, always by the channel's own version: the older one
/// never overwrites the newer one, and a cancellation that came first waits for its order.
/// </summary>
public sealed class OrderIntake(OrderDesk desk, PromiseBook promises)
{
    /// <summary>The orders that are already here, locked, by store and external id.</summary>
    public static async Task<Dictionary<(string Store, string ExternalId), SalesOrder>> FindAsync(
        TowerDb db, IReadOnlyCollection<(string Store, string ExternalId)> told, CancellationToken cancellationToken)
    {
        string[] stores = [.. told.Select(one => one.Store)], externals = [.. told.Select(one => one.ExternalId)];
        var ids = await db.Database.SqlQuery<Guid>($"""
            select o.id as "Value" from sales_order o join unnest({stores}, {externals}) as told (store, external_id)
            on o.store = told.store and o.external_id = told.external_id
            """).ToListAsync(cancellationToken);
        var orders = await Locks.OrdersAsync(db, [.. ids.Distinct()], cancellationToken);
        return orders.ToDictionary(order => (order.Store, order.ExternalId));
    }

    public async Task<TakenIn> TakeAsync(Work work, IncomingOrder told, StoreFacts store, Guid? message, IntakeContext context, CancellationToken cancellationToken)
    {
        if (told.Wish == IncomingWish.Ignore)
        {
            return new(null, told.WishNote ?? "ignored");
        }

        var key = (store.Key, told.ExternalId);
        if (!context.Orders.TryGetValue(key, out var order))
        {
            order = await CreateAsync(work, told, store, message, context, cancellationToken);
            context.Orders[key] = order;
        }
        else if (Update(told, order) is { } ignored)
        {
            return new(order, ignored);
        }
        else
        {
            await ChangeAsync(work, told, store, message, order, context, cancellationToken);
        }

        desk.Finish(work, order, context.Sites, "changed");
        return new(order);
    }

    /// <summary>The shop cancelled it and says no more than its id.</summary>
    public async Task<TakenIn> CancelAsync(
        Work work, StoreFacts store, string externalId, DateTimeOffset? version, string why, Guid? message, IntakeContext context, CancellationToken cancellationToken)
    {
        if (!context.Orders.TryGetValue((store.Key, externalId), out var order))
        {
            var at = version ?? work.Now;
            await work.Db.Database.ExecuteSqlAsync($"""
                insert into early_cancel (store, external_id, version, message) values ({store.Key}, {externalId}, {at}, {message})
                on conflict (store, external_id) do update set version = greatest(early_cancel.version, excluded.version)
                """, cancellationToken);
            return new(null, "its order has not come yet: the cancellation waits for it");
        }

        if (order.CancelledAt is not null || (version is { } known && known < order.SourceVersion))
        {
            return new(order, order.CancelledAt is not null ? "cancelled before" : "older version");
        }

        await CancelHereAsync(work, order, why, context, cancellationToken);
        desk.Finish(work, order, context.Sites, "cancelled");
        return new(order);
    }

    /// <summary>The shop gave money back. Whether all of it did is told by the order's total.</summary>
    public TakenIn Refund(Work work, StoreFacts store, ReadOutcome.PaymentMove refund, IntakeContext context)
    {
        if (!context.Orders.TryGetValue((store.Key, refund.ExternalId), out var order))
        {
            return new(null, "its order has not come yet");
        }

        var before = order.Payment;
        var move = refund.Returned is { } returned && returned.Minor >= order.TotalMinor ? PaymentMove.Refund : PaymentMove.RefundPart;
        if (refund.Returned is null || !order.MovePayment(move))
        {
            return new(order, "no money moved");
        }

        work.Also(new PaymentMoved(order.Id, desk.NumberOf(order), order.Payment, "shop", before));
        desk.Finish(work, order, context.Sites, "refunded");
        return new(order);
    }

    private static string? Update(IncomingOrder told, SalesOrder order) =>
        told.SourceVersion < order.SourceVersion ? "older version"
        : order.CancelledAt is not null ? "the order is cancelled here"
        : told.Wish == IncomingWish.AskFulfilledElsewhere && order.HandedOverAt is not null ? "the shop repeats what we told it" // and cash is still with the courier
        : told.Wish != IncomingWish.Cancel && told.Payment == order.Payment && ToldParts.Of(told).ChangedSince(ToldParts.From(order.Told)).Count == 0 ? "nothing new"
        : null;

    private async Task<SalesOrder> CreateAsync(
        Work work, IncomingOrder told, StoreFacts store, Guid? message, IntakeContext context, CancellationToken cancellationToken)
    {
        var order = SalesOrder.Receive(told, store, Guid.CreateVersion7(work.Now), await context.NextNumberAsync(work.Db, cancellationToken), work.Now, message);
        work.Db.Orders.Add(order);
        work.Also(new OrderReceived(
            order.Id, desk.NumberOf(order), order.Store, order.Channel, order.ExternalId, order.Lines.Count, order.Total, order.Payment));

        var early = await work.Db.EarlyCancels.FindAsync([store.Key, told.ExternalId], cancellationToken);
        if (told.Wish == IncomingWish.Cancel || early is not null)
        {
            await CancelHereAsync(work, order, early is null ? told.WishNote ?? "cancelled" : "cancelled before it came", context, cancellationToken);
        }
        else
        {
            AskIfStrange(work, told, order, context);
        }

        return order;
    }

    private async Task ChangeAsync(
        Work work, IncomingOrder told, StoreFacts store, Guid? message, SalesOrder order, IntakeContext context, CancellationToken cancellationToken)
    {
        if (told.Wish == IncomingWish.Cancel)
        {
            order.NoteVersion(told.SourceVersion, message);
            await CancelHereAsync(work, order, told.WishNote ?? "cancelled", context, cancellationToken);
            return;
        }

        var changed = ToldParts.Of(told).ChangedSince(ToldParts.From(order.Told));
        MovePayment(work, told, order);
        if (changed.Count == 0)
        {
            order.NoteVersion(told.SourceVersion, message);
            order.GoTo(ConveyorStep.Screen);
        }
        else if (order.IsReleased || order.IsOver)
        {
            order.NoteVersion(told.SourceVersion, message);
            context.Cases.Open(order, new(ExceptionCode.ChangedAfterRelease, null, null, Evidence(("changed", string.Join(", ", changed)), ("message", message?.ToString() ?? ""))));
        }
        else
        {
            if (changed.Contains("lines"))
            {
                await promises.GiveBackAsync(work, [order], "changed", cancellationToken);
            }

            var before = order.Total;
            order.Retell(told, store, message, changed);
            work.Also(new OrderRetold(order.Id, desk.NumberOf(order), changed, order.Total, before));
            AskIfStrange(work, told, order, context);
        }
    }

    private void MovePayment(Work work, IncomingOrder told, SalesOrder order)
    {
        var before = order.Payment;
        if (PaymentFlow.Towards(before, told.Payment) is { } move && order.MovePayment(move))
        {
            work.Also(new PaymentMoved(order.Id, desk.NumberOf(order), order.Payment, "shop", before));
        }
    }

    /// <summary>Before release the shop's cancellation is carried out; after it a person decides.</summary>
    private async Task CancelHereAsync(Work work, SalesOrder order, string why, IntakeContext context, CancellationToken cancellationToken)
    {
        if (order.IsReleased || order.IsOver)
        {
            context.Cases.Open(order, new(ExceptionCode.ChangedAfterRelease, null, null, Evidence(("changed", "cancelled"), ("why", why))));
            return;
        }

        await Cancellation.CarryOutAsync(work, order, lines: null, CauseOf(why), desk, promises, context.Cases, cancellationToken, isByShop: true);
    }

    /// <summary>The shop's status is one that we don't know, or says that it is done: held for a person, who sees why.</summary>
    private void AskIfStrange(Work work, IncomingOrder told, SalesOrder order, IntakeContext context)
    {
        if (told.Wish is IncomingWish.Ask or IncomingWish.AskFulfilledElsewhere)
        {
            desk.Hold(work, order, HoldType.Operator, HoldSources.Shop, told.WishNote);
            context.Cases.Open(order, new(ExceptionCode.StateStalled, null, null, Evidence(("shopSays", told.WishNote ?? told.Wish.ToString()))));
        }
        else
        {
            desk.Release(work, order, HoldType.Operator, HoldSources.Shop);
        }
    }

    private static CancelCause CauseOf(string why) => why switch
    {
        "fraud" => CancelCause.Fraud,
        "inventory" => CancelCause.Stock,
        "declined" or "staff" => CancelCause.Seller,
        _ => CancelCause.Customer,
    };

    private static Dictionary<string, string> Evidence(params (string Name, string Value)[] facts) =>
        facts.Where(fact => fact.Value.Length > 0).ToDictionary(fact => fact.Name, fact => fact.Value);
}
