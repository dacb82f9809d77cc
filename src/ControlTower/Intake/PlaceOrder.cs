using System.Text.Json.Serialization;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>Take in an order that comes by our own door: counters, phone and chat orders, marketplaces, files, the screen.</summary>
/// <param name="Raw">As it came; kept, and no part of what is compared when the same is sent again.</param>
/// <param name="Door"><c>api</c>, <c>csv</c>, <c>screen</c>.</param>
public sealed record PlaceOrder(Guid CommandId, Actor By, IncomingOrder Told, string Door, [property: JsonIgnore] byte[] Raw) : ICommand
{
    /// <summary>In a store of another kind than <c>manual</c> or <c>whatsapp</c> it also takes <see cref="Duty.CreateOrders"/>.</summary>
    public static Duty Needs => Duty.CreateOrdersInManualStores;
}

public sealed class PlaceOrderHandler(CommitGate gate, StoreBook stores, OrderIntake intake, OrderDesk desk)
{
    private const string FileDoor = "csv";

    /// <returns>Or <c>intake.store-unknown</c>, <c>access.duty</c>, <c>intake.exists-differs</c>, <c>orders.over</c>.</returns>
    public async Task<Outcome<Committed<OrderPlaced>>> HandleAsync(PlaceOrder command, CancellationToken cancellationToken)
    {
        if (Refuse(command.Told.Store, command.By) is { } refused)
        {
            return refused;
        }

        var store = stores.Find(command.Told.Store)!.Facts;
        return await gate.CommitAsync<PlaceOrder, OrderPlaced>(command, work => DecideAsync(work, command, store, cancellationToken), cancellationToken);
    }

    /// <summary>Whether this actor may place orders in this store at all.</summary>
    public Refusal? Refuse(string store, Actor by) =>
        stores.Find(store) is not { } known ? IntakeRefusals.StoreUnknown(store)
        : known.Facts.Kind is not (Channel.Manual or Channel.Whatsapp) && !by.May(Duty.CreateOrders) ? AccessRefusals.NoDuty(by, Duty.CreateOrders)
        : null;

    private async Task<Outcome<OrderPlaced>> DecideAsync(Work work, PlaceOrder command, StoreFacts store, CancellationToken cancellationToken)
    {
        // Two tills that tell the same order in one moment: the second waits here and finds it.
        var told = command.Told;
        await work.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"{store.Key}\n{told.ExternalId}"}, 0))", cancellationToken);
        var context = await IntakeContext.LoadAsync(work, [(store.Key, told.ExternalId)], cancellationToken);
        var isHere = context.Orders.TryGetValue((store.Key, told.ExternalId), out var known);
        if (known is not null)
        {
            var differs = ToldParts.Of(told).ChangedSince(ToldParts.From(known.Told)).ToList();
            if (PaymentFlow.IsPaid(told.Payment) && !PaymentFlow.IsPaid(known.Payment))
            {
                differs.Add("payment");
            }

            if (differs.Count == 0 || command.Door == FileDoor) // a file has no versions: the same order in a second file is no news
            {
                return Placed(known, command, PlacedAs.Same);
            }

            if (told.SourceVersion <= known.SourceVersion)
            {
                return IntakeRefusals.ExistsDiffers(told.ExternalId, desk.NumberOf(known), differs);
            }

            if (known.CancelledAt is not null)
            {
                return OrderRefusals.Over(desk.NumberOf(known), known.Headline);
            }
        }

        var message = await KeepAsync(work, command, cancellationToken);
        var taken = await intake.TakeAsync(work, told, store, message.Id, context, cancellationToken);
        message.Became(InboundState.Read, null, taken.Order!.Id, work.Now);
        await EndRefusedRowsAsync(work, command, context, cancellationToken);
        return Placed(taken.Order, command, isHere ? PlacedAs.Newer : PlacedAs.New);
    }

    private OrderPlaced Placed(SalesOrder order, PlaceOrder command, PlacedAs placed) =>
        new(order.Id, desk.NumberOf(order), order.Store, order.ExternalId, command.Door, placed);

    /// <summary>What came is kept raw beside what was made of it, as from any channel.</summary>
    private static async Task<InboundMessage> KeepAsync(Work work, PlaceOrder command, CancellationToken cancellationToken)
    {
        var message = new InboundMessage
        {
            Id = Guid.CreateVersion7(work.Now), Store = command.Told.Store, Door = command.Door, Topic = "order", ExternalId = command.Told.ExternalId,
            DedupeKey = $"{command.By.Id:N}:{command.CommandId:N}", ReceivedAt = work.Now, Headers = "{}", Body = command.Raw,
        };
        work.Db.InboundMessages.Add(message);
        await work.Db.SaveChangesAsync(cancellationToken); // the order will point at it
        return message;
    }

    /// <summary>The rows of this order could not be read in an earlier file; now they could.</summary>
    private static async Task EndRefusedRowsAsync(Work work, PlaceOrder command, IntakeContext context, CancellationToken cancellationToken)
    {
        if (command.Door != FileDoor)
        {
            return;
        }

        var earlier = await work.Db.InboundMessages
            .Where(message => message.Store == command.Told.Store && message.ExternalId == command.Told.ExternalId && message.Door == FileDoor && message.State == InboundState.Failed)
            .ToListAsync(cancellationToken);
        foreach (var message in earlier)
        {
            message.Became(InboundState.Read, "read in a later file", null, work.Now);
            var cases = await CaseBook.OfSubjectAsync(work, context.Sites, CaseSubject.Message, message.Id.ToString(), cancellationToken);
            foreach (var one in cases.Live.ToList())
            {
                cases.Close(one, "readAgain");
            }
        }
    }
}
