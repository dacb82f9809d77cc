using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace ControlTower.Data;

/// <summary>A message to be kept as it came.</summary>
/// <param name="Headers">JSON object.</param>
public sealed record RawMessage(string Store, string Door, string Topic, string DedupeKey, string? ExternalId, string Headers, byte[] Body);

public enum Kept
{
    /// <summary>Committed now.</summary>
    New,

    /// <summary>The same delivery was kept before.</summary>
    Twice,

    /// <summary>Too much waits, or the database is away: the sender must come again.</summary>
    TryLater,
}

/// <summary>
/// Keeps what comes in, raw, before anybody tries to understand it. Callers share transactions: while one batch commits, the next one
/// gathers, so a burst costs few commits, and everybody is answered only after their own message is on disk.
/// </summary>
/// <remarks>It stands beside the gate: a stored message changes nothing yet; what is made of it goes through the gate.</remarks>
public sealed partial class InboundStore(
    [FromKeyedServices(InboundPool.Key)] NpgsqlDataSource database, MessageBell bell, TimeProvider clock, ILogger<InboundStore> logger) : BackgroundService
{
    private const int BatchMax = 500;
    private const int WaitingMax = 5_000;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });

    public async Task<Kept> KeepAsync(RawMessage message, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(message, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.Writer.TryWrite(waiting) ? await waiting.Answer.Task.WaitAsync(cancellationToken) : Kept.TryLater;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(BatchMax);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < BatchMax && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await StoreAsync(batch, stoppingToken);
        }
    }

    private async Task StoreAsync(List<Waiting> batch, CancellationToken stoppingToken)
    {
        try
        {
            var stored = await InsertAsync(batch, stoppingToken);
            for (var at = 0; at < batch.Count; at++)
            {
                batch[at].Answer.TrySetResult(stored.Contains(at + 1) ? Kept.New : Kept.Twice);
            }

            bell.Ring();
        }
#pragma warning disable CA1031 // The boundary of the one loop that stores: whatever failed, the senders must be told to come again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            batch.ForEach(waiting => waiting.Answer.TrySetResult(Kept.TryLater));
            LogNotStored(logger, batch.Count, failure.Message);
        }
    }

    /// <returns>Places in the batch, from 1, that were new.</returns>
    private async Task<HashSet<int>> InsertAsync(List<Waiting> batch, CancellationToken stoppingToken)
    {
        var now = clock.GetUtcNow();
        await using var insert = database.CreateCommand("""
            with sent as (
                select * from unnest($1, $2, $3, $4, $5, $6, $7, $8) with ordinality as sent (id, store, door, topic, dedupe_key, external_id, headers, body, place)
            ), kept as (
                insert into inbound_message (id, store, door, topic, dedupe_key, external_id, received_at, headers, body, state)
                select id, store, door, topic, dedupe_key, external_id, $9, headers::jsonb, body, 'stored' from sent order by place
                on conflict (store, dedupe_key) do nothing
                returning id
            ), twice as (
                update channel_store set duplicates = duplicates + n, last_message_at = case when pushed then $9 else last_message_at end
                from (select store, count(*) filter (where door <> 'reconcile' and id not in (select id from kept)) as n, bool_or(door = 'webhook') as pushed from sent group by store) came
                where key = came.store
            )
            select sent.place::int from sent join kept using (id)
            """);
        Add(insert, NpgsqlDbType.Uuid, batch.Select(_ => Guid.CreateVersion7(now)));
        Add(insert, NpgsqlDbType.Text, batch.Select(waiting => waiting.Message.Store));
        Add(insert, NpgsqlDbType.Text, batch.Select(waiting => waiting.Message.Door));
        Add(insert, NpgsqlDbType.Text, batch.Select(waiting => waiting.Message.Topic));
        Add(insert, NpgsqlDbType.Text, batch.Select(waiting => waiting.Message.DedupeKey));
        Add(insert, NpgsqlDbType.Text, batch.Select(waiting => waiting.Message.ExternalId));
        Add(insert, NpgsqlDbType.Text, batch.Select(waiting => waiting.Message.Headers));
        Add(insert, NpgsqlDbType.Bytea, batch.Select(waiting => waiting.Message.Body));
        insert.Parameters.Add(new() { Value = now });

        var places = new HashSet<int>();
        await using var reader = await insert.ExecuteReaderAsync(stoppingToken);
        while (await reader.ReadAsync(stoppingToken))
        {
            places.Add(reader.GetInt32(0));
        }

        return places;
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> column) =>
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = column.ToArray() });

    [LoggerMessage(3002, LogLevel.Error, "{Messages} messages could not be stored; their senders were told to come again: {Why}")]
    private static partial void LogNotStored(ILogger logger, int messages, string why);

    private sealed record Waiting(RawMessage Message, TaskCompletionSource<Kept> Answer);
}

/// <summary>Wakes whoever reads stored messages.</summary>
public sealed class MessageBell
{
    private readonly Journal.Bell _bell = new();

    public void Ring() => _bell.Ring();

    public Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) => _bell.WaitAsync(longest, clock, cancellationToken);
}
