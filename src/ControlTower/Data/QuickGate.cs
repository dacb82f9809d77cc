using System.Text.Json;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Data;

/// <summary>
/// The gate for acts that come many times a second and are waited for with goods in hand: a scan. It promises what <see cref="CommitGate"/>
/// promises (duty, one transaction for change, journal and answer, the same answer to the same command) in two round trips: one reads and locks,
/// one writes and commits.
/// </summary>
/// <remarks>The statements that are given must lock one row first that every command of its kind locks, so that twins come one after the other.</remarks>
public sealed partial class QuickGate(
    [FromKeyedServices(FloorPool.Key)] NpgsqlDataSource database, Stamper stamper, TimeProvider clock, ILogger<QuickGate> logger)
{
    private const int TriesMax = 3;

    private const string JournalSql = """
        insert into journal (id, at, actor, actor_name, device, command_id, kind, subject, keys, old, new, why)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12)
        """;

    /// <param name="read">Adds statements, the lock first.</param>
    /// <param name="decide">Reads their answers one after the other, and says what is to be written.</param>
    /// <returns>Null: the command is none for this gate (<see cref="QuickWork.Leave"/>), and nothing was written.</returns>
    public async Task<Outcome<Committed<TEvent>>?> CommitAsync<TCommand, TEvent>(
        TCommand command, Action<QuickBatch> read, Func<QuickWork, NpgsqlDataReader, Task<Outcome<TEvent>>> decide, CancellationToken cancellationToken)
        where TCommand : ICommand
        where TEvent : class, IJournaled
    {
        if (CommitGate.Refuse(command) is { } refusal)
        {
            LogRefused(logger, typeof(TCommand).Name, refusal.Code, command.By.Id);
            return refusal;
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                return await CommitOnceAsync(command, read, decide, cancellationToken);
            }
            catch (PostgresException failure) when (tries < TriesMax && failure.SqlState
                is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable)
            {
                await Task.Delay(Random.Shared.Next(5, 20 << tries), cancellationToken); // a twin was quicker: its answer is read the next time
            }
        }
    }

    private async Task<Outcome<Committed<TEvent>>?> CommitOnceAsync<TCommand, TEvent>(
        TCommand command, Action<QuickBatch> read, Func<QuickWork, NpgsqlDataReader, Task<Outcome<TEvent>>> decide, CancellationToken cancellationToken)
        where TCommand : ICommand
        where TEvent : class, IJournaled
    {
        var request = CommitGate.RequestOf(command);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var asking = connection.CreateBatch();
        var asked = new QuickBatch(asking);
        asked.Add("begin");
        read(asked);
        asked.Add("select request, answer from command_log where actor = $1 and command_id = $2", command.By.Id, command.CommandId);

        var work = new QuickWork(command.By, command.CommandId, clock.GetUtcNow());
        Outcome<TEvent> outcome;
        Outcome<Committed<TEvent>>? again = null;
        await using (var reader = await asking.ExecuteReaderAsync(cancellationToken))
        {
            outcome = await decide(work, reader);
            while (reader.FieldCount != 2 || reader.GetName(0) != "request")
            {
                if (!await reader.NextResultAsync(cancellationToken))
                {
                    throw new InvalidOperationException("The command's own row was not asked for.");
                }
            }

            if (await reader.ReadAsync(cancellationToken))
            {
                again = CommitGate.AnswerAgain<TCommand, TEvent>(command, request, reader.GetFieldValue<byte[]>(0), reader.GetString(1));
            }
        }

        var isToBeWritten = again is null && !work.IsLeft && work.AnsweredBefore is null;
        if (!isToBeWritten || !outcome.Decided(out var happened, out _))
        {
            await RollBackAsync(connection);
            return again is not null || work.IsLeft ? again : Before(work, outcome);
        }

        var committed = new Committed<TEvent>(work.Also(happened), happened);
        await using var writing = connection.CreateBatch();
        var written = new QuickBatch(writing);
        work.WriteTo(written, committed.Entry);
        foreach (var entry in work.Entries)
        {
            written.Add(JournalSql, entry.Id, entry.At, entry.Actor, entry.ActorName, entry.Device, entry.CommandId, entry.Kind, entry.Subject, entry.Keys, entry.Old, entry.New, entry.Why);
        }

        written.Add("insert into command_log (actor, command_id, request, answer, at) values ($1, $2, $3, $4, $5)",
            command.By.Id, command.CommandId, request, JsonSerializer.Serialize(committed, JournalJson.Options), work.Now);
        written.Add("commit");
        await writing.ExecuteNonQueryAsync(cancellationToken);
        stamper.Nudge();
        return (Outcome<Committed<TEvent>>)committed;
    }

    /// <summary>Nothing is written: it was refused, or done under another command's id.</summary>
    private static Outcome<Committed<TEvent>> Before<TEvent>(QuickWork work, Outcome<TEvent> outcome)
        where TEvent : class, IJournaled =>
        outcome.Decided(out var same, out var refused) ? new Committed<TEvent>(work.AnsweredBefore!.Value, same) : refused;

    private static async Task RollBackAsync(NpgsqlConnection connection)
    {
        await using var rollback = new NpgsqlCommand("rollback", connection);
        await rollback.ExecuteNonQueryAsync(CancellationToken.None);
    }

    [LoggerMessage(1002, LogLevel.Information, "{Command} refused: {Code}, asked by {Actor}.")]
    private static partial void LogRefused(ILogger logger, string command, string code, Guid actor);
}

/// <summary>Statements that go to the database together.</summary>
public sealed class QuickBatch(NpgsqlBatch batch)
{
    public void Add(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown },
                string text => new NpgsqlParameter<string> { TypedValue = text },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        batch.BatchCommands.Add(command);
    }
}

/// <summary>What a quick command writes, gathered until all of it goes to the database at once.</summary>
public sealed class QuickWork(Actor by, Guid commandId, DateTimeOffset now)
{
    private readonly List<JournalEntry> _entries = [];
    private readonly List<Action<QuickBatch, Guid>> _writes = [];

    public DateTimeOffset Now => now;

    public Actor By => by;

    internal IReadOnlyList<JournalEntry> Entries => _entries;

    internal bool IsLeft { get; private set; }

    internal Guid? AnsweredBefore { get; private set; }

    /// <summary>This is more than a quick act: it goes to the other gate.</summary>
    public void Leave() => IsLeft = true;

    /// <summary>It was done before, under another command's id: the answer names that entry, and nothing is written.</summary>
    public void SameAs(Guid entry) => AnsweredBefore = entry;

    public void Write(string sql, params object?[] values) => _writes.Add((batch, _) => batch.Add(sql, values));

    /// <param name="valuesOf">Of the main entry's id.</param>
    public void WriteWithEntry(string sql, Func<Guid, object?[]> valuesOf) => _writes.Add((batch, entry) => batch.Add(sql, valuesOf(entry)));

    public Guid Also(IJournaled happened)
    {
        var id = Work.EntryId(now, _entries.Count);
        _entries.Add(JournalEntry.Of(id, happened, by, commandId, null, now));
        return id;
    }

    internal void WriteTo(QuickBatch batch, Guid entry) => _writes.ForEach(write => write(batch, entry));
}
