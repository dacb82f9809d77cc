using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.GroupState;

namespace ControlTower.Playbook.Tests.Orders;

public sealed class GroupFlowTests
{
    /// <summary>The straight way and its side ways again, as "from: moves".</summary>
    [Theory]
    [InlineData(Unallocated, GroupMove.Reserve, GroupMove.SellOverCounter, GroupMove.Cancel)]
    [InlineData(Reserved, GroupMove.FreeStock, GroupMove.Release, GroupMove.SellOverCounter, GroupMove.Cancel)]
    [InlineData(Released, GroupMove.Unrelease, GroupMove.StartPicking, GroupMove.ReportShort, GroupMove.Cancel)]
    [InlineData(GroupState.Picking, GroupMove.ReportShort, GroupMove.FinishPicking, GroupMove.Cancel)]
    [InlineData(Picked, GroupMove.ResumePicking, GroupMove.StartPacking, GroupMove.Cancel)]
    [InlineData(GroupState.Packing, GroupMove.FinishPacking, GroupMove.Unpack, GroupMove.Cancel)]
    [InlineData(Packed, GroupMove.Reopen, GroupMove.Unpack, GroupMove.Label, GroupMove.HandOver, GroupMove.Cancel)]
    [InlineData(Labelled, GroupMove.Unpack, GroupMove.VoidLabel, GroupMove.HandOver, GroupMove.Cancel)]
    [InlineData(Short, GroupMove.FreeStock, GroupMove.StartPicking, GroupMove.FinishPicking, GroupMove.Cancel)]
    [InlineData(HandedOver)]
    [InlineData(Cancelled)]
    public void From_each_state_lead_its_moves_and_no_others(GroupState from, params GroupMove[] moves) =>
        Assert.Equal(moves, GroupFlow.MovesFrom(from));

    [Fact]
    public void The_straight_way_leads_from_unallocated_to_handed_over()
    {
        GroupMove[] way =
        [
            GroupMove.Reserve, GroupMove.Release, GroupMove.StartPicking, GroupMove.FinishPicking, GroupMove.StartPacking, GroupMove.FinishPacking,
            GroupMove.Label, GroupMove.HandOver,
        ];

        Assert.Equal(HandedOver, way.Aggregate((GroupState?)Unallocated, (state, move) => state is { } from ? GroupFlow.After(from, move) : null));
    }

    [Fact]
    public void What_is_being_picked_cannot_be_taken_back_from_the_wave() =>
        Assert.Null(GroupFlow.After(GroupState.Picking, GroupMove.Unrelease));
}
