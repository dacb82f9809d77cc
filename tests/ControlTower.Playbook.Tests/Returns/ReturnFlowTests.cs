using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Returns;

public sealed class ReturnFlowTests
{
    [Theory]
    [InlineData(ReturnState.Requested, ReturnMove.Authorise, ReturnMove.Receive, ReturnMove.Reject)]
    [InlineData(ReturnState.Authorised, ReturnMove.Ship, ReturnMove.Receive, ReturnMove.Reject, ReturnMove.Expire)]
    [InlineData(ReturnState.InTransit, ReturnMove.Receive, ReturnMove.Reject, ReturnMove.Expire)]
    [InlineData(ReturnState.Received, ReturnMove.Grade, ReturnMove.Reject)]
    [InlineData(ReturnState.Graded, ReturnMove.Dispose)]
    [InlineData(ReturnState.Dispositioned, ReturnMove.Close)]
    [InlineData(ReturnState.Expired, ReturnMove.Receive)]
    [InlineData(ReturnState.Closed)]
    [InlineData(ReturnState.Rejected)]
    public void From_each_state_of_the_goods_lead_its_moves_and_no_others(ReturnState from, params ReturnMove[] moves) => Assert.Equal(moves, ReturnFlow.MovesFrom(from));

    [Theory]
    [InlineData(RefundState.None, RefundMove.Ask)]
    [InlineData(RefundState.Pending, RefundMove.Ask, RefundMove.Approve, RefundMove.Refuse)]
    [InlineData(RefundState.Approved, RefundMove.Execute, RefundMove.Fail)]
    [InlineData(RefundState.Refused, RefundMove.Ask)]
    [InlineData(RefundState.Failed, RefundMove.Execute, RefundMove.Retry)]
    [InlineData(RefundState.Executed)]
    public void From_each_state_of_the_money_lead_its_moves_and_no_others(RefundState from, params RefundMove[] moves) => Assert.Equal(moves, RefundFlow.MovesFrom(from));

    [Theory]
    [InlineData(Grade.New, Disposition.Restock, Disposition.Quarantine)]
    [InlineData(Grade.Used, Disposition.Quarantine, Disposition.Scrap)]
    [InlineData(Grade.Damaged, Disposition.Quarantine, Disposition.Scrap)]
    public void Only_what_is_as_new_is_sold_again_and_what_is_as_new_is_not_scrapped(Grade grade, params Disposition[] allowed)
    {
        Assert.Equal(allowed, Enum.GetValues<Disposition>().Where(to => ReturnRules.Allows(grade, to)));
        Assert.Contains(ReturnRules.Usual(grade), allowed);
    }

    [Fact]
    public void The_first_seven_reasons_are_our_fault_and_no_others() =>
        Assert.Equal(Enum.GetValues<ReturnReason>().Take(7), Enum.GetValues<ReturnReason>().Where(ReturnRules.IsOurFault));

    [Fact]
    public void Nobody_decides_about_the_money_that_they_asked_for()
    {
        var (asker, other) = (Guid.NewGuid(), Guid.NewGuid());
        var now = DateTimeOffset.UnixEpoch;
        var refund = new Refund(Guid.NewGuid(), Guid.NewGuid(), null, new Money(100, "EGP"), asker, "support 1", null, now);
        Assert.Equal("returns.self-approval", refund.Approve(asker, "support 1", now)!.Code);
        Assert.Equal("returns.self-approval", refund.Refuse(asker, "support 1", "no", now)!.Code);
        Assert.Null(refund.Approve(other, "manager 1", now));
        Assert.Equal("returns.refund-state", refund.Approve(other, "manager 1", now)!.Code);
    }
}
