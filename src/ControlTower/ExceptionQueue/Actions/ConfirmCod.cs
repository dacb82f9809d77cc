using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>The customer says yes to cash on delivery, and how we heard it.</summary>
internal sealed class ConfirmCod : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.ConfirmCod];

    public override Duty? AlsoNeeds => Duty.ConfirmCod;

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) =>
        order.Payment == PaymentState.CodUnconfirmed ? null : CaseRefusals.NotAskedFor();

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        order.MovePayment(PaymentMove.ConfirmCod);
        context.Work.Also(new PaymentMoved(order.Id, context.Desk.NumberOf(order), order.Payment, context.Text("by") ?? "phone", PaymentState.CodUnconfirmed));
        return Task.CompletedTask;
    }
}
