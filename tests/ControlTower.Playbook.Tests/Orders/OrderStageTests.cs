using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Orders;

public sealed class OrderStageTests
{
    private static readonly OrderStanding s_confirmed = new(Headline.Confirmed, OpenHolds: [], Groups: [], UnitsBackordered: 0, Parcels: []);

    [Theory]
    [InlineData(GroupState.Unallocated, Stage.Promise)]
    [InlineData(GroupState.Reserved, Stage.Pick)]
    [InlineData(GroupState.Released, Stage.Pick)]
    [InlineData(GroupState.Picking, Stage.Pick)]
    [InlineData(GroupState.Short, Stage.Pick)]
    [InlineData(GroupState.Picked, Stage.Pack)]
    [InlineData(GroupState.Packing, Stage.Pack)]
    [InlineData(GroupState.Packed, Stage.HandOver)]
    [InlineData(GroupState.Labelled, Stage.HandOver)]
    [InlineData(GroupState.HandedOver, Stage.OnTheRoad)]
    public void A_group_stands_where_its_state_says(GroupState group, Stage stage) =>
        Assert.Equal(stage, OrderStage.Of(s_confirmed with { Headline = Headline.InFulfilment, Groups = [group], Parcels = [ParcelState.InTransit] }));

    [Fact]
    public void What_is_not_confirmed_is_in_check() =>
        Assert.Equal(Stage.Check, OrderStage.Of(s_confirmed with { Headline = Headline.Received, Groups = [GroupState.Reserved] }));

    [Fact]
    public void A_confirmed_order_without_stock_waits_for_a_promise() =>
        Assert.Equal(Stage.Promise, OrderStage.Of(s_confirmed));

    [Fact]
    public void A_backordered_unit_keeps_the_order_in_promise_though_its_other_group_has_left() =>
        Assert.Equal(
            Stage.Promise,
            OrderStage.Of(s_confirmed with { Headline = Headline.PartiallyShipped, Groups = [GroupState.HandedOver], UnitsBackordered = 1, Parcels = [ParcelState.InTransit] }));

    [Fact]
    public void A_doubt_takes_a_reserved_order_back_to_check_but_not_one_on_the_floor()
    {
        var doubted = s_confirmed with { OpenHolds = [new(HoldType.Address, KeepsStock: true)] };

        Assert.Equal(Stage.Check, OrderStage.Of(doubted with { Groups = [GroupState.Reserved] }));
        Assert.Equal(Stage.Pack, OrderStage.Of(doubted with { Headline = Headline.InFulfilment, Groups = [GroupState.Picked] }));
    }

    [Fact]
    public void A_hold_of_an_operator_leaves_the_order_in_its_stage_unless_it_takes_the_stock()
    {
        var reserved = s_confirmed with { Groups = [GroupState.Reserved] };

        Assert.Equal(Stage.Pick, OrderStage.Of(reserved with { OpenHolds = [new(HoldType.Operator, KeepsStock: true)] }));
        Assert.Equal(Stage.Check, OrderStage.Of(reserved with { OpenHolds = [new(HoldType.Operator, KeepsStock: false)] }));
    }

    [Fact]
    public void An_order_stands_in_the_stage_of_its_least_advanced_group() =>
        Assert.Equal(
            Stage.Pick,
            OrderStage.Of(s_confirmed with { Headline = Headline.PartiallyShipped, Groups = [GroupState.HandedOver, GroupState.Packed, GroupState.Reserved, GroupState.Cancelled] }));

    [Theory]
    [InlineData(Headline.Draft)]
    [InlineData(Headline.Cancelled)]
    [InlineData(Headline.Delivered)]
    [InlineData(Headline.Closed)]
    public void What_is_not_begun_or_done_stands_on_no_board(Headline headline) =>
        Assert.Null(OrderStage.Of(s_confirmed with { Headline = headline, Groups = [GroupState.HandedOver] }));

    [Fact]
    public void An_order_leaves_the_road_when_its_last_parcel_has_come_to_an_end()
    {
        var shipped = s_confirmed with { Headline = Headline.Shipped, Groups = [GroupState.HandedOver] };

        Assert.Equal(Stage.OnTheRoad, OrderStage.Of(shipped with { Parcels = [ParcelState.Delivered, ParcelState.Returning] }));
        Assert.Null(OrderStage.Of(shipped with { Parcels = [ParcelState.Delivered, ParcelState.Lost] }));
    }

    [Fact]
    public void An_open_return_brings_a_delivered_order_back_onto_a_board() =>
        Assert.Equal(Stage.Returns, OrderStage.Of(s_confirmed with { Headline = Headline.Delivered, ReturnsOpen = 1 }));

    [Fact]
    public void Open_means_from_check_to_hand_over() =>
        Assert.Equal([Stage.Check, Stage.Promise, Stage.Pick, Stage.Pack, Stage.HandOver], Enum.GetValues<Stage>().Where(OrderStage.IsOpen));
}
