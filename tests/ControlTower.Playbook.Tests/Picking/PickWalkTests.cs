using ControlTower.Playbook.Picking;
using static ControlTower.Playbook.Tests.Picking.FloorSample;

namespace ControlTower.Playbook.Tests.Picking;

public sealed class PickWalkTests
{
    [Fact]
    public void One_aisle_is_walked_to_its_deepest_stop_and_back() => Assert.Equal(2 * 3 + 2 * 4, MetresOf(Stop(1, 2), Stop(1, 4)));

    [Fact]
    public void Two_deep_aisles_are_walked_up_one_and_down_the_other() => Assert.Equal(2 * 6 + 2 * AisleMetres, MetresOf(Stop(1, 9), Stop(2, 8)));

    [Fact]
    public void Two_stops_near_the_front_are_walked_in_and_out() => Assert.Equal(2 * 6 + 2 * (1 + 2), MetresOf(Stop(1, 1), Stop(2, 2)));

    [Fact]
    public void Goods_that_nobody_put_away_lie_at_the_benches() => Assert.Equal(0, MetresOf(new PickStop(1, "X", "", new("RECEIVING", "", "", 0, 0), 1)));

    [Fact]
    public void The_second_aisle_of_a_serpentine_is_walked_from_its_back()
    {
        PickStop[] stops = [Stop(2, 2), Stop(1, 9), Stop(2, 9), Stop(1, 2), Stop(3, 10), Stop(4, 9)];

        Assert.Equal(["B-02", "B-09", "C-09", "C-02", "D-10", "E-09"], Walk(stops).InOrder(stops, stop => stop).Select(stop => stop.At.Bin));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Another_stop_never_makes_the_walk_shorter(int seed)
    {
        var dice = new Random(seed);
        var walk = new PickWalk(Floor);
        for (var (at, before) = (0, 0.0); at < 200; at++)
        {
            PickStop[] stop = [Stop(dice.Next(6), dice.Next(1, 11))];
            Assert.Equal(walk.MetresWith(stop), Math.Max(walk.MetresWith(stop), before));
            walk.Visit(stop);
            before = walk.Metres;
        }
    }

    private static double MetresOf(params PickStop[] stops) => Walk(stops).Metres;

    private static PickWalk Walk(PickStop[] stops)
    {
        var walk = new PickWalk(Floor);
        walk.Visit(stops);
        return walk;
    }
}
