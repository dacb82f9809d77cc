using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>The customer said that they want it and will pay at the door, whoever heard it.</summary>
internal static class CodAnswers
{
    /// <param name="means">How they said it: <c>phone</c>, <c>whatsapp</c> …</param>
    /// <returns>What is to be told, or <c>orders.over</c>, <c>orders.cod-not-waiting</c>.</returns>
    public static async Task<Outcome<PaymentMoved>> ConfirmAsync(Work work, SalesOrder order, string means, OrderDesk desk, CancellationToken cancellationToken)
    {
        if (order.IsOver)
        {
            return OrderRefusals.Over(desk.NumberOf(order), order.Headline);
        }

        var before = order.Payment;
        if (before != PaymentState.CodUnconfirmed || !order.MovePayment(PaymentMove.ConfirmCod))
        {
            return OrderRefusals.CodNotWaiting(desk.NumberOf(order), before);
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
        foreach (var one in cases.Live.Where(one => one.Code == ExceptionCode.CodUnconfirmed).ToList())
        {
            cases.Close(one, "confirmCod");
        }

        desk.Release(work, order, HoldType.Customer, HoldSources.Validation);
        order.GoTo(ConveyorStep.Screen);
        desk.Finish(work, order, sites, "confirmed");
        return new PaymentMoved(order.Id, desk.NumberOf(order), order.Payment, means, before);
    }
}
