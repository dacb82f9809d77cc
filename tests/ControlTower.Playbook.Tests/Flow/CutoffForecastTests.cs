using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Flow;

public sealed class CutoffForecastTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 5, 14, 0, 0, TimeSpan.Zero);
    private static readonly SiteTruck s_first = TruckAt(1);
    private static readonly SiteTruck s_second = TruckAt(2);

    [Fact]
    public void The_last_order_is_done_when_the_slowest_stage_has_passed_them_all()
    {
        var forecast = Of([s_first], [.. Parts(20, 1, Stage.Pick), .. Parts(10, 1, Stage.Pack)], pick: 60, pack: 40, handOver: 100)[0];

        Assert.Equal((s_now.AddMinutes(45), Stage.Pack, CutoffState.Ok, 0), (forecast.DoneBy!.Value, forecast.Bottleneck!.Value, forecast.State, forecast.Misses!.Value));
    }

    [Fact]
    public void What_is_left_when_the_truck_leaves_misses_it()
    {
        var forecast = Of([s_first], Parts(75, 1, Stage.Pick), pick: 60, pack: 100, handOver: 100)[0];

        Assert.Equal((CutoffState.Over, 15, 75.0), (forecast.State, forecast.Misses!.Value, forecast.NeededPerHour!.Value));
        Assert.Equal(TimeSpan.FromMinutes(-15), forecast.Spare);
    }

    [Fact]
    public void A_truck_waits_for_the_orders_of_the_one_before_it()
    {
        var forecasts = Of([s_second, s_first], [.. Parts(50, 1, Stage.Pick), .. Parts(69, 2, Stage.Pick)], pick: 60, pack: 200, handOver: 200);

        Assert.Equal([s_now.AddMinutes(50), s_now.AddMinutes(119)], forecasts.Select(forecast => forecast.DoneBy!.Value));
        Assert.Equal([CutoffState.Ok, CutoffState.Tight], forecasts.Select(forecast => forecast.State));
    }

    [Fact]
    public void A_truck_that_waits_is_reckoned_with_its_later_time() =>
        Assert.Equal(CutoffState.Ok, Of([s_first with { Leaves = s_now.AddMinutes(90) }], Parts(75, 1, Stage.Pick), 60, 100, 100)[0].State);

    [Fact]
    public void Without_a_rate_of_a_stage_that_has_work_nothing_is_guessed()
    {
        var forecast = Of([s_first], Parts(3, 1, Stage.Pack), pick: 60, pack: null, handOver: 60)[0];

        Assert.Equal((CutoffState.NoData, null, null), (forecast.State, forecast.DoneBy, forecast.Misses));
        Assert.Equal(CutoffState.Ok, Of([s_first], Parts(3, 1, Stage.Pack), pick: null, pack: 60, handOver: 60)[0].State);
    }

    [Fact]
    public void Held_orders_are_told_and_not_counted_as_to_go()
    {
        var forecast = Of([s_first], Parts(2, 1, Stage.Pick, isHeld: true), 60, 60, 60)[0];

        Assert.Equal((0, 2, CutoffState.Ok, 0), (forecast.ToGo, forecast.Held, forecast.State, forecast.Misses!.Value));
    }

    [Fact]
    public void An_overdue_order_goes_with_the_next_truck() => Assert.Equal(1, Of([s_first], Parts(1, -3, Stage.HandOver), 60, 60, 60)[0].ToGo);

    [Fact]
    public void A_rate_weighs_what_is_newer_more_and_leaves_breaks_out()
    {
        Assert.Equal(120, StageRate.PerHour([10, 10, 10, 10, 10, 10])!.Value, 6);
        Assert.Equal(120, StageRate.PerHour([10, 0, 0, 10, 10, 0])!.Value, 6);
        Assert.True(StageRate.PerHour([20, 20, 5, 5, 5, 5]) > StageRate.PerHour([5, 5, 5, 5, 20, 20]));
        Assert.Null(StageRate.PerHour([2, 2, 0, 0, 0, 0]));
        Assert.Null(StageRate.PerHour([40, 0, 0, 0, 0, 0]));
    }

    private static SiteTruck TruckAt(int hour) => new("cairo", "bosta", s_now.AddHours(hour).AddMinutes(-20), s_now.AddHours(hour), s_now.AddHours(hour));

    private static FloorPart[] Parts(int count, int hour, Stage stage, bool isHeld = false) =>
        [.. Enumerable.Repeat(new FloorPart("cairo", s_now.AddHours(hour), stage, IsReleased: true, isHeld), count)];

    private static IReadOnlyList<CutoffForecast> Of(SiteTruck[] trucks, FloorPart[] parts, double? pick, double? pack, double? handOver) =>
        CutoffForecast.Of(trucks, parts, stage => stage == Stage.Pick ? pick : stage == Stage.Pack ? pack : handOver, s_now);
}
