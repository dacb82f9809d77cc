using Npgsql;

namespace ControlTower.Journal;

/// <summary>
/// Gives committed journal entries their dense positions and their place in the hash chain. Any node may run it and one at a time
/// does: a position is handed out only when everything before it can be read, so <c>where pos &gt; last</c> never skips an entry.
/// </summary>
public sealed partial class Stamper(NpgsqlDataSource database, TimeProvider clock, ILogger<Stamper> logger) : BackgroundService
{
    private const int BatchMax = 500;
    private const long StampLock = 7_001; // of all nodes

    /// <summary>Work is noticed by the nudge; this is for entries of a node that died between its commit and its nudge.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly Bell _bell = new();

    /// <summary>Something was committed. Costs one write to a full channel.</summary>
    public void Nudge() => _bell.Ring();

    /// <returns>How many entries got a position; 0 also when another node is at it.</returns>
    public async Task<int> StampAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Two statements: in one, the snapshot would be older than the lock, and the head read from it stale.
        await using var fence = new NpgsqlCommand(
            $"set local idle_in_transaction_session_timeout = '5s'; select pg_try_advisory_xact_lock({StampLock})", connection);
        if (await fence.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return 0;
        }

        var (position, hash) = await HeadAsync(connection, cancellationToken);
        var batch = await TakeAsync(connection, cancellationToken);
        if (batch.Count == 0)
        {
            return 0;
        }

        var hashes = new byte[batch.Count][];
        for (var at = 0; at < batch.Count; at++)
        {
            hashes[at] = hash = ChainHash.Next(hash, batch[at].Text);
        }

        await using var stamp = new NpgsqlCommand("""
            insert into journal_position (pos, entry, hash)
            select $1 + row_number() over (order by place), entry, hash from unnest($2::uuid[], $3::bytea[]) with ordinality as batch (entry, hash, place);
            """, connection)
        {
            Parameters = { new() { Value = position }, new() { Value = batch.Select(entry => entry.Id).ToArray() }, new() { Value = hashes } },
        };
        await stamp.ExecuteNonQueryAsync(cancellationToken);

        // One doorbell for the batch, and no payload: readers read.
        await using var doorbell = new NpgsqlCommand("notify journal", connection);
        await doorbell.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return batch.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await StampAsync(stoppingToken) == BatchMax)
                {
                }

                await _bell.WaitAsync(s_look, clock, stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                LogNoDatabase(logger, failure.Message); // the database is away: what waits keeps waiting, and is stamped when it is back
                await Task.Delay(s_look, clock, stoppingToken);
            }
        }
    }

    private static async Task<(long Position, byte[] Hash)> HeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var head = new NpgsqlCommand("select pos, hash from journal_position order by pos desc limit 1", connection);
        await using var reader = await head.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, ChainHash.Start);
    }

    private static async Task<List<(Guid Id, string Text)>> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var take = new NpgsqlCommand($"""
            with batch as (delete from journal_unstamped where seq in (select seq from journal_unstamped order by seq limit {BatchMax}) returning seq, entry)
            select j.id, {ChainHash.EntryText} from batch join journal j on j.id = batch.entry order by batch.seq
            """, connection);
        await using var reader = await take.ExecuteReaderAsync(cancellationToken);
        var batch = new List<(Guid, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            batch.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        return batch;
    }

    [LoggerMessage(1101, LogLevel.Warning, "The journal could not be stamped: {Why}")]
    private static partial void LogNoDatabase(ILogger logger, string why);
}
