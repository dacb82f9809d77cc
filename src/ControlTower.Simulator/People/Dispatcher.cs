using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>
/// The shipping coordinator of a site: opens the list of each courier that has parcels waiting, scans what is there, sometimes the wrong one, looks
/// for what is missing, and closes the list while the driver waits. A list that somebody else opened is theirs.
/// </summary>
public sealed class Dispatcher(Desk desk, Site site, DemoCompany company, Pace pace, SimSettings settings, Tally tally, ILogger<Dispatcher> logger)
    : Rounds(pace, TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(2), logger)
{
    private const int MissingPerHundred = 1;
    private const int WrongPerHundred = 2;
    private static readonly TimeSpan s_scan = TimeSpan.FromSeconds(12); // of life
    private static readonly TimeSpan s_pickup = TimeSpan.FromHours(1);

    private DateTimeOffset _called = DateTimeOffset.MinValue;

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await CallAsync(cancellationToken);
        var open = (await desk.GetAsync($"/api/v1/shipping/manifests?state=open&warehouse={site.Key}", cancellationToken)).List("items").Select(list => list.Text("courier")).ToHashSet();
        foreach (var courier in site.Couriers.Where(courier => !open.Contains(courier)))
        {
            await HandOverAsync(courier, cancellationToken);
        }
    }

    /// <summary>Once an hour, every courier that is called is asked to come.</summary>
    private async Task CallAsync(CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (now - _called < s_pickup)
        {
            return;
        }

        _called = now;
        foreach (var courier in site.Couriers.Where(courier => courier != "own"))
        {
            var answer = await desk.PostAsync("/api/v1/shipping/pickups", new { courier, warehouse = site.Key, window = new { from = now, to = now + s_pickup } }, cancellationToken);
            tally.Count(answer.IsDone ? "pickups asked" : "pickups refused");
        }
    }

    private async Task HandOverAsync(string courier, CancellationToken cancellationToken)
    {
        var opened = await desk.PostAsync("/api/v1/shipping/manifests", new { courier, warehouse = site.Key }, cancellationToken);
        if (!opened.IsDone || opened.Text("id") is not { } id)
        {
            return; // nothing waits for it
        }

        var left = new List<string>();
        foreach (var sscc in opened.List("missing").Select(one => one.GetString()!))
        {
            var dice = Dice.Of(settings.Seed, "handover", sscc);
            await Pace.WaitAsync(s_scan, TimeSpan.Zero, cancellationToken);
            if (dice.Chance(WrongPerHundred / 100.0))
            {
                await ScanAsync(id, "6291041500213", cancellationToken); // the article in the box instead of the box
            }

            if (dice.Chance(MissingPerHundred / 100.0) || (await ScanAsync(id, sscc, cancellationToken)).Text("outcome") is "refused")
            {
                left.Add(sscc);
            }
        }

        object wish = left.Count == 0 ? new { } : new { leaveBehind = left, why = "Not at the dock when the driver left." };
        var closed = await desk.PostAsync($"/api/v1/shipping/manifests/{id}/close", wish, cancellationToken);
        tally.Count(closed.IsDone ? "manifests closed" : "manifests refused");
        if (closed.IsDone)
        {
            tally.Count("parcels handed over", closed.Body.Number("scanned"));
        }
    }

    private Task<TowerAnswer> ScanAsync(string manifest, string scan, CancellationToken cancellationToken) =>
        desk.PostAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/shipping/manifests/{manifest}/scan"), new { scan }, cancellationToken);
}
