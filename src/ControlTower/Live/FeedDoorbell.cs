using ControlTower.Journal;
using Npgsql;

namespace ControlTower.Live;

/// <summary>
/// Listens for <c>notify journal</c> on a connection of its own that no pool hands out, and rings. It may miss rings: whoever waits looks
/// by itself after a while. <c>Keepalive</c> finds a half-open connection within seconds.
/// </summary>
public sealed partial class FeedDoorbell([FromKeyedServices(FeedDoorbell.Line)] NpgsqlDataSource database, TimeProvider clock, ILogger<FeedDoorbell> logger) : BackgroundService
{
    /// <summary>Key of the data source that has no pool.</summary>
    public const string Line = "listener";

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    private readonly Bell _bell = new();

    /// <summary>Waits for a ring, at most as long as <paramref name="longest"/>.</summary>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => _bell.WaitAsync(longest, clock, cancellationToken);

    public void Ring() => _bell.Ring();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException && !stoppingToken.IsCancellationRequested)
            {
                LogDeaf(logger, failure.Message);
                await Task.Delay(s_again, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, _) => Ring();
        await using (var listen = new NpgsqlCommand("listen journal", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }

        Ring(); // what was stamped while nobody listened
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    [LoggerMessage(2002, LogLevel.Warning, "Nobody listens for the journal's bell, looking every second instead: {Why}")]
    private static partial void LogDeaf(ILogger logger, string why);
}
