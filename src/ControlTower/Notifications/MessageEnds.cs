using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Notifications.Providers;
using ControlTower.Notifications.Templates;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications;

/// <summary>
/// Records what became of messages: by the provider's answer, by asking it, or by its receipts, which come late, twice and in any order. A message
/// that failed is told by the next channel of its lane; where none is left and nothing of the news arrived, it becomes somebody's case.
/// </summary>
public sealed class MessageEnds(CommitGate gate, MessageDesk desk, TemplateBook templates, OrderNumbers numbers, OutboxBell bell)
{
    /// <returns>Whether its end is known now.</returns>
    public async Task<bool> RecordAsync(Guid id, SendEnd end, bool isLookUp, CancellationToken cancellationToken)
    {
        if (end is SendEnd.Unknown && !isLookUp)
        {
            return false; // it stays under way until it is looked up
        }

        await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            // A failure moves on to the order's next channel or case, so the order is locked before its message.
            var order = end is SendEnd.Refused or SendEnd.Away ? await OrderOfAsync(work, id, cancellationToken) : null;
            var message = await LockAsync(work, id, cancellationToken);
            if (message is null)
            {
                return 0;
            }

            switch (end)
            {
                case SendEnd.Accepted(var providerId):
                    await SentAsync(work, message, providerId, isUnsure: false, cancellationToken);
                    break;
                case SendEnd.Unknown:
                    await SentAsync(work, message, null, isUnsure: true, cancellationToken);
                    break;
                case SendEnd.NotThere:
                    message.NotSent(work.Now);
                    break;
                case SendEnd.Away when !isLookUp && message.Attempts < Message.TriesMax:
                    message.PutOff(work.Now);
                    break;
                case SendEnd.Away(var why) when !isLookUp:
                    await FailAsync(work, message, order, why, cancellationToken);
                    break;
                case SendEnd.Refused(var reason):
                    await FailAsync(work, message, order, reason, cancellationToken);
                    break;
                default:
                    return 0; // the provider that is to be asked is away itself
            }

            return 1;
        }, cancellationToken);
        bell.Ring();
        return true;
    }

    /// <summary>A receipt.</summary>
    /// <param name="id">Ours, where the receipt carries it.</param>
    /// <param name="status">In the words that Twilio and WhatsApp have in common: <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>failed</c>, <c>undelivered</c>.</param>
    /// <returns>False where it is of no message of ours.</returns>
    public async Task<bool> ReceiptAsync(MessageChannel channel, Guid? id, string? providerId, string status, string? code, CancellationToken cancellationToken)
    {
        var isKnown = false;
        await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var found = await FindAsync(work, channel, id, providerId, cancellationToken);
            isKnown = found is not null;
            var isFailure = status is "failed" or "undelivered" or "canceled";
            var order = isFailure && found is { } of ? await OrderOfAsync(work, of, cancellationToken) : null;
            var message = found is { } key ? await LockAsync(work, key, cancellationToken) : null;
            if (message is null)
            {
                return 0;
            }

            if (isFailure)
            {
                await FailAsync(work, message, order, code ?? status, cancellationToken);
            }
            else if (status is "delivered" or "read")
            {
                await DeliveredAsync(work, message, status == "read", cancellationToken);
            }
            else if (status == "sent" || (providerId is not null && message.SendingAt is not null))
            {
                await SentAsync(work, message, providerId, isUnsure: false, cancellationToken);
            }

            return 1;
        }, cancellationToken);
        bell.Ring();
        return isKnown;
    }

    private async Task SentAsync(Work work, Message message, string? providerId, bool isUnsure, CancellationToken cancellationToken)
    {
        if (message.Sent(providerId, work.Now, isUnsure))
        {
            work.Also(new MessageSent(message.Id, message.OrderId, await NumberAsync(work, message, cancellationToken), message.Occasion, message.Channel, isUnsure));
        }
    }

    private async Task DeliveredAsync(Work work, Message message, bool isRead, CancellationToken cancellationToken)
    {
        if (isRead)
        {
            message.WasRead(work.Now);
        }

        if (message.Delivered(work.Now))
        {
            work.Also(new MessageDelivered(message.Id, message.OrderId, await NumberAsync(work, message, cancellationToken), message.Occasion, message.Channel));
        }
    }

    private async Task FailAsync(Work work, Message message, SalesOrder? order, string reason, CancellationToken cancellationToken)
    {
        if (!message.Failed(reason, work.Now))
        {
            return;
        }

        work.Also(new MessageFailed(message.Id, message.OrderId, order is null ? null : numbers.Of(order), message.Occasion, message.Channel, reason));
        if (order is null)
        {
            return;
        }

        await work.Db.SaveChangesAsync(cancellationToken); // what follows reads what stands about the order
        var ground = await MessageGround.LoadAsync(work, templates, [order.Id], cancellationToken);
        var next = message.Occasion == MessageOccasion.Reply || work.Now > message.ExpiresAt ? null : await desk.NextAsync(
            work, ground, ground.Order(order.Id)!, NewsOf(message), message.Lane, message.ExpiresAt, cancellationToken);
        var hasArrived = ground.About(order.Id).Any(other => other.Milestone == message.Milestone && other.State is MessageState.Queued or MessageState.Sent or MessageState.Delivered);
        if (next is null && !hasArrived)
        {
            await OpenCaseAsync(work, order, message, ground, cancellationToken);
        }
    }

    private static async Task OpenCaseAsync(Work work, SalesOrder order, Message message, MessageGround ground, CancellationToken cancellationToken)
    {
        var cases = await CaseBook.OfOrdersAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), [order.Id], cancellationToken);
        var tried = ground.About(order.Id).Where(other => other.Milestone == message.Milestone).OrderBy(other => other.QueuedAt).ThenBy(other => other.Id).Select(other => JsonNamingPolicy.CamelCase.ConvertName(other.Channel.ToString()));
        cases.Open(order, new(ExceptionCode.MessageFailed, null, $"MESSAGE_FAILED:{order.Id}", new Dictionary<string, string>
        {
            ["occasion"] = JsonNamingPolicy.CamelCase.ConvertName(message.Occasion.ToString()), ["milestone"] = message.Milestone,
            ["channels"] = string.Join(", ", tried.Distinct()), ["reason"] = message.Reason ?? "",
        }));
    }

    private static News NewsOf(Message message) =>
        new(message.Occasion, message.Milestone, message.QueuedAt, JsonSerializer.Deserialize<Dictionary<string, string>>(message.Told, JournalJson.Options)!);

    private async Task<string?> NumberAsync(Work work, Message message, CancellationToken cancellationToken) =>
        message.OrderId is { } id ? numbers.Text(await work.Db.Orders.Where(order => order.Id == id).Select(order => order.Number).SingleAsync(cancellationToken)) : null;

    private static async Task<Guid?> FindAsync(Work work, MessageChannel channel, Guid? id, string? providerId, CancellationToken cancellationToken)
    {
        var known = id is { } own ? await work.Db.Messages.Where(message => message.Id == own && message.Channel == channel).Select(message => (Guid?)message.Id).SingleOrDefaultAsync(cancellationToken) : null;
        return known ?? (providerId is null ? null
            : await work.Db.Messages.Where(message => message.ProviderId == providerId && message.Channel == channel).OrderByDescending(message => message.Id).Select(message => (Guid?)message.Id).FirstOrDefaultAsync(cancellationToken));
    }

    private static async Task<SalesOrder?> OrderOfAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        var order = await work.Db.Messages.Where(message => message.Id == id).Select(message => message.OrderId).SingleOrDefaultAsync(cancellationToken);
        return order is { } key ? await Locks.OrderAsync(work.Db, key, cancellationToken) : null;
    }

    private static Task<Message?> LockAsync(Work work, Guid id, CancellationToken cancellationToken) =>
        work.Db.Messages.FromSql($"select * from message where id = {id} for update").SingleOrDefaultAsync(cancellationToken);
}

/// <summary>Wakes whoever writes and sends messages.</summary>
public sealed class OutboxBell
{
    private readonly Bell _bell = new();

    public void Ring() => _bell.Ring();

    public Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) => _bell.WaitAsync(longest, clock, cancellationToken);
}
