using ControlTower.Playbook.Screening;

namespace ControlTower.Playbook.Tests.Screening;

public sealed class DuplicateRuleTests
{
    private static readonly OrderTrace s_first = Trace(1);
    private static readonly OrderTrace s_second = Trace(2) with { PlacedAt = s_first.PlacedAt.AddMinutes(30) };

    [Fact]
    public void The_same_phone_and_items_within_half_an_hour_are_suspect_both_ways()
    {
        Assert.Equal(new DuplicateHit(s_first.Id, s_first.Number, 30), DuplicateRule.Judge(s_second, [s_first, s_second]));
        Assert.Equal(s_second.Id, DuplicateRule.Judge(s_first, [s_first, s_second])?.Other);
    }

    [Fact]
    public void One_fact_that_differs_makes_it_another_order() =>
        Assert.All(
            [
                s_second with { PlacedAt = s_second.PlacedAt.AddSeconds(1) },
                s_second with { Phone = "+201009999999" },
                s_second with { Phone = null },
                s_second with { Units = new Dictionary<string, int> { ["TEA-250"] = 3 } },
                s_second with { Units = new Dictionary<string, int> { ["TEA-250"] = 2, ["CUP"] = 1 } },
            ],
            other => Assert.Null(DuplicateRule.Judge(other, [s_first])));

    [Fact]
    public void Of_several_the_nearest_is_named() =>
        Assert.Equal(s_second.Id, DuplicateRule.Judge(Trace(3) with { PlacedAt = s_second.PlacedAt.AddMinutes(-5) }, [s_first, s_second])?.Other);

    private static OrderTrace Trace(int number) => new(
        new Guid(number, 0, 0, new byte[8]), $"CT-{number}", "+201001234567", new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero),
        new Dictionary<string, int> { ["TEA-250"] = 2 });
}
