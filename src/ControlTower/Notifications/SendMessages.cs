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
/// Carries messages to their providers. The intent is committed first, then the provider is called, then the end is recorded. Whatever dies
/// between the second and the third leaves a message under way: its provider is asked, and it is sent again only where it is known not to be there.
/// </summary>
public sealed class SendMessages(CommitGate gate, MessageChannels channels, TemplateBook templates, MessageEnds ends, OrderNumbers numbers, TimeProvider clock)
{
    /// <summary>A try that is older has lost its process, or its answer; longer than any call takes.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(20);

    private const int BatchMax = 50;
    private const int AtOnce = 8;

    /// <returns>How many were taken up.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var taken = new List<(OutgoingMessage Message, IMessageProvider Provider)>();
        var count = await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            taken.Clear(); // a transaction that lost a race is decided anew
            var due = await work.Db.Messages.FromSql($"""
                select * from message where state = 'queued' and sending_at is null and not_before <= {work.Now} order by not_before limit {BatchMax} for update skip locked
                """).ToListAsync(cancellationToken);
            var shelf = due.Count == 0 ? null : await templates.LoadAsync(cancellationToken);
            foreach (var (message, text, order) in await WithWordsAsync(work, due, cancellationToken))
            {
                if (Obstacle(message, text, order, work.Now) is { } reason)
                {
                    message.Suppress(reason);
                    work.Also(new MessageSuppressed(message.Id, message.OrderId, order is null ? null : numbers.Of(order), message.Occasion, message.Channel, reason));
                }
                else if (channels.Find(message.Channel) is { } provider)
                {
                    message.Begin(work.Now);
                    taken.Add((Outgoing(message, text!, order, shelf!), provider));
                }
                else
                {
                    message.PutOff(work.Now); // its settings were taken away
                }
            }

            return due.Count;
        }, cancellationToken);
        await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (one, token) =>
            await ends.RecordAsync(one.Message.Id, await one.Provider.SendAsync(one.Message, token), isLookUp: false, token));
        return count;
    }

    /// <summary>Looks up what was under way when its process died, or its answer was lost.</summary>
    /// <returns>How many are known now.</returns>
    public async Task<int> RecoverAsync(CancellationToken cancellationToken)
    {
        var lost = new List<(OutgoingMessage Message, IMessageProvider Provider)>();
        await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var before = clock.GetUtcNow() - LostAfter;
            var under = await work.Db.Messages.AsNoTracking().Where(message => message.SendingAt != null && message.SendingAt < before).OrderBy(message => message.SendingAt).Take(BatchMax).ToListAsync(cancellationToken);
            var shelf = under.Count == 0 ? null : await templates.LoadAsync(cancellationToken);
            foreach (var (message, text, order) in await WithWordsAsync(work, under, cancellationToken))
            {
                if (text is not null && channels.Find(message.Channel) is { } provider)
                {
                    lost.Add((Outgoing(message, text, order, shelf!), provider));
                }
            }

            return 0; // only read
        }, cancellationToken);
        var known = 0;
        foreach (var (message, provider) in lost)
        {
            var end = await provider.LookUpAsync(message, cancellationToken);
            if (end is SendEnd.Unknown && provider.WaitsForReceipt is { } wait)
            {
                if (clock.GetUtcNow() - message.TriedAt < wait)
                {
                    continue;
                }

                end = new SendEnd.Refused("unknown");
            }

            known += await ends.RecordAsync(message.Id, end, isLookUp: true, cancellationToken) ? 1 : 0;
        }

        return known;
    }

    private static async Task<List<(Message Message, MessageText? Text, SalesOrder? Order)>> WithWordsAsync(Work work, List<Message> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return [];
        }

        var (ids, orderIds) = (messages.Select(message => message.Id).ToList(), messages.Select(message => message.OrderId).OfType<Guid>().Distinct().ToList());
        var texts = await work.Db.MessageTexts.AsNoTracking().Where(text => ids.Contains(text.MessageId)).ToDictionaryAsync(text => text.MessageId, cancellationToken);
        var orders = await work.Db.Orders.AsNoTracking().Where(order => orderIds.Contains(order.Id)).ToDictionaryAsync(order => order.Id, cancellationToken);
        return [.. messages.Select(message => (message, texts.GetValueOrDefault(message.Id), message.OrderId is { } order ? orders.GetValueOrDefault(order) : null))];
    }

    /// <summary>Why a message is not told any more although it waits; null: it is.</summary>
    private static string? Obstacle(Message message, MessageText? text, SalesOrder? order, DateTimeOffset now) =>
        text is null ? "erased"
        : now > message.ExpiresAt ? MessageDesk.Late
        : order is not null && IsOvertaken(message.Occasion, order) ? "overtaken"
        : null;

    private static bool IsOvertaken(MessageOccasion occasion, SalesOrder order) => occasion switch
    {
        MessageOccasion.CodConfirm => order.Payment != PaymentState.CodUnconfirmed || order.CancelledAt is not null,
        MessageOccasion.Received or MessageOccasion.Confirmed or MessageOccasion.Packed or MessageOccasion.Question or MessageOccasion.Shipped => order.CancelledAt is not null,
        MessageOccasion.Delayed or MessageOccasion.OutForDelivery or MessageOccasion.AttemptFailed or MessageOccasion.AtPickupPoint =>
            order.CancelledAt is not null || order.Headline is Headline.Delivered or Headline.Closed,
        MessageOccasion.Delivered or MessageOccasion.Cancelled or MessageOccasion.ReturnReceived or MessageOccasion.Refunded or MessageOccasion.Reply => false,
    };

    private OutgoingMessage Outgoing(Message message, MessageText text, SalesOrder? order, TemplateShelf shelf)
    {
        var isTemplate = message.Channel == MessageChannel.Whatsapp && text.Values is not null;
        return new(
            message.Id, message.Occasion, message.Language, text.Recipient, text.Subject, text.Body, order is null ? null : numbers.Of(order),
            isTemplate ? shelf.Find(message.Occasion, message.Channel, message.Language)?.Name ?? TemplateNames.Of(message.Occasion) : null,
            isTemplate ? JsonSerializer.Deserialize<List<string>>(text.Values!, JournalJson.Options)! : [], message.SendingAt ?? clock.GetUtcNow());
    }
}
