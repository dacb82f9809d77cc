using ControlTower.Playbook.Access;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Flow;

public sealed class FlowFiguresTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(null, null), InlineData(0, null), InlineData(4, null), InlineData(5, 10), InlineData(98, 196)]
    public void A_rate_is_said_only_when_enough_was_done(int? done, int? perHour) => Assert.Equal(perHour, FlowFigures.RateOf(done));

    [Fact]
    public void The_stage_with_the_most_late_orders_is_the_bottleneck()
    {
        var flow = FlowFigures.Of([Due(Stage.Check, -1), Due(Stage.Pick, -5), Due(Stage.Pick, -90), Due(Stage.Pick, 30), Due(Stage.Pack, 61)], _ => null, s_now);

        Assert.Equal(Stage.Pick, flow.Bottleneck?.Stage);
        Assert.Equal((5, 3, 1), (flow.Open, flow.Late, flow.AtRisk));
    }

    [Fact]
    public void Where_nothing_is_late_there_is_no_bottleneck() => Assert.Null(FlowFigures.Of([Due(Stage.Pick, 10)], _ => null, s_now).Bottleneck);

    [Fact]
    public void What_is_on_the_road_is_neither_open_nor_late()
    {
        var flow = FlowFigures.Of([Due(Stage.OnTheRoad, -500)], _ => null, s_now);
        Assert.Equal((0, 0, 1), (flow.Open, flow.Late, flow.Stages.Single(stage => stage.Stage == Stage.OnTheRoad).Count));
    }

    [Fact]
    public void Oldest_here_counts_from_the_entry_into_the_stage()
    {
        var order = AgingFiguresTests.Order(Stage.Pick, receivedHoursAgo: 40) with { StageSince = s_now.AddHours(-3) };
        Assert.Equal(TimeSpan.FromHours(3), FlowFigures.Of([order], _ => null, s_now).Stages.Single(stage => stage.Stage == Stage.Pick).Oldest);
    }

    [Fact]
    public void Cases_with_one_cause_are_one_line_and_the_oldest_breach_stands_first()
    {
        var wrong = CauseFigures.Of(
            [
                Case(ExceptionCode.SkuUnknown, "sku:X", "CT-1", 5), Case(ExceptionCode.SkuUnknown, "sku:X", "CT-2", -14, isOwned: true), Case(ExceptionCode.PhoneInvalid, "p", "CT-3", -52),
            ], s_now);

        Assert.Equal([ExceptionCode.PhoneInvalid, ExceptionCode.SkuUnknown], wrong.Causes.Select(cause => cause.Code));
        Assert.Equal(["CT-3", null], wrong.Causes.Select(cause => cause.Number));
        Assert.Equal((3, 2, 2), (wrong.Orders, wrong.Late, wrong.LateWithoutOwner));
        Assert.False(wrong.Causes[1].IsOwned, "one of its two cases is nobody's");
    }

    private static StandingOrder Due(Stage stage, int minutes) => AgingFiguresTests.Order(stage, 1) with { DueAt = s_now.AddMinutes(minutes) };

    private static StandingCase Case(ExceptionCode code, string cause, string number, int minutes, bool isOwned = false) =>
        new(code, cause, number, Role.OrderOps, isOwned, s_now.AddMinutes(minutes));
}
