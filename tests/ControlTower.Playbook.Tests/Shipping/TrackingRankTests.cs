using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.ParcelState;

namespace ControlTower.Playbook.Tests.Shipping;

public sealed class TrackingRankTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Each road, and where a parcel stands after it.</summary>
    public static TheoryData<ParcelState[], ParcelState> Roads => new()
    {
        { [Labelled, Accepted, InTransit, OutForDelivery, Delivered], Delivered },
        { [Accepted, InTransit, OutForDelivery, AttemptFailed, OutForDelivery], OutForDelivery },
        { [Accepted, OutForDelivery, AttemptFailed, OutForDelivery, AttemptFailed], AttemptFailed },
        { [InTransit, Delayed, InTransit, Delayed, InTransit], InTransit },
        { [Accepted, InTransit, AttemptFailed, AtPickupPoint, Delivered], Delivered },
        { [InTransit, OutForDelivery, Delivered, Returning, InTransit], Returning },
        { [InTransit, Returning, Delivered, InTransit, OutForDelivery], Returning },
        { [Accepted, InTransit, Damaged, Lost, Delivered], Lost },
        { [Accepted, Delivered, Damaged, InTransit, Delivered], Damaged },
    };

    [Theory, MemberData(nameof(Roads))]
    public void Five_events_in_every_order_lead_to_the_same_place(ParcelState[] road, ParcelState end)
    {
        var heard = road.Select((state, at) => new HeardState(Guid.CreateVersion7(), state, s_start.AddHours(at))).ToArray();

        foreach (var order in Orders(heard))
        {
            Assert.Equal(end, Arrive(order));
        }
    }

    [Theory, MemberData(nameof(Roads))]
    public void On_its_way_there_a_parcel_never_goes_backwards(ParcelState[] road, ParcelState end)
    {
        var heard = road.Select((state, at) => new HeardState(Guid.CreateVersion7(), state, s_start.AddHours(at))).ToArray();

        foreach (var order in Orders(heard))
        {
            var ranks = Enumerable.Range(1, order.Length).Select(known => TrackingRank.Of(TrackingRank.Foremost(order[..known])!.State)).ToList();
            Assert.Equal(ranks.Order(), ranks);
            Assert.Equal(TrackingRank.Of(end), ranks[^1]);
        }
    }

    [Fact]
    public void The_first_scan_is_the_acceptance_whatever_the_courier_calls_it()
    {
        var first = new HeardState(Guid.CreateVersion7(), InTransit, s_start);

        Assert.Equal(Accepted, TrackingRank.Foremost([first, new(Guid.CreateVersion7(), Labelled, s_start)])!.State);
        Assert.Equal(InTransit, TrackingRank.Foremost([first, new(Guid.CreateVersion7(), InTransit, s_start.AddHours(1))])!.State);
    }

    [Fact]
    public void What_a_person_cleared_up_stands_against_what_was_said_before()
    {
        HeardState[] heard = [new(Guid.CreateVersion7(), Returning, s_start), new(Guid.CreateVersion7(), Delivered, s_start.AddHours(2))];

        Assert.Null(TrackingRank.Foremost(heard, since: s_start.AddHours(3)));
        Assert.Equal(Delivered, TrackingRank.Foremost(heard, since: s_start.AddHours(1))!.State);
    }

    [Fact]
    public void Delivered_after_it_turned_back_is_a_contradiction_and_delivered_before_is_none()
    {
        var said = new HeardState(Guid.CreateVersion7(), Delivered, s_start);

        Assert.True(TrackingRank.Contradicts(Returning, said, s_start.AddHours(-1)));
        Assert.True(TrackingRank.Contradicts(Lost, said, s_start.AddHours(-1)));
        Assert.False(TrackingRank.Contradicts(Returning, said, s_start.AddHours(1)));
        Assert.False(TrackingRank.Contradicts(OutForDelivery, said, s_start.AddHours(-1)));
    }

    [Fact]
    public void Every_state_that_a_courier_can_tell_has_a_move_of_its_own() =>
        Assert.All(TrackingCodeSeed.All.Where(row => row.State is not (null or Labelled)), row => Assert.NotNull(TrackingRank.MoveTo(row.State!.Value)));

    /// <summary>Where a parcel with a label stands when it hears one word after the other and asks the playbook before each step.</summary>
    private static ParcelState Arrive(HeardState[] order)
    {
        var stands = Labelled;
        for (var known = 1; known <= order.Length; known++)
        {
            var says = TrackingRank.Foremost(order[..known])!.State;
            stands = TrackingRank.Of(says) >= TrackingRank.Of(stands) && TrackingRank.MoveTo(says) is { } by && ParcelFlow.After(stands, by) is { } after ? after : stands;
        }

        return stands;
    }

    private static IEnumerable<HeardState[]> Orders(HeardState[] events) =>
        events.Length <= 1 ? [events] : events.SelectMany((first, at) => Orders([.. events[..at], .. events[(at + 1)..]]).Select(rest => (HeardState[])[first, .. rest]));
}
