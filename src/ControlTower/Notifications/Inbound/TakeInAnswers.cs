using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications.Inbound;

/// <summary>
/// Reads what WhatsApp sent, one webhook in one transaction, in the order in which they came: buttons are acted upon, words and places land in
/// the conversation and on the order's timeline. What cannot be read becomes a case and keeps its body.
/// </summary>
public sealed partial class TakeInAnswers(
    CommitGate gate, Conversations conversations, CodButtons buttons, MessageEnds ends, ILogger<TakeInAnswers> logger)
{
    public const string Door = "whatsapp";
    private const long Fence = 7_022; // one reader in the cluster

    /// <summary>Rung by the door.</summary>
    public OutboxBell Bell { get; } = new();

    /// <returns>1 when a webhook was read.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<WhatsappStatus> receipts = [];
        int read;
        try
        {
            read = await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
            {
                receipts = [];
                if (await TakeAsync(work, cancellationToken) is not { } raw)
                {
                    return 0;
                }

                receipts = await ReadAsync(work, raw, cancellationToken);
                return 1;
            }, cancellationToken);
        }
        catch (Exception failure) when (Blame.IsOfTheRow(failure))
        {
            LogBroke(logger, failure);
            return await PutAsideAsync(failure, cancellationToken);
        }

        foreach (var receipt in receipts)
        {
            await ends.ReceiptAsync(MessageChannel.Whatsapp, receipt.Key, receipt.Id, receipt.Status, receipt.Code, cancellationToken);
        }

        return read;
    }

    private async Task<IReadOnlyList<WhatsappStatus>> ReadAsync(Work work, InboundMessage raw, CancellationToken cancellationToken)
    {
        if (WhatsappBody.Read(raw.Body, work.Now) is not { } body)
        {
            await FailAsync(work, raw, "This is no webhook of WhatsApp's.", cancellationToken);
            return [];
        }

        Guid? order = null;
        foreach (var message in body.Messages)
        {
            order = await HearAsync(work, message, cancellationToken) ?? order;
        }

        var isHeard = body.Messages.Count + body.Statuses.Count > 0;
        raw.Became(isHeard ? InboundState.Read : InboundState.Ignored, isHeard ? null : body.Unsaid > 0 ? "no sender" : "nothing in it", order, work.Now);
        await CloseCaseAsync(work, raw, cancellationToken);
        return body.Statuses;
    }

    /// <returns>The order that it is about.</returns>
    private async Task<Guid?> HearAsync(Work work, WhatsappMessage message, CancellationToken cancellationToken)
    {
        if (await work.Db.HeardMessages.AnyAsync(heard => heard.ProviderId == message.Id, cancellationToken))
        {
            return null; // it comes more than once
        }

        var answer = ButtonAnswer.Read(message.Payload);
        var about = await conversations.OrderOfAsync(work, message, answer, cancellationToken);
        // The order is locked before the conversation, as everywhere.
        var acted = answer is not null && about is { } pressed ? await buttons.PressAsync(work, pressed, answer.Wish, message.From, cancellationToken) : false;
        var isOptOut = OptOutWords.Is(message.Text) || OptOutWords.Is(message.Payload);
        if (isOptOut)
        {
            await Conversations.OptOutAsync(work, message.From, message.Name ?? message.From, cancellationToken);
        }

        var conversation = await Conversations.LockAsync(work, message.From, cancellationToken);
        conversation.Hear(message.Name, message.At, about, wantsAnswer: !acted && !isOptOut && message.Kind is not ("reaction" or "system"));
        work.Db.HeardMessages.Add(new(
            Guid.CreateVersion7(work.Now), conversation.Id, message.Id, message.Kind, message.At, work.Now, about, message.Text, message.Payload, message.Latitude, message.Longitude));
        work.Also(new CustomerWrote(conversation.Id, about, await conversations.NumberAsync(work, about, cancellationToken), message.Kind, answer is null ? null : ButtonAnswer.Word(answer.Wish)));
        if (isOptOut)
        {
            work.Also(new ContactOptedOut(conversation.Id, IsOut: true));
        }

        await work.Db.SaveChangesAsync(cancellationToken); // the next message of the same webhook may be of the same customer
        return about;
    }

    private static async Task<InboundMessage?> TakeAsync(Work work, CancellationToken cancellationToken)
    {
        var isOurs = await work.Db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({Fence}) as "Value" """).SingleAsync(cancellationToken);
        return !isOurs ? null : await work.Db.InboundMessages
            .FromSql($"select * from inbound_message where state = 'stored' and door = {Door} order by received_at, id limit 1 for update").SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The webhook broke the transaction that was to take it in.</summary>
    private Task<int> PutAsideAsync(Exception failure, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            if (await TakeAsync(work, cancellationToken) is not { } raw)
            {
                return 0;
            }

            await FailAsync(work, raw, $"It could not be taken in ({failure.GetBaseException().GetType().Name}).", cancellationToken);
            return 1;
        }, cancellationToken);

    private static async Task FailAsync(Work work, InboundMessage raw, string reason, CancellationToken cancellationToken)
    {
        raw.Became(InboundState.Failed, reason, null, work.Now);
        var cases = await CasesAsync(work, raw, cancellationToken);
        cases.Open(CaseSubject.Message, raw.Id.ToString(), null, new(
            ExceptionCode.MessageUnreadable, null, $"MESSAGE_UNREADABLE:{Door}",
            new Dictionary<string, string> { ["message"] = raw.Id.ToString(), ["store"] = raw.Store, ["topic"] = raw.Topic, ["reason"] = reason }));
    }

    private static async Task CloseCaseAsync(Work work, InboundMessage raw, CancellationToken cancellationToken)
    {
        if (raw.Attempts > 1)
        {
            var cases = await CasesAsync(work, raw, cancellationToken);
            foreach (var one in cases.Live.Where(one => one.Code == ExceptionCode.MessageUnreadable).ToList())
            {
                cases.Close(one, "readAgain");
            }
        }
    }

    private static async Task<CaseBook> CasesAsync(Work work, InboundMessage raw, CancellationToken cancellationToken) =>
        await CaseBook.OfSubjectAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), CaseSubject.Message, raw.Id.ToString(), cancellationToken);

    [LoggerMessage(8102, LogLevel.Error, "A webhook of WhatsApp could not be taken in and became a case.")]
    private static partial void LogBroke(ILogger logger, Exception failure);
}
