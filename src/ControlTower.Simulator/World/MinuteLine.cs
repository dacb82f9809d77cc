namespace ControlTower.Simulator.World;

/// <summary>Says once a minute what happened in it.</summary>
public sealed partial class MinuteLine(Pace pace, Tally tally, TimeProvider clock, ILogger<MinuteLine> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        var before = tally.All.ToDictionary();
        while (await minute.WaitForNextTickAsync(stoppingToken))
        {
            var now = tally.All.ToDictionary();
            var changes = now.Where(pair => pair.Value != before.GetValueOrDefault(pair.Key)).Select(pair => $"{pair.Key} {pair.Value - before.GetValueOrDefault(pair.Key)}");
            LogMinute(logger, pace.Speed, string.Join(" · ", changes));
            before = now;
        }
    }

    [LoggerMessage(9040, LogLevel.Information, "×{Speed}  {Counts}")]
    private static partial void LogMinute(ILogger logger, int speed, string counts);
}
