using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Orders;

public sealed class PaymentFlowTests
{
    [Theory]
    [InlineData(PaymentState.Paid)]
    [InlineData(PaymentState.PartRefunded)]
    [InlineData(PaymentState.Refunded)]
    [InlineData(PaymentState.CodCollected)]
    [InlineData(PaymentState.CodRemitted)]
    public void A_late_event_never_unpays(PaymentState had) =>
        Assert.All(
            [PaymentState.Pending, PaymentState.Failed, PaymentState.Authorised, PaymentState.PartPaid, PaymentState.Voided, PaymentState.CodUnconfirmed],
            late => Assert.Null(PaymentFlow.Towards(had, late)));

    [Fact]
    public void What_a_channel_reports_becomes_the_move_that_leads_there()
    {
        Assert.Equal(PaymentMove.Pay, PaymentFlow.Towards(PaymentState.Pending, PaymentState.Paid));
        Assert.Equal(PaymentMove.RefundPart, PaymentFlow.Towards(PaymentState.Pending, PaymentState.PartRefunded));
        Assert.Null(PaymentFlow.Towards(PaymentState.Paid, PaymentState.Paid));
    }

    [Fact]
    public void A_payment_that_failed_may_be_tried_again() =>
        Assert.Equal(PaymentState.Paid, PaymentFlow.After(PaymentState.Failed, PaymentMove.Pay));

    [Fact]
    public void Cash_is_collected_only_from_whom_confirmed() =>
        Assert.Equal(
            [PaymentState.CodConfirmed],
            Enum.GetValues<PaymentState>().Where(state => PaymentFlow.After(state, PaymentMove.Collect) is not null));

    [Fact]
    public void What_was_voided_or_refunded_is_over_and_what_was_remitted_can_only_be_refunded()
    {
        Assert.Empty(PaymentFlow.MovesFrom(PaymentState.Voided));
        Assert.Empty(PaymentFlow.MovesFrom(PaymentState.Refunded));
        Assert.Equal([PaymentMove.RefundPart, PaymentMove.Refund], PaymentFlow.MovesFrom(PaymentState.CodRemitted));
    }

    [Theory]
    [InlineData(PaymentMove.Authorise, PaymentState.Pending, PaymentState.Failed)]
    [InlineData(PaymentMove.PayPart, PaymentState.Pending, PaymentState.Authorised, PaymentState.Failed)]
    [InlineData(PaymentMove.Pay, PaymentState.Pending, PaymentState.Authorised, PaymentState.PartPaid, PaymentState.Failed, PaymentState.CodUnconfirmed, PaymentState.CodConfirmed)]
    [InlineData(PaymentMove.Fail, PaymentState.Pending, PaymentState.Authorised)]
    [InlineData(PaymentMove.Void, PaymentState.Pending, PaymentState.Authorised, PaymentState.Failed, PaymentState.CodUnconfirmed, PaymentState.CodConfirmed)]
    [InlineData(PaymentMove.ExpectCod, PaymentState.Pending, PaymentState.Failed)]
    [InlineData(PaymentMove.ConfirmCod, PaymentState.CodUnconfirmed)]
    [InlineData(PaymentMove.DoubtCod, PaymentState.CodConfirmed)]
    [InlineData(PaymentMove.Remit, PaymentState.CodConfirmed, PaymentState.CodCollected)]
    public void A_move_starts_only_where_it_may(PaymentMove move, params PaymentState[] from) =>
        Assert.Equal(from, Enum.GetValues<PaymentState>().Where(state => PaymentFlow.After(state, move) is not null));

    [Fact]
    public void Money_is_secured_by_policy_confirmation_or_arrival() =>
        Assert.Equal(
            [PaymentState.Authorised, PaymentState.Paid, PaymentState.PartRefunded, PaymentState.CodConfirmed, PaymentState.CodCollected, PaymentState.CodRemitted],
            Enum.GetValues<PaymentState>().Where(PaymentFlow.IsSecured));
}
