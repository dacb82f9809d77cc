using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// A person looked and lets it pass: the finding is not raised again for this order. <c>verify</c> is the same with the evidence that
/// somebody called: the entry in the journal tells them apart.
/// </summary>
internal sealed class AcceptFinding : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Accept, CaseAction.Verify, CaseAction.KeepAddress, CaseAction.AcceptPayment];

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (one.Code == ExceptionCode.AddrInvalid)
        {
            context.Desk.Release(context.Work, order, HoldType.Address, HoldSources.Customer); // they thought better of it
        }

        order.Accept(one.Code.Text());
        if (one.Code is ExceptionCode.FraudReview or ExceptionCode.DuplicateSuspect)
        {
            // A doubt about a customer is lifted by a person, so that the journal says who.
            context.Desk.Release(context.Work, order, HoldType.Fraud, one.Code == ExceptionCode.FraudReview ? HoldSources.Screening : HoldSources.Duplicate);
        }

        return Task.CompletedTask;
    }
}
