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
