using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Tests.Picking.FloorSample;

namespace ControlTower.Playbook.Tests.Picking;

public sealed class WavePlannerTests
{
    public static TheoryData<int, int, int, string?, string?> Asks => new()
    {
        { 1, 200, 4, null, null }, { 2, 30, 4, null, null }, { 3, 200, 1, null, null }, { 4, 40, 2, "A", null }, { 5, 200, 3, "A", "tea" },
        { 6, 25, 1, null, "honey" }, { 7, 1, 1, null, null }, { 8, 500, 40, null, null },
    };

    /// <summary>The limits are reckoned here anew, from what the draft tells of itself, by other means than the planner's.</summary>
    [Theory, MemberData(nameof(Asks))]
    public void Adding_any_left_out_order_breaks_exactly_the_limits_that_its_reason_names(int seed, int ordersMax, int pickers, string? zone, string? category)
    {
        var open = Many(300, seed);
        var ask = Ask(null, ordersMax, pickers, zone is null ? [] : [zone], category is null ? [] : [category]);

        var drafts = WavePlanner.Propose(ask, open, Floor, Trucks);

        Assert.NotEmpty(drafts);
        foreach (var draft in drafts)
        {
            var budget = pickers * Math.Clamp(draft.Leaves is { } leaves ? (leaves - Now).TotalMinutes - PickEffort.BenchMinutes : 480, WavePlanner.MinutesMin, 480);
            var lists = ListsOf(draft, open);
            Assert.Equal(draft.Minutes, lists.Sum(list => list.Minutes), 3);
            Assert.True(draft.Minutes <= budget + 0.001 && draft.Orders.Count <= ordersMax);
            Assert.Equal(open.Count, draft.Orders.Count + draft.Left.Count);
            foreach (var left in draft.Left)
            {
                Assert.NotEmpty(left.Limits);
                Assert.Equal(BrokenBy(open.Find(order => order.Group == left.Group)!, draft, lists, budget, ask), left.Limits.Order());
            }
        }
    }

    [Fact]
    public void The_most_urgent_go_first_and_the_next_truck_has_a_draft_of_its_own()
    {
        List<WaveOrder> open = [Order(1, Now.AddHours(3), Stop(0, 1)), Order(2, Now.AddHours(1), Stop(0, 1)), Order(3, Now.AddHours(2), Stop(0, 1))];

        var drafts = WavePlanner.Propose(Ask(), open, Floor, Trucks);

        Assert.Equal([["CT-2"], ["CT-2", "CT-3"], ["CT-2", "CT-3", "CT-1"]], drafts.Select(draft => draft.Orders));
        Assert.Equal([Now.AddHours(1), Now.AddHours(2), null], drafts.Select(draft => draft.Leaves));
        Assert.Equal([[WaveLimit.Cutoff], [WaveLimit.Cutoff]], drafts[0].Left.Select(left => left.Limits));
    }

    [Fact]
    public void An_order_that_is_overdue_goes_with_the_next_truck_and_is_told_as_late()
    {
        var draft = Assert.Single(WavePlanner.Propose(Ask(Now.AddHours(1)), [Order(1, Now.AddHours(-1), Stop(1, 2))], Floor, Trucks));

        Assert.Equal(["CT-1"], draft.Orders);
        Assert.Equal(draft.Orders, draft.Late);
    }

    [Fact]
    public void A_cluster_never_has_more_totes_than_the_cart_and_a_big_order_walks_alone()
    {
        var open = Many(300, 11);

        var lists = WavePlanner.Lists(open, Floor, totesPerList: 8, isBatched: false);

        Assert.All(lists.Where(list => list.Kind == PickListKind.Cluster), list => Assert.True(list.Orders.Count <= 8 && list.Orders.All(order => !order.GoesAlone)));
        Assert.All(lists.Where(list => list.Kind == PickListKind.Single), list => Assert.True(Assert.Single(list.Orders).GoesAlone));
        Assert.Equal(open.Select(order => order.Group).Order(), lists.SelectMany(list => list.Orders).Select(order => order.Group).Order());
    }

    [Fact]
    public void Orders_of_one_grip_become_a_batch_when_that_is_asked_for()
    {
        List<WaveOrder> open = [.. Enumerable.Range(1, 30).Select(number => Order(number, Now.AddHours(1), Stop(2, 3))), Order(31, Now.AddHours(1), Stop(2, 3), Stop(3, 1))];

        var lists = WavePlanner.Lists(open, Floor, totesPerList: 8, isBatched: true);

        Assert.Equal([(PickListKind.Batch, 30, 1), (PickListKind.Cluster, 1, 2)], lists.Select(list => (list.Kind, list.Orders.Count, list.Stops)).Order());
    }

    [Fact]
    public void The_same_open_orders_give_the_same_drafts() =>
        Assert.Equivalent(WavePlanner.Propose(Ask(), Many(200, 3), Floor, Trucks), WavePlanner.Propose(Ask(), Many(200, 3), Floor, Trucks), strict: true);

    [Fact]
    public void Walking_together_is_much_shorter_than_walking_for_each_order()
    {
        var draft = WavePlanner.Propose(Ask(ordersMax: 300), Many(300, 5), Floor, Trucks)[^1];

        Assert.True(draft.Metres < 0.4 * draft.MetresAlone, $"{draft.Metres} m together, {draft.MetresAlone} m one by one");
    }

    private static List<PlannedList> ListsOf(WaveDraft draft, List<WaveOrder> open) =>
    [
        .. draft.Lists.Select(told =>
        {
            var list = new PlannedList(Floor, told.Kind, draft.TotesPerList, draft.IsBatched);
            told.Orders.ToList().ForEach(number => list.Add(open.Find(order => order.Number == number)!));
            return list;
        }),
    ];

    private static IEnumerable<WaveLimit> BrokenBy(WaveOrder order, WaveDraft draft, List<PlannedList> lists, double budget, WaveAsk ask)
    {
        var alone = PickEffort.Of(order.Stops.Select(stop => (stop.At.Bin, stop.Sku)).Count(), order.Units, new PickWalk(Floor).MetresWith(order.Stops));
        var least = lists.Where(list => list.Takes(order)).Select(list => list.MinutesFor(order)).Append(alone).Min();
        return new (WaveLimit Limit, bool IsBroken)[]
        {
            (WaveLimit.Held, order.IsHeld),
            (WaveLimit.NotInBins, order.UnitsMissing > 0),
            (WaveLimit.Cutoff, draft.Leaves is { } leaves && order.Due > leaves),
            (WaveLimit.Zone, ask.Zones.Count > 0 && order.Stops.Any(stop => !ask.Zones.Contains(stop.At.Zone))),
            (WaveLimit.Category, ask.Categories.Count > 0 && order.Stops.Any(stop => !ask.Categories.Contains(stop.Category))),
            (WaveLimit.OrdersMax, draft.Orders.Count >= ask.OrdersMax),
            (WaveLimit.Capacity, draft.Minutes + least > budget + 1e-6),
        }.Where(limit => limit.IsBroken).Select(limit => limit.Limit);
    }
}
