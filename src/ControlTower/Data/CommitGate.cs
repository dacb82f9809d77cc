using System.Security.Cryptography;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Data;

/// <summary>
/// The one door through which the tower changes: duty checked, one transaction for the change, its journal entries and its answer.
/// Sent twice, a command happens once and is answered twice.
/// </summary>
public sealed partial class CommitGate(
    IDbContextFactory<TowerDb> contexts, Stamper stamper, TimeProvider clock, ILogger<CommitGate> logger)
{
    /// <summary>How often a transaction that lost a race in the database is started anew.</summary>
    private const int TriesMax = 5;

    /// <param name="decide">Loads, asks the playbook, changes tracked entities. Must not call out of the process.</param>
    /// <param name="cancellationToken">Cancels the work. A commit whose fate is unknown is asked for by sending the same command again.</param>
    /// <returns>What <paramref name="decide"/> decided, now or the first time. On a refusal nothing was written.</returns>
    public async Task<Outcome<Committed<TEvent>>> CommitAsync<TCommand, TEvent>(
        TCommand command, Func<Work, Task<Outcome<TEvent>>> decide, CancellationToken cancellationToken)
        where TCommand : ICommand
        where TEvent : class, IJournaled
    {
        if (Refuse(command) is { } refusal)
        {
            LogRefused(logger, typeof(TCommand).Name, refusal.Code, command.By.Id);
            return refusal;
        }

        return await WithRetriesAsync(() => CommitOnceAsync(command, decide, cancellationToken), cancellationToken);
    }

    /// <summary>An automatic step over many rows: one transaction, as many entries as <paramref name="decide"/> tells.</summary>
    /// <param name="decide">Answers how much it did; zero writes nothing.</param>
    public Task<int> CommitBatchAsync(Actor by, Duty needs, Func<Work, Task<int>> decide, CancellationToken cancellationToken)
    {
        if (!by.May(needs))
        {
            throw new InvalidOperationException($"{by.Name} runs an automatic step without the duty {needs}.");
        }

        return WithRetriesAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var done = await decide(new Work(db, by, Guid.CreateVersion7(now), why: null, now));
            if (done > 0)
            {
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                stamper.Nudge();
            }

            return done;
        }, cancellationToken);
    }

    /// <summary>What every gate asks before it opens.</summary>
    internal static Refusal? Refuse<TCommand>(TCommand command)
        where TCommand : ICommand =>
        !command.By.May(TCommand.Needs) ? AccessRefusals.NoDuty(command.By, TCommand.Needs)
        : command.InWarehouse is { } warehouse && !command.By.Sees(warehouse) ? AccessRefusals.OutOfScope(warehouse)
        : TCommand.DemandsWhy && string.IsNullOrWhiteSpace(command.Why) ? AccessRefusals.WhyMissing()
        : null;

    /// <summary>SHA-256 of what is asked, so that another wish under the same id is known.</summary>
    internal static byte[] RequestOf<TCommand>(TCommand command) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Command = typeof(TCommand).Name, Body = command }, JournalJson.Options));

    /// <summary>The first answer, or <c>command.other-body</c>.</summary>
    internal static Outcome<Committed<TEvent>> AnswerAgain<TCommand, TEvent>(TCommand command, byte[] request, byte[] firstRequest, string firstAnswer)
        where TCommand : ICommand
        where TEvent : class, IJournaled =>
        firstRequest.AsSpan().SequenceEqual(request)
            ? JsonSerializer.Deserialize<Committed<TEvent>>(firstAnswer, JournalJson.Options)!
            : CommandRefusals.OtherBody(command.CommandId);

    private async Task<Outcome<Committed<TEvent>>> CommitOnceAsync<TCommand, TEvent>(
        TCommand command, Func<Work, Task<Outcome<TEvent>>> decide, CancellationToken cancellationToken)
        where TCommand : ICommand
        where TEvent : class, IJournaled
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        var now = clock.GetUtcNow();
        var request = RequestOf(command);

        // Claimed before anything is decided: a twin sent at the same moment waits for this row, then gets its answer.
        var isFirst = 1 == await db.Database.ExecuteSqlAsync(
            $"insert into command_log (actor, command_id, request, at) values ({command.By.Id}, {command.CommandId}, {request}, {now}) on conflict do nothing",
            cancellationToken);
        var log = await db.CommandLog.SingleAsync(row => row.Actor == command.By.Id && row.CommandId == command.CommandId, cancellationToken);
        if (!isFirst)
        {
            return AnswerAgain<TCommand, TEvent>(command, request, log.Request, log.Answer!);
        }

        var work = new Work(db, command.By, command.CommandId, command.Why, now);
        var outcome = await decide(work);
        if (!outcome.Decided(out var happened, out var refused))
        {
            LogRefused(logger, typeof(TCommand).Name, refused.Code, command.By.Id);
            return refused; // the claim is rolled back too: what is refused now may be granted when asked again
        }

        var committed = new Committed<TEvent>(work.Conclude(happened), happened);
        log.Answer = JsonSerializer.Serialize(committed, JournalJson.Options);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        stamper.Nudge();
        return committed;
    }

    /// <summary>Deadlocks, serialization failures and lock time-outs are nobody's fault: the whole command is decided anew.</summary>
    private static async Task<T> WithRetriesAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception failure) when (tries < TriesMax && LostRace(failure))
            {
                await Task.Delay(Random.Shared.Next(5, 20 << tries), cancellationToken);
            }
        }
    }

    private static bool LostRace(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable;

    [LoggerMessage(1001, LogLevel.Information, "{Command} refused: {Code}, asked by {Actor}.")]
    private static partial void LogRefused(ILogger logger, string command, string code, Guid actor);
}
