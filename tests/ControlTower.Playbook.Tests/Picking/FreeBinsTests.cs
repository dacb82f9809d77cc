using ControlTower.Playbook.Picking;
using static ControlTower.Playbook.Tests.Picking.FloorSample;

namespace ControlTower.Playbook.Tests.Picking;

public sealed class FreeBinsTests
{
    private readonly FreeBins _bins = new([new("TEA", Bin(0, 1), 5), new("TEA", Bin(0, 2), 2), new("TEA", Bin(0, 3), 9)]);

    [Fact]
    public void The_smallest_bin_that_has_all_of_it_is_emptied_first() => Assert.Equal("A-02:2", Take(2));

    [Fact]
    public void Where_no_bin_has_all_of_it_several_are_visited_the_fullest_first() => Assert.Equal("A-03:9 A-02:2", Take(11));

    [Fact]
    public void No_unit_is_given_twice()
    {
        Assert.Equal(["A-01:4", "A-03:4", "A-03:4", "A-02:2 A-01:1 A-03:1", ""], Enumerable.Range(0, 5).Select(_ => Take(4)));
        Assert.Equal(4, _bins.Take(1, "TEA", "", 4).Missing);
    }

    [Fact]
    public void What_no_bin_holds_is_told_as_missing() => Assert.Equal(3, _bins.Take(1, "HONEY", "", 3).Missing);

    private string Take(int units) => string.Join(' ', _bins.Take(1, "TEA", "", units).Stops.Select(stop => $"{stop.At.Bin}:{stop.Units}"));
}
