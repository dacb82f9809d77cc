using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A shop that could not be told: told again, or set by hand in the shop.</summary>
internal sealed class MendWriteback : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Resend, CaseAction.SetByHand];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.WritebackFailed];

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var failed = await context.Db.ShopErrands.Where(errand => errand.OrderId == order.Id && errand.State == ErrandState.Failed && errand.Kind != ErrandKind.Refund)
            .ToListAsync(context.Cancellation);
        foreach (var errand in failed)
        {
            if (context.Action == CaseAction.Resend)
            {
                errand.Again(context.Work.Now);
            }
            else
            {
                errand.DoneByHand(context.Work.Now);
                context.Work.Also(new Playbook.Returns.ShopTold(
                    order.Id, context.Desk.NumberOf(order), errand.Store, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(errand.Kind.ToString()), errand.Reference));
            }
        }

        context.Close(one);
    }
}
