using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>The customer ordered twice and wants one: this order is cancelled as a double, the other one goes on and remembers it.</summary>
internal sealed class Merge(OrderNumbers numbers) : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Merge];

    public override Duty? AlsoNeeds => Duty.MergeOrders;

    public override async Task<Refusal?> PrepareAsync(ActionContext context)
    {
        if (context.Text("into") is not { } into)
        {
            return CaseRefusals.ValueMissing("into", "Name the order to keep.");
        }

        if (numbers.Find(into) is { } number)
        {
            context.OtherId = await context.Db.Orders.Where(order => order.Number == number).Select(order => (Guid?)order.Id).SingleOrDefaultAsync(context.Cancellation);
        }

        return context.OtherId is null ? CaseRefusals.MergeOther(into) : null;
    }

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) =>
        context.Other is not { } keep || keep.Id == order.Id ? CaseRefusals.MergeSelf()
        : keep.IsOver || order.Contact.PhoneE164 is null || keep.Contact.PhoneE164 != order.Contact.PhoneE164 ? CaseRefusals.MergeOther(numbers.Of(keep))
        : null;

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        await Cancellation.CarryOutAsync(
            context.Work, order, lines: null, CancelCause.Duplicate, context.Desk, context.Promises, context.Cases, context.Cancellation);
        context.Work.Also(new OrderMerged(order.Id, numbers.Of(order), context.Other!.Id, numbers.Of(context.Other)));
    }
}
