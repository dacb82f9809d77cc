using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>The order ends with the case: what was promised goes back to the shelves.</summary>
internal sealed class CancelOrder : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.CancelOrder];

    public override Duty? AlsoNeeds => Duty.CancelOrders;

    public override bool ChangesOrder => false; // also one on the floor: its work is taken back

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) =>
        order.IsOver ? CaseRefusals.OrderOver()
        : order.IsReleased && !context.Work.By.May(Duty.CancelAfterRelease) ? AccessRefusals.NoDuty(context.Work.By, Duty.CancelAfterRelease)
        : null;

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one) => await Cancellation.CarryOutAsync(
        context.Work, order, lines: null, CauseOf(context, one.Code), context.Desk, context.Promises, context.Cases, context.Cancellation);

    /// <summary>As told; else what kind of trouble it was.</summary>
    private static CancelCause CauseOf(ActionContext context, ExceptionCode code) =>
        Enum.GetValues<CancelCause>().Where(cause => cause.ToString().Equals(context.Text("cause"), StringComparison.OrdinalIgnoreCase)).Select(cause => (CancelCause?)cause).FirstOrDefault()
        ?? code switch
        {
            ExceptionCode.FraudReview => CancelCause.Fraud,
            ExceptionCode.DuplicateSuspect => CancelCause.Duplicate,
            ExceptionCode.CodUnconfirmed => CancelCause.CodUnconfirmed,
            ExceptionCode.NoStock or ExceptionCode.PromiseBroken => CancelCause.Stock,
            ExceptionCode.SkuUnknown or ExceptionCode.ShipMethodInvalid => CancelCause.Seller,
            _ => CancelCause.Customer,
        };
}
