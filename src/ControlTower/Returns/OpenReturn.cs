using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Returns;

/// <summary>A customer wants to send something back: an RMA is opened, with a reason for every line. Nothing moves yet.</summary>
public sealed record OpenReturn(Guid CommandId, Actor By, Guid Order, ReturnKind Kind, IReadOnlyList<AskedReturn> Lines) : ICommand
{
    public static Duty Needs => Duty.OpenReturns;
}

public sealed class OpenReturnHandler(CommitGate gate, OrderDesk desk, ReturnDesk returns)
{
    /// <returns>Or <c>orders.unknown</c>, <c>access.scope</c>, <c>returns.lines-missing</c>, <c>returns.not-shipped</c>.</returns>
    public Task<Outcome<Committed<ReturnOpened>>> HandleAsync(OpenReturn command, CancellationToken cancellationToken) =>
        gate.CommitAsync<OpenReturn, ReturnOpened>(command, async work =>
        {
            if (await Locks.OrderAsync(work.Db, command.Order, cancellationToken) is not { } order)
            {
                return OrderRefusals.Unknown(command.Order.ToString());
            }

            var sites = order.Groups.Where(group => group.IsLive).Select(group => group.Warehouse).ToList();
            if (sites.Count > 0 && !sites.Exists(work.By.Sees))
            {
                return AccessRefusals.OutOfScope(sites[0]);
            }

            if (!(await returns.OpenAsync(work, order, command.Kind, ReturnSource.Staff, command.Lines, cancellationToken)).Decided(out var opened, out var refused))
            {
                return refused;
            }

            desk.Finish(work, order, await Sites.LoadAsync(work.Db, cancellationToken), "returned");
            return opened;
        }, cancellationToken);
}

/// <summary>The customer asks by themselves, on the page behind the link of their order: it waits for our yes.</summary>
/// <param name="By">The tower, which has looked at the link.</param>
public sealed record RequestReturn(Guid CommandId, Actor By, Guid Order, ReturnKind Kind, IReadOnlyList<AskedReturn> Lines) : ICommand
{
    public static Duty Needs => Duty.RunAutomation;
}

public sealed class RequestReturnHandler(CommitGate gate, OrderDesk desk, ReturnDesk returns)
{
    /// <returns>Or <c>returns.lines-missing</c>, <c>returns.not-shipped</c>, <c>returns.too-late</c>.</returns>
    public Task<Outcome<Committed<ReturnOpened>>> HandleAsync(RequestReturn command, CancellationToken cancellationToken) =>
        gate.CommitAsync<RequestReturn, ReturnOpened>(command, async work =>
        {
            if (await Locks.OrderAsync(work.Db, command.Order, cancellationToken) is not { } order)
            {
                return OrderRefusals.Unknown(command.Order.ToString());
            }

            var delivered = order.LiveParcels.Max(parcel => parcel.DeliveredAt) ?? (order.CounterSale ? order.HandedOverAt : null);
            if (delivered is null || work.Now - delivered > ReturnRules.Window)
            {
                return ReturnRefusals.TooLate((int)ReturnRules.Window.TotalDays, delivered is null);
            }

            if (!(await returns.OpenAsync(work, order, command.Kind, ReturnSource.Customer, command.Lines, cancellationToken)).Decided(out var opened, out var refused))
            {
                return refused;
            }

            desk.Finish(work, order, await Sites.LoadAsync(work.Db, cancellationToken), "returned");
            return opened;
        }, cancellationToken);
}
