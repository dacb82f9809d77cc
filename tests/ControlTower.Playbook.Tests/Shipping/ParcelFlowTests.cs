using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Shipping;

public sealed class ParcelFlowTests
{
    public static MatrixTheoryData<ParcelState, ParcelMove> EveryPair => new(Enum.GetValues<ParcelState>(), Enum.GetValues<ParcelMove>());

    [Theory, MemberData(nameof(EveryPair))]
    public void A_move_is_offered_exactly_where_it_leads_somewhere_new(ParcelState state, ParcelMove move)
    {
        var after = ParcelFlow.After(state, move);

        Assert.Equal(after is not null, ParcelFlow.MovesFrom(state).Contains(move));
        Assert.NotEqual(state, after);
    }

    [Fact]
    public void From_its_end_a_parcel_comes_only_by_a_person_who_cleared_it_up() =>
        Assert.Equal(
            [ParcelState.Returned, ParcelState.Lost, ParcelState.Damaged, ParcelState.Voided],
            Enum.GetValues<ParcelState>().Where(state => ParcelFlow.MovesFrom(state).All(move => move is ParcelMove.Believe or ParcelMove.Lose)));

    [Fact]
    public void A_parcel_may_be_delivered_without_any_scan_before() =>
        Assert.Equal(ParcelState.Delivered, ParcelFlow.After(ParcelState.Labelled, ParcelMove.Deliver));

    [Fact]
    public void A_late_event_takes_no_parcel_back()
    {
        Assert.Null(ParcelFlow.After(ParcelState.OutForDelivery, ParcelMove.Travel));
        Assert.Null(ParcelFlow.After(ParcelState.Delivered, ParcelMove.GoOut));
        Assert.Null(ParcelFlow.After(ParcelState.Returned, ParcelMove.Deliver));
    }

    [Fact]
    public void A_failed_attempt_may_go_out_again_and_a_delivered_parcel_may_turn_back()
    {
        Assert.Equal(ParcelState.OutForDelivery, ParcelFlow.After(ParcelState.AttemptFailed, ParcelMove.GoOut));
        Assert.Equal(ParcelState.Returning, ParcelFlow.After(ParcelState.Delivered, ParcelMove.TurnBack));
    }

    [Fact]
    public void A_voided_label_leaves_a_sealed_parcel_and_a_dissolved_parcel_is_gone()
    {
        Assert.Equal(ParcelState.Sealed, ParcelFlow.After(ParcelState.Labelled, ParcelMove.VoidLabel));
        Assert.Equal(ParcelState.Voided, ParcelFlow.After(ParcelState.Labelled, ParcelMove.Dissolve));
    }
}
