using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>The customer said that they want it and will pay at the door.</summary>
/// <param name="Means">How they said it: <c>phone</c>, <c>whatsapp</c> …</param>
public sealed record ConfirmCod(Guid CommandId, Actor By, Guid Order, string Means) : ICommand
{
    public static Duty Needs => Duty.ConfirmCod;
}

public sealed class ConfirmCodHandler(CommitGate gate, OrderDesk desk)
{
    /// <returns>Or <c>orders.unknown</c>, <c>orders.over</c>, <c>orders.cod-not-waiting</c>.</returns>
    public Task<Outcome<Committed<PaymentMoved>>> HandleAsync(ConfirmCod command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ConfirmCod, PaymentMoved>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<PaymentMoved>> DecideAsync(Work work, ConfirmCod command, CancellationToken cancellationToken)
    {
        if (!(await LockedOrder.FindAsync(work, command.Order, desk, cancellationToken)).Decided(out var order, out var refused))
        {
            return refused;
        }

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
        return new PaymentMoved(order.Id, desk.NumberOf(order), order.Payment, command.Means, before);
    }
}
