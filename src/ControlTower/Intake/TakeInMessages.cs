using ControlTower.Data;
using ControlTower.Intake.Channels;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>
/// Reads stored messages in the order in which they came, many in one transaction, and makes orders of them. A message that cannot be read
/// becomes a case and keeps its body; one that breaks a batch is carried alone, so a bad one never blocks the others.
/// </summary>
public sealed partial class TakeInMessages(CommitGate gate, OrderIntake intake, StoreBook stores, ILogger<TakeInMessages> logger)
{
    private const int BatchMax = 100;
    private const long Fence = 7_002; // one reader in the cluster: messages about one order are read in their order

    /// <returns>How many messages were read; 0 also when another node reads.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(BatchMax, cancellationToken);
        }
        catch (Exception failure) when (Blame.IsOfTheRow(failure))
        {
            LogBatchBroke(logger, failure); // one of them is at fault; alone it can harm nobody
            return await ReadAloneAsync(cancellationToken);
        }
    }

    private Task<int> ReadAsync(int most, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var messages = await TakeAsync(work.Db, most, cancellationToken);
            if (messages.Count == 0)
            {
                return 0;
            }

            var read = messages.Select(message => (Message: message, Store: stores.Find(message.Store)?.Facts))
                .Select(pair => (pair.Message, pair.Store, Outcome: pair.Store is null ? new ReadOutcome.Ignored("the store is closed") : MessageReader.Read(pair.Message, pair.Store)))
                .ToList();
            var context = await IntakeContext.LoadAsync(work, [.. read.Select(one => (one.Message.Store, ExternalIdOf(one.Outcome))).Where(one => one.Item2.Length > 0).Distinct()], cancellationToken);
            foreach (var (message, store, outcome) in read)
            {
                await MakeAsync(work, message, store!, outcome, context, cancellationToken);
            }

            return messages.Count;
        }, cancellationToken);

    private async Task<int> ReadAloneAsync(CancellationToken cancellationToken)
    {
        for (var done = 0; done < BatchMax; done++)
        {
            try
            {
                if (await ReadAsync(1, cancellationToken) == 0)
                {
                    return done;
                }
            }
            catch (Exception failure) when (Blame.IsOfTheRow(failure))
            {
                LogMessageBroke(logger, failure);
                await PutAsideAsync(failure, cancellationToken);
            }
        }

        return BatchMax;
    }

    /// <summary>The oldest message broke the transaction that was to take it in: it becomes a case.</summary>
    private Task<int> PutAsideAsync(Exception failure, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var messages = await TakeAsync(work.Db, 1, cancellationToken);
            foreach (var message in messages)
            {
                await FailAsync(work, message, $"It could not be taken in ({failure.GetBaseException().GetType().Name}).", "$", cancellationToken);
            }

            return messages.Count;
        }, cancellationToken);

    private static async Task<List<InboundMessage>> TakeAsync(TowerDb db, int most, CancellationToken cancellationToken)
    {
        var isOurs = await db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({Fence}) as "Value" """).SingleAsync(cancellationToken);
        return !isOurs ? [] : await db.InboundMessages
            .FromSql($"select * from inbound_message where state = 'stored' and door not in ('courier', 'whatsapp') order by received_at, id limit {most} for update") // those have a reader of their own
            .ToListAsync(cancellationToken);
    }

    private async Task MakeAsync(Work work, InboundMessage message, StoreFacts store, ReadOutcome outcome, IntakeContext context, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case ReadOutcome.Order(var told):
                message.ExternalId ??= told.ExternalId;
                Note(message, await intake.TakeAsync(work, told, store, message.Id, context, cancellationToken), work);
                break;
            case ReadOutcome.Cancel cancel:
                message.ExternalId ??= cancel.ExternalId;
                Note(message, await intake.CancelAsync(work, store, cancel.ExternalId, cancel.SourceVersion, cancel.Why, message.Id, context, cancellationToken), work);
                break;
            case ReadOutcome.PaymentMove refund:
                message.ExternalId ??= refund.ExternalId;
                Note(message, intake.Refund(work, store, refund, context), work);
                break;
            case ReadOutcome.Privacy privacy:
                message.Became(InboundState.Read, privacy.Topic, null, work.Now);
                (await CaseBook.OfSubjectAsync(work, context.Sites, CaseSubject.Message, message.Id.ToString(), cancellationToken)).Open(CaseSubject.Message, message.Id.ToString(), null,
                    new(ExceptionCode.PrivacyRequest, null, null, new Dictionary<string, string> { ["topic"] = privacy.Topic, ["message"] = message.Id.ToString() }));
                break;
            case ReadOutcome.Ignored(var reason):
                message.Became(InboundState.Ignored, reason == "topic" ? $"topic {message.Topic}" : reason, null, work.Now);
                break;
            case ReadOutcome.Unreadable bad:
                await FailAsync(work, message, bad.Reason, bad.Path, cancellationToken);
                break;
        }

        if (message.State is InboundState.Read or InboundState.Ignored)
        {
            await CloseCaseOfAsync(work, message, context, cancellationToken);
        }
    }

    private static void Note(InboundMessage message, TakenIn taken, Work work) =>
        message.Became(taken.IgnoredBecause is null ? InboundState.Read : InboundState.Ignored, taken.IgnoredBecause, taken.Order?.Id, work.Now);

    private static async Task FailAsync(Work work, InboundMessage message, string reason, string path, CancellationToken cancellationToken)
    {
        message.Became(InboundState.Failed, $"{path}: {reason}", null, work.Now);
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfSubjectAsync(work, sites, CaseSubject.Message, message.Id.ToString(), cancellationToken);
        cases.Open(CaseSubject.Message, message.Id.ToString(), null, new(
            ExceptionCode.MessageUnreadable, null, $"MESSAGE_UNREADABLE:{message.Store}:{path}",
            new Dictionary<string, string> { ["message"] = message.Id.ToString(), ["store"] = message.Store, ["topic"] = message.Topic, ["path"] = path, ["reason"] = reason }));
    }

    /// <summary>Read again after a fix: the case that it had been is over.</summary>
    private static async Task CloseCaseOfAsync(Work work, InboundMessage message, IntakeContext context, CancellationToken cancellationToken)
    {
        if (message.Attempts > 1)
        {
            var cases = await CaseBook.OfSubjectAsync(work, context.Sites, CaseSubject.Message, message.Id.ToString(), cancellationToken);
            foreach (var one in cases.Live.Where(one => one.Code == ExceptionCode.MessageUnreadable).ToList())
            {
                cases.Close(one, "readAgain");
            }
        }
    }

    private static string ExternalIdOf(ReadOutcome outcome) => outcome switch
    {
        ReadOutcome.Order order => order.Told.ExternalId,
        ReadOutcome.Cancel cancel => cancel.ExternalId,
        ReadOutcome.PaymentMove refund => refund.ExternalId,
        _ => "",
    };

    [LoggerMessage(3003, LogLevel.Warning, "A batch of messages broke; they are read one by one.")]
    private static partial void LogBatchBroke(ILogger logger, Exception failure);

    [LoggerMessage(3004, LogLevel.Error, "A message could not be taken in and became a case.")]
    private static partial void LogMessageBroke(ILogger logger, Exception failure);
}
