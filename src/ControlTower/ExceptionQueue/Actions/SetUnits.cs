using System.Globalization;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>The quantity that was meant. A person may say more than a rule believes.</summary>
internal sealed class SetUnits : OrderAction
{
    /// <summary>More than this is no order of a customer.</summary>
    private const int SaidMax = 100_000;

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.SetUnits];

    public override Duty? AlsoNeeds => Duty.EditLines;

    public override string? GivesBack => "changed";

    public override Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult(
        context.Number("units") is not (> 0 and <= SaidMax) ? CaseRefusals.ValueMissing("units", "Say how many units are meant: a whole number above zero.") : null);

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) => RefuseLine(context, order, one);

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var (line, units) = (LineOf(context, order, one)!, context.Number("units")!.Value);
        var before = line.AskedUnits;
        order.CorrectUnits(line, units);
        order.AskAgain();
        if (units > OrderLine.UnitsMax)
        {
            order.Accept($"{ExceptionCode.QtyInvalid.Text()}:{line.LineNo}");
        }

        context.Work.Also(new OrderEdited(
            order.Id, context.Desk.NumberOf(order), [$"lines[{(line.LineNo - 1).ToString(CultureInfo.InvariantCulture)}].units"], OldValues: new { Line = line.LineNo, Units = before }));
        return Task.CompletedTask;
    }
}
