using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Orders;

public sealed class OrderHeadlineTests
{
    private static readonly OrderAxes s_paid = new(
        IsPlaced: true, IsSettled: false, UnitsWanted: 3, UnitsShipped: 0, PaymentState.Paid, OpenHolds: [], Groups: [], Parcels: []);

    private static readonly OrderAxes s_gone = s_paid with { UnitsShipped = 3, Groups = [GroupState.HandedOver, GroupState.HandedOver] };

    [Fact]
    public void What_was_not_placed_is_a_draft_and_what_is_wanted_no_more_is_cancelled()
    {
        Assert.Equal(Headline.Draft, OrderHeadline.Of(s_paid with { IsPlaced = false }));
        Assert.Equal(Headline.Cancelled, OrderHeadline.Of(s_paid with { UnitsWanted = 0 }));
    }

    [Fact]
    public void A_paid_order_is_confirmed_and_an_unpaid_one_is_received()
    {
        Assert.Equal(Headline.Confirmed, OrderHeadline.Of(s_paid));
        Assert.Equal(Headline.Received, OrderHeadline.Of(s_paid with { Payment = PaymentState.Pending }));
        Assert.Equal(Headline.Received, OrderHeadline.Of(s_paid with { Payment = PaymentState.CodUnconfirmed }));
    }

    [Fact]
    public void A_paid_order_under_review_for_fraud_is_not_confirmed() =>
        Assert.Equal(Headline.Received, OrderHeadline.Of(s_paid with { OpenHolds = [HoldType.Fraud] }));

    [Fact]
    public void A_paid_order_that_an_operator_holds_is_confirmed_and_waits() =>
        Assert.Equal(Headline.Confirmed, OrderHeadline.Of(s_paid with { OpenHolds = [HoldType.Operator, HoldType.Stock, HoldType.Customer] }));

    [Fact]
    public void A_doubt_that_comes_after_stock_was_promised_leaves_the_order_confirmed() =>
        Assert.Equal(Headline.Confirmed, OrderHeadline.Of(s_paid with { OpenHolds = [HoldType.Address], Groups = [GroupState.Reserved] }));

    [Fact]
    public void Stock_that_cools_for_an_unpaid_order_does_not_confirm_it() =>
        Assert.Equal(
            Headline.Received,
            OrderHeadline.Of(s_paid with { Payment = PaymentState.Pending, OpenHolds = [HoldType.Cooling], Groups = [GroupState.Reserved] }));

    [Fact]
    public void A_promise_that_still_cools_is_not_firm_before_its_hold_is_released() =>
        Assert.Equal(Headline.Received, OrderHeadline.Of(s_paid with { OpenHolds = [HoldType.Cooling], Groups = [GroupState.Reserved] }));

    [Fact]
    public void An_order_is_in_fulfilment_when_one_of_its_groups_is_on_the_floor() =>
        Assert.Equal(Headline.InFulfilment, OrderHeadline.Of(s_paid with { Groups = [GroupState.Reserved, GroupState.Released] }));

    [Fact]
    public void Some_units_of_several_make_a_partial_shipment() =>
        Assert.Equal(Headline.PartiallyShipped, OrderHeadline.Of(s_gone with { UnitsShipped = 2, Parcels = [ParcelState.Delivered] }));

    [Fact]
    public void Two_parcels_are_delivered_when_the_second_one_is() =>
        Assert.Equal(
            [Headline.Shipped, Headline.Delivered],
            new[] { ParcelState.OutForDelivery, ParcelState.Delivered }
                .Select(second => OrderHeadline.Of(s_gone with { Parcels = [ParcelState.Delivered, second] })));

    [Fact]
    public void A_counter_sale_has_no_parcel_and_is_delivered_and_closed_once_nothing_is_owed()
    {
        Assert.Equal(Headline.Delivered, OrderHeadline.Of(s_gone));
        Assert.Equal(Headline.Closed, OrderHeadline.Of(s_gone with { IsSettled = true }));
    }
}
