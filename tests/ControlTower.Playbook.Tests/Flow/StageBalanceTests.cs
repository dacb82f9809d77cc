using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Flow;

public sealed class StageBalanceTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_one_stage_completes_comes_into_the_next_and_the_difference_is_what_piles_up()
    {
        // Completions of half an hour: an hour is twice as many.
        var all = Of(received: 126, (Stage.Check, 118), (Stage.Promise, 114), (Stage.Pick, 98), (Stage.Pack, 100), (Stage.HandOver, 115));

        Assert.Equal([(252, 236, 16), (236, 228, 0), (228, 196, 32), (196, 200, 0), (200, 230, -30)], all.Take(5).Select(one => (one.In!.Value, one.Out!.Value, one.Grows!.Value)));
    }

    [Fact]
    public void Where_too_little_was_done_nothing_is_said()
    {
        var all = Of(received: 4, (Stage.Check, 50));

        Assert.Equal((null, 100, null), (all[0].In, all[0].Out, all[0].Grows));
        Assert.Equal((100, null, null), (all[1].In, all[1].Out, all[1].Grows));
    }

    [Fact]
    public void What_is_on_the_road_does_not_flow_into_the_returns()
    {
        var all = Of(received: 50, (Stage.HandOver, 50), (Stage.OnTheRoad, 40));

        Assert.Equal((100, 80), (all[5].In!.Value, all[5].Out!.Value));
        Assert.Null(all[6].In);
    }

    private static IReadOnlyList<StageBalance> Of(int received, params (Stage Stage, int Orders)[] done) =>
        StageBalance.Of(FlowFigures.Of([], stage => done.FirstOrDefault(one => one.Stage == stage) is { Orders: > 0 } one ? one.Orders : null, s_now), received);
}
