using System.Collections.Immutable;
using Npgsql;

namespace ControlTower.Live;

/// <summary>One entry of the journal as boards need it: its place in the feed and what it touched.</summary>
public sealed record FeedEntry(long Position, string Kind, string[] Keys);

/// <summary>
/// Follows the stamped journal on this node. The database's NOTIFY is only a doorbell: the truth is what can be read behind the last
/// position, and it is also looked for every second, so a lost bell costs a second and nothing else.
/// </summary>
public sealed partial class LiveFeed(NpgsqlDataSource database, FeedDoorbell doorbell, TimeProvider clock, ILogger<LiveFeed> logger) : BackgroundService
{
    private const int BatchMax = 500;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private ImmutableList<Action<IReadOnlyList<FeedEntry>>> _followers = [];
    private long _position = -1;

    /// <summary>The last position that was handed on; −1 before the first look.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>When the feed was last read without fault.</summary>
    public DateTimeOffset SeenAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Calls <paramref name="follower"/> with every batch from now on, on the feed's thread; it must be quick and not throw.</summary>
    public void Follow(Action<IReadOnlyList<FeedEntry>> follower) => ImmutableInterlocked.Update(ref _followers, static (all, one) => all.Add(one), follower);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (_position < 0)
                {
                    _position = await HeadAsync(stoppingToken); // boards load everything at start; only what comes later is news
                }

                while (await HandOnAsync(stoppingToken) == BatchMax)
                {
                }

                await doorbell.WaitAsync(s_look, stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                LogNoDatabase(logger, failure.Message);
                await Task.Delay(s_look, clock, stoppingToken);
            }
        }
    }

    private async Task<int> HandOnAsync(CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select p.pos, j.kind, j.keys from journal_position p join journal j on j.id = p.entry where p.pos > $1 order by p.pos limit {BatchMax}
            """);
        read.Parameters.Add(new() { Value = _position });
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        var batch = new List<FeedEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            batch.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<string[]>(2)));
        }

        SeenAt = clock.GetUtcNow();
        if (batch.Count > 0)
        {
            _followers.ForEach(follower => follower(batch));
            Interlocked.Exchange(ref _position, batch[^1].Position);
        }

        return batch.Count;
    }

    private async Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        await using var head = database.CreateCommand("select coalesce(max(pos), 0) from journal_position");
        return (long)(await head.ExecuteScalarAsync(cancellationToken))!;
    }

    [LoggerMessage(2001, LogLevel.Warning, "The feed could not be read: {Why}")]
    private static partial void LogNoDatabase(ILogger logger, string why);
}
