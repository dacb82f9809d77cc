using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// It was solved elsewhere, explained, or moved on. The order is judged anew all the same: what a rule still finds comes back, with the time of
/// its first opening, so that no order is lost behind a closed case.
/// </summary>
internal sealed class CloseOrderCase : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Done, CaseAction.Explain, CaseAction.Move];

    public override bool ChangesOrder => false;

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (context.Action == CaseAction.Move)
        {
            context.Desk.Release(context.Work, order, HoldType.Operator, HoldSources.Shop);
        }

        context.Close(one);
        return Task.CompletedTask;
    }
}
