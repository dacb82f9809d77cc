using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>
/// A packer at a bench: takes the tote whose order leaves first, scans every unit again, weighs the box, photographs what is dear, and seals it.
/// </summary>
/// <param name="desk">Their own badge.</param>
/// <param name="site">Where they work.</param>
/// <param name="place">0, 1 …: which of the waiting totes is theirs, so that two benches do not reach for one.</param>
public sealed partial class Packer(
    Desk desk, Site site, int place, Catalogue catalogue, DemoCompany company, Pace pace, SimSettings settings, Tally tally, ILogger<Packer> logger)
    : Rounds(pace, TimeSpan.FromSeconds(5), s_least, logger)
{
    private const int ScansMax = 400; // of one parcel
    private const int AbandonedMinutes = 3;
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_scan = TimeSpan.FromSeconds(4); // of life
    private static readonly TimeSpan s_box = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_rest = TimeSpan.FromMinutes(1);

    /// <summary>One grey dot: the demo's cameras are cheap.</summary>
    private static readonly byte[] s_photo = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (await NextAsync(cancellationToken) is not { } scan)
        {
            await Pace.WaitAsync(s_rest, s_least, cancellationToken);
            return;
        }

        var opened = await desk.PostAsync("/api/v1/packing/open", new { scan }, cancellationToken);
        if (!opened.IsDone || opened.Text("parcel") is not { } parcel)
        {
            Stop(opened);
            await Pace.WaitAsync(s_rest, s_least, cancellationToken);
            return;
        }

        if (await ScanAllAsync(parcel, opened, cancellationToken))
        {
            await CloseAsync(parcel, cancellationToken);
        }
    }

    /// <summary>What waits longest for its truck; what somebody began and left is taken on after some minutes.</summary>
    private async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        var board = await desk.GetAsync($"/api/v1/boards/packing?warehouse={site.Key}", cancellationToken);
        var waiting = board.List("rows").Where(row => row.Text("hold") is null && !(row.Part("isCancelled").ValueKind == JsonValueKind.True) && IsFree(row)).ToList();
        if (waiting.Count <= place)
        {
            return null;
        }

        var row = waiting[place];
        return row.List("totes").Select(tote => tote.GetString()).FirstOrDefault() is { Length: > 0 } tote ? $"TOTE-{tote}" : $"ORD-{row.Text("number")}";
    }

    private static bool IsFree(JsonElement row) =>
        row.Text("state") == "picked"
        || (row.Text("state") == "packing" && row.Text("stateSince") is { } since
            && DateTimeOffset.Parse(since, CultureInfo.InvariantCulture) < TimeProvider.System.GetUtcNow().AddMinutes(-AbandonedMinutes));

    /// <returns>False when something stopped it.</returns>
    private async Task<bool> ScanAllAsync(string parcel, TowerAnswer opened, CancellationToken cancellationToken)
    {
        var (left, scans) = (opened.List("remaining").FirstOrDefault(), 0);
        for (; left.Text("sku") is { } sku && scans < ScansMax; scans++)
        {
            await Pace.WaitAsync(s_scan, s_least, cancellationToken);
            var answer = await desk.PostAsync($"/api/v1/packing/{parcel}/scan", new { scan = catalogue.Find(sku)?.Gtin ?? sku, scanId = Guid.CreateVersion7() }, cancellationToken);
            if (!answer.IsDone || answer.Text("outcome") == "refused")
            {
                Stop(answer);
                return false;
            }

            tally.Count("units packed");
            left = answer.List("remaining").FirstOrDefault();
        }

        return scans < ScansMax;
    }

    private async Task CloseAsync(string parcel, CancellationToken cancellationToken)
    {
        await Pace.WaitAsync(s_box, s_least, cancellationToken);
        var seen = await desk.GetAsync($"/api/v1/packing/{parcel}", cancellationToken);
        await desk.PostAsync($"/api/v1/packing/{parcel}/weigh", new { grams = OnTheScale(parcel, seen) }, cancellationToken);
        if (seen.List("checks").Any(check => check.GetString() == "photo"))
        {
            await desk.PostAsync($"/api/v1/packing/{parcel}/photo", Guid.CreateVersion7(), Photo, cancellationToken);
        }

        var sealedUp = await desk.PostAsync($"/api/v1/packing/{parcel}/seal", new { }, cancellationToken);
        if (sealedUp is { IsDone: false, IsAway: false })
        {
            sealedUp = await desk.PostAsync($"/api/v1/packing/{parcel}/seal", new { weightOverrideWhy = "weighed twice, everything is in" }, cancellationToken);
        }

        if (sealedUp.IsDone)
        {
            tally.Count("parcels sealed");
        }
        else
        {
            Stop(sealedUp);
        }
    }

    /// <summary>What lies in it, the box, and what a scale and a roll of tape make of it.</summary>
    private int OnTheScale(string parcel, TowerAnswer seen)
    {
        var goods = seen.List("contents").Sum(line => (catalogue.Find(line.Text("sku") ?? "")?.WeightGrams ?? 200) * line.Number("units"));
        var whole = seen.Body.Number("expectedGrams") is > 0 and var expected ? expected : goods + 120;
        return Math.Max(1, (int)(whole * (1 + ((Dice.Of(settings.Seed, "scale", parcel).Below(41) - 20) / 1000.0))));
    }

    private static MultipartFormDataContent Photo()
    {
        var part = new ByteArrayContent(s_photo);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new() { { part, "photo", "parcel.png" } };
    }

    private void Stop(TowerAnswer answer)
    {
        if (!answer.IsAway)
        {
            tally.Count($"packing stopped {answer.Code}");
            LogStopped(logger, desk.Name, answer.Status, answer.Code, answer.Text("detail") ?? answer.Text("text"));
        }
    }

    [LoggerMessage(9060, LogLevel.Information, "{Worker} stops here: {Status} {Code} {Detail}")]
    private static partial void LogStopped(ILogger logger, string worker, int status, string? code, string? detail);
}
