namespace ControlTower.Simulator.World;

/// <summary>Something that is done again and again at the pace of the demo.</summary>
/// <param name="every">Between two rounds, of life.</param>
/// <param name="least">Between two rounds in real time, however fast the demo is.</param>
public abstract partial class Rounds(Pace pace, TimeSpan every, TimeSpan least, ILogger logger) : BackgroundService
{
    protected Pace Pace => pace;

    /// <summary>Before the first round.</summary>
    protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected abstract Task RoundAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await BeginAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await pace.WaitAsync(every, least, stoppingToken);
            try
            {
                await RoundAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The boundary of the loop: one surprising answer must not send a whole demo's people home.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(logger, failure);
            }
        }
    }

    [LoggerMessage(9010, LogLevel.Warning, "A round failed; the next one comes as ever.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
