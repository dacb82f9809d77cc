using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>Cancel an order, or some of its lines. Stock that was promised goes back to its shelves; after release the work is taken back from the floor, too.</summary>
/// <param name="Lines">Numbers of lines; null: the whole order.</param>
public sealed record CancelOrder(Guid CommandId, Actor By, Guid Order, string? Why, IReadOnlyList<int>? Lines = null, CancelCause Cause = CancelCause.Customer) : ICommand
{
    public static Duty Needs => Duty.CancelOrders;

    public static bool DemandsWhy => true;
}

public sealed class CancelOrderHandler(CommitGate gate, OrderDesk desk, PromiseBook promises)
{
    /// <returns>Or <c>orders.unknown</c>, <c>orders.over</c>, <c>orders.line-unknown</c>, <c>access.duty</c> after release.</returns>
    public Task<Outcome<Committed<OrderCancelled>>> HandleAsync(CancelOrder command, CancellationToken cancellationToken) =>
        gate.CommitAsync<CancelOrder, OrderCancelled>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<OrderCancelled>> DecideAsync(Work work, CancelOrder command, CancellationToken cancellationToken)
    {
        if (!(await LockedOrder.FindAsync(work, command.Order, desk, cancellationToken)).Decided(out var order, out var refused))
        {
            return refused;
        }

        if (order.IsReleased && !order.IsOver && !work.By.May(Duty.CancelAfterRelease))
        {
            return AccessRefusals.NoDuty(work.By, Duty.CancelAfterRelease);
        }

        if (order.IsOver)
        {
            return OrderRefusals.Over(desk.NumberOf(order), order.Headline);
        }

        if (command.Lines is { } lines && (lines.Count == 0 || lines.Any(line => !order.Lines.Exists(known => known.LineNo == line))))
        {
            return OrderRefusals.LineUnknown(lines.FirstOrDefault(line => !order.Lines.Exists(known => known.LineNo == line)), "lines");
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
        var happened = await Cancellation.DecideAsync(work, order, command.Lines, command.Cause, desk, promises, cases, cancellationToken);
        desk.Finish(work, order, sites, "cancelled");
        return happened;
    }
}
