using System.Text.Json;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// A lead decides about units that a picker did not find, after the rules have decided for the moment: from another bin of the same warehouse,
/// from another warehouse, later, or not at all. What was found goes on as it is; only what is not on the floor is decided about.
/// </summary>
internal sealed class ShortPickDecision : OrderAction
{
    private readonly OtherWarehouse _elsewhere = new();

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.OtherBin, CaseAction.OtherWarehouse, CaseAction.Backorder, CaseAction.DropLine];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.ShortPick, ExceptionCode.WrongScanRepeat];

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    public override string? GivesBack => "changed";

    public override Task<Refusal?> PrepareAsync(ActionContext context) =>
        context.Action == CaseAction.OtherWarehouse ? _elsewhere.PrepareAsync(context) : Task.FromResult<Refusal?>(null);

    public override async Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (order.CancelledAt is not null || order.IsOver)
        {
            return CaseRefusals.OrderOver();
        }

        if (RefuseLine(context, order, one) is { } wrong)
        {
            return wrong;
        }

        var line = LineOf(context, order, one)!;
        if (OpenUnits(order, line) == 0)
        {
            return CaseRefusals.NothingMissing(line.LineNo);
        }

        return context.Action == CaseAction.OtherWarehouse ? await _elsewhere.JudgeAsync(context, order, one)
            : context.Action == CaseAction.OtherBin ? await RefuseBinAsync(context, one)
            : null;
    }

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var line = LineOf(context, order, one)!;
        switch (context.Action)
        {
            case CaseAction.OtherBin:
                order.ShipFrom(SeenOf(one)["warehouse"]);
                order.AskAgain();
                break;
            case CaseAction.OtherWarehouse:
                order.ShipFrom(context.Text("warehouse")!);
                order.AskAgain();
                break;
            case CaseAction.Backorder:
                order.Accept(ExceptionCode.NoStock.Text()); // it is decided that it waits: nobody is asked again
                SalesOrder.Backorder(line, line.Unallocated);
                break;
            case CaseAction.DropLine:
                var units = order.Cancel([line.LineNo], CancelCause.Stock, context.Work.Now);
                context.Work.Also(new OrderCancelled(order.Id, context.Desk.NumberOf(order), CancelCause.Stock, [line.LineNo], units));
                break;
            default:
                throw new InvalidOperationException($"{context.Action} decides nothing about a short.");
        }

        if (order.CancelledAt is not null)
        {
            context.Cases.CloseAll(order, "cancelled");
        }
        else
        {
            context.Close(one);
            order.GoTo(ConveyorStep.Reserve); // what was given back beside it is promised again, too
        }

        context.Desk.Finish(context.Work, order, context.Sites, "fixed");
        return Task.CompletedTask;
    }

    /// <summary>Units of the line that no hand is on: not promised, waiting, or promised from somewhere and not released.</summary>
    private static int OpenUnits(SalesOrder order, OrderLine line) => line.Wanted
        + order.Groups.Where(group => group.State == GroupState.Reserved).SelectMany(group => group.Lines).Where(part => part.LineNo == line.LineNo).Sum(part => part.Units);

    private static async Task<Refusal?> RefuseBinAsync(ActionContext context, ExceptionCase one)
    {
        var seen = SeenOf(one);
        var (sku, warehouse, bin) = (seen["sku"], seen["warehouse"], seen["bin"]);
        return !context.Work.By.Sees(warehouse) ? AccessRefusals.OutOfScope(warehouse)
            : await context.Db.BinStock.AnyAsync(of => of.Sku == sku && of.Warehouse == warehouse && of.Bin != bin && of.Bin != Bins.Floor && of.Units > 0, context.Cancellation) ? null
            : PickingRefusals.NothingInBin(sku) with { Field = "action" };
    }

    private static Dictionary<string, string> SeenOf(ExceptionCase one) => JsonSerializer.Deserialize<Dictionary<string, string>>(one.Evidence)!;
}
