using ControlTower.Intake;
using ControlTower.Kpis;
using ControlTower.Live;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;

namespace ControlTower.Api;

/// <summary>One stage with what comes into it and what leaves it, in orders an hour.</summary>
/// <param name="InPerHour">Null where there is not enough data to say, as the other rates.</param>
/// <param name="Grows">Orders more an hour; below zero it shrinks, 0 is steady.</param>
/// <param name="IsBottleneck">It holds up the next truck that orders will miss; where none will be missed, most late orders stand there.</param>
public sealed record OverviewBoardLine(
    string Key, Stage Stage, int Count, long? OldestMinutes, int AtRisk, int Late, int? InPerHour, int? OutPerHour, int? Grows, bool IsBottleneck) : IBoardLine;

/// <summary>overview: what the manager's desk opens with. Its rows are the stages; its counters what waits for a person.</summary>
public sealed class OverviewDoor(
    IBoard<InboxRow> inbox, IBoard<StageCompletions> completions, CutoffBook trucks, IBoard<ReturnRow> returns, IBoard<HelpRow> help, TimeProvider clock) : IBoardDoor
{
    private const int EachSite = 6;

    public string Name => "overview";

    public Type Line => typeof(OverviewBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse"];

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var (view, now) = (inbox.View, clock.GetUtcNow());
        List<InboxRow> mine = [.. view.Rows.Where(row => row.IsFor(who.Warehouses) && (filter.Text("warehouse") is not { } asked || row.Warehouses.Split(',').Contains(asked)))];
        var done = completions.View.Rows.ToDictionary(row => row.Stage, row => row.Orders);
        var flow = FlowFigures.Of(mine.Standing(), stage => done.TryGetValue(stage, out var count) ? count : null, now);
        var forecasts = trucks.IsLoaded ? trucks.Now(IsAsked, EachSite) : [];
        var worst = CutoffForecast.WorstOf(forecasts);
        var neck = worst is null ? flow.Bottleneck?.Stage : worst.Bottleneck;
        List<ReturnRow> refunds = [.. returns.View.Rows.Where(row => row.Place == ReturnPlace.RefundWaits && IsAsked(row.Warehouse))];
        return new(view.AsOf, Math.Max(0, view.Position), new Dictionary<string, long>
        {
            ["open"] = flow.Open, ["late"] = flow.Late, ["atRisk"] = flow.AtRisk, ["held"] = flow.Held, ["misses"] = forecasts.Sum(one => (long)(one.Misses ?? 0)),
            ["approvals"] = refunds.Count(row => row.WaitsForYes), ["refundsUnpaid"] = refunds.Count(row => !row.WaitsForYes),
            ["helpOpen"] = help.View.Rows.Count(row => row.State == HelpState.Open && IsAsked(row.Warehouse)),
        },
        [
            .. StageBalance.Of(flow, mine.Count(row => row.ReceivedAt > now - FlowFigures.Window)).Select(one => new OverviewBoardLine(
                ApiJson.Spell(one.Stage.Stage), one.Stage.Stage, one.Stage.Count, (long?)one.Stage.Oldest?.TotalMinutes, one.Stage.AtRisk, one.Stage.Late, one.In, one.Out, one.Grows,
                one.Stage.Stage == neck)),
        ]);

        bool IsAsked(string site) => who.Sees(site) && filter.Takes("warehouse", site);
    }

    public IDisposable Watch(Func<Task> changed) => inbox.Watch(_ => changed(), Pacer.Desk);
}
