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

    private async Task<Outcome<PaymentMoved>> DecideAsync(Work work, ConfirmCod command, CancellationToken cancellationToken) =>
        (await LockedOrder.FindAsync(work, command.Order, desk, cancellationToken)).Decided(out var order, out var refused)
            ? await CodAnswers.ConfirmAsync(work, order, command.Means, desk, cancellationToken)
            : refused;
}
