using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Picking;

/// <summary>
/// Orders that will miss their truck at the present rate are a case while there is still something to do: release, move people, have the truck
/// wait. It ends by itself when they will make it after all, and when the truck has left.
/// </summary>
public sealed class WatchCutoffs(CommitGate gate, CutoffBook book)
{
    private const int EachSite = 2;

    /// <returns>How many cases were opened or closed.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        !book.IsLoaded ? Task.FromResult(0) : gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => WatchAsync(work, cancellationToken), cancellationToken);

    private async Task<int> WatchAsync(Work work, CancellationToken cancellationToken)
    {
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var forecasts = book.Now(_ => true, EachSite);
        var cases = await CaseBook.OfCodeAsync(work, sites, ExceptionCode.CutoffRisk, cancellationToken);
        var changes = 0;
        foreach (var forecast in forecasts.Where(forecast => forecast.State == CutoffState.Over && !cases.Live.Any(one => one.SubjectId == forecast.Truck.Key)))
        {
            cases.Open(CaseSubject.Truck, forecast.Truck.Key, null, new(ExceptionCode.CutoffRisk, null, null, EvidenceOf(forecast)));
            changes++;
        }

        foreach (var one in cases.Live.Where(one => !forecasts.Any(forecast => forecast.Truck.Key == one.SubjectId && forecast.State is CutoffState.Over or CutoffState.NoData)).ToList())
        {
            cases.Close(one, forecasts.Any(forecast => forecast.Truck.Key == one.SubjectId) ? "in time again" : "the truck has left");
            changes++;
        }

        return changes;
    }

    private static Dictionary<string, string> EvidenceOf(CutoffForecast forecast) => new()
    {
        ["warehouse"] = forecast.Truck.Warehouse,
        ["courier"] = forecast.Truck.Courier,
        ["leaves"] = forecast.Truck.Leaves.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
        ["misses"] = Text(forecast.Misses ?? 0),
        ["toGo"] = Text(forecast.ToGo),
        ["toRelease"] = Text(forecast.ToRelease),
        ["bottleneck"] = forecast.Bottleneck is { } stage ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(stage.ToString()) : "",
        ["perHour"] = Text((int)Math.Round(forecast.PerHour ?? 0)),
        ["neededPerHour"] = Text((int)Math.Ceiling(forecast.NeededPerHour ?? 0)),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
