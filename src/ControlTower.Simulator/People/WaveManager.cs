using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>
/// The ops manager of the demo: every few minutes of life looks at each warehouse, has waves proposed, and releases the one for the next truck.
/// What is due much later stays for the next look, and for visitors.
/// </summary>
public sealed partial class WaveManager(Desk desk, DemoCompany company, Pace pace, Tally tally, ILogger<WaveManager> logger)
    : Rounds(pace, TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(4), logger)
{
    private const int OrdersMax = 40;

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var site in Site.All)
        {
            await ReleaseAsync(site.Key, cancellationToken);
        }
    }

    private async Task ReleaseAsync(string warehouse, CancellationToken cancellationToken)
    {
        var proposed = await desk.PostAsync("/api/v1/waves/propose", new { warehouse, ordersMax = OrdersMax }, cancellationToken);
        var draft = proposed.List("drafts").FirstOrDefault(draft => draft.List("orders").Count > 0);
        if (draft.Text("id") is not { } id)
        {
            return; // nobody waits, or everybody who does is held
        }

        var wave = await desk.PostAsync("/api/v1/waves", new { draft = id }, cancellationToken);
        if (wave.Text("id") is { } made)
        {
            var released = await desk.PostAsync($"/api/v1/waves/{made}/release", new { }, cancellationToken);
            tally.Count(released.IsDone ? "waves released" : "waves refused");
            if (!released.IsDone)
            {
                LogRefused(logger, wave.Text("number"), released.Status, released.Code);
                await desk.PostAsync($"/api/v1/waves/{made}/cancel", new { why = "nothing of it can go" }, cancellationToken); // or its orders would wait in it for ever
            }
        }
    }

    [LoggerMessage(9040, LogLevel.Information, "Wave {Wave} was not released: {Status} {Code}")]
    private static partial void LogRefused(ILogger logger, string? wave, int status, string? code);
}
