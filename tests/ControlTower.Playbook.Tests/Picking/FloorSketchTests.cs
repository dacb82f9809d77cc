using ControlTower.Playbook.Picking;

namespace ControlTower.Playbook.Tests.Picking;

/// <summary>Two aisles of two racks each, 7 metres deep, whose lanes are at 0.6 and 4.1 metres.</summary>
public sealed class FloorSketchTests
{
    private static readonly FloorSketch s_floor = new([new("1", 0, 2, 7), new("1", 1.2, 2, 7), new("2", 3.5, 2, 7), new("2", 4.7, 2, 7)]);

    [Fact]
    public void A_bin_of_the_same_aisle_is_straight_ahead() =>
        Assert.Equal((2, 3, AisleSide.Left), Told(s_floor.To(At("1", 0, 5), At("1", 1.2, 2))));

    [Fact]
    public void Walking_back_to_the_front_turns_the_hands_around() =>
        Assert.Equal((2, 3, AisleSide.Right), Told(s_floor.To(At("1", 0, 2), At("1", 1.2, 5))));

    [Theory]
    [InlineData(2, 2, 8), InlineData(6, 7, 7)] // by the front: 2 + 3.5 + 2; by the back, at 8 metres: 2 + 3.5 + 1
    public void Another_aisle_is_reached_by_the_nearer_cross_aisle(double from, double to, int metres)
    {
        var way = s_floor.To(At("2", 3.5, to), At("1", 0, from))!;
        Assert.Equal((4, metres), (way.Way.Count, way.Metres));
    }

    [Fact]
    public void The_first_way_begins_at_the_benches_and_comes_into_the_aisle_from_the_front()
    {
        var way = s_floor.To(At("2", 4.7, 3), from: null)!;
        Assert.Equal([new(0, 0), new(4.1, 0), new(4.1, 3)], way.Way.Select(point => new FloorPoint(Math.Round(point.X, 1), point.Y)));
        Assert.Equal(AisleSide.Right, way.Side);
    }

    [Fact]
    public void Whoever_stands_before_the_bin_walks_nowhere() => Assert.Equal((1, 0, null), Told(s_floor.To(At("1", 0, 5), At("1", 1.2, 5))));

    [Fact]
    public void Goods_that_nobody_put_away_have_no_way() => Assert.Null(s_floor.To(At("", 0, 0), null));

    private static RackPlace At(string aisle, double x, double y) => new(aisle, x, y);

    private static (int Corners, int Metres, AisleSide? Side) Told(FloorWay? way) => (way!.Way.Count, way.Metres, way.Side);
}
