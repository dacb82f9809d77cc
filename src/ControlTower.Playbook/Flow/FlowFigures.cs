using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Flow;

/// <summary>One stage of the flow at one moment.</summary>
/// <param name="Oldest">Longest time since one entered the stage; null where it is empty.</param>
/// <param name="AtRisk">Due within the hour.</param>
/// <param name="Late">Due time passed.</param>
/// <param name="PerHour">Completions at the present rate; null where there is not enough data to say.</param>
public sealed record StageFlow(Stage Stage, int Count, TimeSpan? Oldest, int AtRisk, int Late, int? PerHour);

/// <summary>All stages from the first check to the returns, and the one that holds up the others.</summary>
/// <param name="Open">Orders from Check to Hand over: the inbox's total.</param>
/// <param name="Bottleneck">The open stage with the most late orders; null where none is late.</param>
public sealed record FlowFigures(IReadOnlyList<StageFlow> Stages, int Open, int AtRisk, int Late, int Held, StageFlow? Bottleneck)
{
    /// <summary>A rate is what was done in this time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>From when on before its due time an order is at risk.</summary>
    public static readonly TimeSpan RiskWithin = TimeSpan.FromHours(1);

    /// <summary>Fewer completions than this are chance and no rate.</summary>
    public const int CompletionsMin = 5;

    /// <param name="completed">Completions of a stage within <see cref="Window"/>; null where nobody counts them.</param>
    public static FlowFigures Of(IEnumerable<StandingOrder> orders, Func<Stage, int?> completed, DateTimeOffset now)
    {
        var byStage = orders.ToLookup(order => order.Stage);
        StageFlow[] stages = [.. Enum.GetValues<Stage>().Select(stage => OfStage(stage, [.. byStage[stage]], RateOf(completed(stage)), now))];
        var open = stages.Where(stage => OrderStage.IsOpen(stage.Stage)).ToList();
        return new(
            stages, open.Sum(stage => stage.Count), open.Sum(stage => stage.AtRisk), open.Sum(stage => stage.Late),
            byStage.Where(group => OrderStage.IsOpen(group.Key)).Sum(group => group.Count(order => order.Hold is not null)),
            open.Where(stage => stage.Late > 0).MaxBy(stage => stage.Late));
    }

    /// <returns>Per hour; null rather than a guess.</returns>
    public static int? RateOf(int? completions) =>
        completions >= CompletionsMin ? (int)Math.Round(completions.Value * (TimeSpan.FromHours(1) / Window)) : null;

    private static StageFlow OfStage(Stage stage, IReadOnlyList<StandingOrder> here, int? perHour, DateTimeOffset now)
    {
        // What is on the road or comes back has left our hands: its ship-by says nothing any more.
        var isOurs = OrderStage.IsOpen(stage);
        return new(
            stage, here.Count, here.Count == 0 ? null : now - here.Min(order => order.StageSince),
            isOurs ? here.Count(order => order.DueAt >= now && order.DueAt - now <= RiskWithin) : 0,
            isOurs ? here.Count(order => order.DueAt < now) : 0,
            perHour);
    }
}
