using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>Keep an order from the floor, by a person's decision.</summary>
public sealed record HoldOrder(Guid CommandId, Actor By, Guid Order, HoldType Type, string? Why) : ICommand
{
    public static Duty Needs => Duty.PlaceHolds;
}

public sealed class HoldOrderHandler(CommitGate gate, OrderDesk desk, PromiseBook promises)
{
    /// <returns>Or <c>orders.unknown</c>, <c>orders.over</c>, <c>holds.already-open</c>.</returns>
    public Task<Outcome<Committed<HoldPlaced>>> HandleAsync(HoldOrder command, CancellationToken cancellationToken) =>
        gate.CommitAsync<HoldOrder, HoldPlaced>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<HoldPlaced>> DecideAsync(Work work, HoldOrder command, CancellationToken cancellationToken)
    {
        if (!(await LockedOrder.FindAsync(work, command.Order, desk, cancellationToken)).Decided(out var order, out var refused))
        {
            return refused;
        }

        if (order.IsOver)
        {
            return OrderRefusals.Over(desk.NumberOf(order), order.Headline); // on the floor it may be held: the next scan of it stops
        }

        if (order.PlaceHold(command.Type, HoldSources.Person, work.Now, work.By.Id, command.Why) is not { } hold)
        {
            return HoldRefusals.AlreadyOpen(command.Type);
        }

        if (!hold.KeepsStock)
        {
            await promises.GiveBackAsync(work, [order], "held", cancellationToken);
        }

        desk.Finish(work, order, await Sites.LoadAsync(work.Db, cancellationToken), "held");
        return new HoldPlaced(order.Id, desk.NumberOf(order), hold.Type, hold.Source, hold.KeepsStock, hold.PausesClock);
    }
}
