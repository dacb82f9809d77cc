using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>A customer ordered twice and wants it once: this order ends as a duplicate, in favour of the other one. Both remember it.</summary>
/// <param name="Into">The order that is kept.</param>
public sealed record MergeOrders(Guid CommandId, Actor By, Guid Order, Guid Into, string? Why) : ICommand
{
    public static Duty Needs => Duty.MergeOrders;
}

public sealed class MergeOrdersHandler(CommitGate gate, OrderDesk desk, PromiseBook promises)
{
    /// <returns>Or <c>orders.unknown</c>, <c>orders.over</c>, <c>orders.released</c>, <c>orders.merge-self</c>, <c>orders.merge-other</c>.</returns>
    public Task<Outcome<Committed<OrderMerged>>> HandleAsync(MergeOrders command, CancellationToken cancellationToken) =>
        gate.CommitAsync<MergeOrders, OrderMerged>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<OrderMerged>> DecideAsync(Work work, MergeOrders command, CancellationToken cancellationToken)
    {
        if (command.Order == command.Into)
        {
            return OrderRefusals.MergeSelf();
        }

        _ = await Locks.OrdersAsync(work.Db, [command.Order, command.Into], cancellationToken); // both in one order, whoever asks
        if (!(await LockedOrder.FindAsync(work, command.Into, desk, cancellationToken)).Decided(out var kept, out var refused)
            || !(await LockedOrder.StillOpenAsync(work, command.Order, desk, cancellationToken)).Decided(out var ended, out refused))
        {
            return refused;
        }

        if (kept.IsOver || !AreOfOnePhone(ended, kept))
        {
            return OrderRefusals.MergeOther(desk.NumberOf(kept));
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfOrdersAsync(work, sites, [ended.Id, kept.Id], cancellationToken);
        await Cancellation.CarryOutAsync(work, ended, lines: null, CancelCause.Duplicate, desk, promises, cases, cancellationToken);
        desk.Finish(work, ended, sites, "merged");
        if (!kept.IsReleased)
        {
            kept.GoTo(ConveyorStep.Screen); // it may have been suspected because of the other one
            desk.Finish(work, kept, sites, "merged");
        }

        return new OrderMerged(ended.Id, desk.NumberOf(ended), kept.Id, desk.NumberOf(kept));
    }

    private static bool AreOfOnePhone(SalesOrder one, SalesOrder other) =>
        one.Contact.PhoneE164 is { } phone ? phone == other.Contact.PhoneE164
        : one.Contact.PhoneReversed.Length > 0 && one.Contact.PhoneReversed == other.Contact.PhoneReversed;
}
