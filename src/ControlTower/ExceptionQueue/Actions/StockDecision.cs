using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// Somebody has decided about stock that is not there: send what there is and the rest later, or wait until everything is there. The backorder
/// stays, so that stock that comes in serves it; only the question is settled.
/// </summary>
internal sealed class StockDecision : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.SplitOrder, CaseAction.WaitForStock];

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        order.Accept(ExceptionCode.NoStock.Text());
        if (context.Action == CaseAction.SplitOrder)
        {
            order.ShipsAs(PartialPolicy.Split);
            order.AskAgain();
            context.Desk.Release(context.Work, order, HoldType.Stock, HoldSources.Allocation);
        }
        else if (order.Partial == PartialPolicy.Hold)
        {
            context.Desk.Hold(context.Work, order, HoldType.Stock, HoldSources.Allocation, context.Why);
        }

        context.Close(one);
        return Task.CompletedTask;
    }
}
