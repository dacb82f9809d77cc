using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A line goes, and its price off the total; with the last line the order is cancelled.</summary>
internal sealed class DropLine : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.DropLine];

    public override Duty? AlsoNeeds => Duty.EditLines;

    public override string? GivesBack => "changed";

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) => RefuseLine(context, order, one);

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var line = LineOf(context, order, one)!;
        order.TakeOff(line);
        order.Accept($"{ExceptionCode.QtyInvalid.Text()}:{line.LineNo}");
        order.Accept($"{ExceptionCode.SkuUnknown.Text()}:{line.LineNo}");
        context.Work.Also(new OrderEdited(order.Id, context.Desk.NumberOf(order), ["lines"], OldValues: new { Line = line.LineNo, Sku = line.AskedSku, Units = line.AskedUnits }));
        order.AskAgain();
        if (order.Lines.TrueForAll(left => left.Ordered == left.Cancelled))
        {
            await Cancellation.CarryOutAsync(
                context.Work, order, lines: null, CancelCause.Seller, context.Desk, context.Promises, context.Cases, context.Cancellation);
        }
    }
}
