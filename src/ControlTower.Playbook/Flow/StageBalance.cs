using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Flow;

/// <summary>What comes into a stage against what leaves it, in orders an hour at the present rates.</summary>
/// <param name="In">What the stage before it does; null: not enough data, or nothing leads there.</param>
/// <param name="Out">What it does itself; null: not enough data.</param>
public sealed record StageBalance(StageFlow Stage, int? In, int? Out)
{
    /// <summary>A difference below this share of what comes in is no trend.</summary>
    private const double SteadyShare = 0.05;

    /// <summary>So many orders more stand there each hour; below zero it shrinks, 0 is steady. Null: it cannot be said.</summary>
    public int? Grows => (In, Out) is ({ } came, { } went) ? Math.Abs(came - went) <= came * SteadyShare ? 0 : came - went : null;

    /// <summary>Every stage in the order of the flow; what one completes comes into the next.</summary>
    /// <param name="received">Orders taken in within <see cref="FlowFigures.Window"/>.</param>
    public static IReadOnlyList<StageBalance> Of(FlowFigures flow, int received)
    {
        var all = new List<StageBalance>();
        var comes = FlowFigures.RateOf(received);
        foreach (var stage in flow.Stages)
        {
            // Nobody is sent back by a rate: what returns does not come out of what is on the road.
            all.Add(new(stage, stage.Stage == Vocabulary.Stage.Returns ? null : comes, stage.PerHour));
            comes = stage.PerHour;
        }

        return all;
    }
}
