using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>Another product instead, with the customer's consent, at the agreed price of the line.</summary>
internal sealed class Substitute : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Substitute];

    public override Duty? AlsoNeeds => Duty.EditLines;

    public override string? GivesBack => "changed";

    public override async Task<Refusal?> PrepareAsync(ActionContext context) =>
        context.Text("sku") is not { } sku ? CaseRefusals.ValueMissing("sku", "Choose what goes instead.")
        : await context.Db.Skus.AnyAsync(item => item.Sku == sku, context.Cancellation) ? null
        : InventoryRefusals.SkuUnknown(sku) with { Field = "values.sku" };

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) =>
        RefuseLine(context, order, one) ?? (LineOf(context, order, one)!.Picked > 0 ? CaseRefusals.OnTheFloor() : null);

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var line = LineOf(context, order, one)!;
        var before = line.Sku;
        SalesOrder.MapLine(line, context.Text("sku"));
        order.Accept($"SUBSTITUTE:{line.LineNo}");
        order.AskAgain();
        context.Work.Also(new OrderEdited(order.Id, context.Desk.NumberOf(order), ["lines"], OldValues: new { Line = line.LineNo, Sku = before }));
        if (one.Code == ExceptionCode.PromiseBroken)
        {
            context.Close(one); // no automatic step looks at it again; what is missing now has a case of its own
        }

        return Task.CompletedTask;
    }
}
