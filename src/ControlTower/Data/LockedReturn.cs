using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>A return with its order, both locked in this order, and every refund of the order: money is capped by all of them.</summary>
public sealed record LockedReturn(ReturnCase Case, SalesOrder Order, List<Refund> Refunds)
{
    /// <summary>The refund of this return that is not refused; null: none was asked for.</summary>
    public Refund? Own => Refunds.Find(refund => refund.ReturnId == Case.Id && refund.State != RefundState.Refused);

    /// <summary>What other refunds of the order take of what was paid.</summary>
    public long RefundedElsewhere => Refunds.Where(refund => refund != Own && RefundFlow.Counts(refund.State)).Sum(refund => refund.AmountMinor);

    /// <returns>Or <c>returns.unknown</c>, <c>access.scope</c>.</returns>
    public static async Task<Outcome<LockedReturn>> FindAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        var orderId = await work.Db.Returns.AsNoTracking().Where(one => one.Id == id).Select(one => (Guid?)one.OrderId).SingleOrDefaultAsync(cancellationToken);
        if (orderId is null || await Locks.OrderAsync(work.Db, orderId.Value, cancellationToken) is not { } order)
        {
            return ReturnRefusals.Unknown(id.ToString());
        }

        var all = await OfOrderAsync(work, order, cancellationToken);
        var locked = all.Single(one => one.Case.Id == id);
        return work.By.Sees(locked.Case.Warehouse) ? locked : Access.AccessRefusals.OutOfScope(locked.Case.Warehouse);
    }

    /// <summary>Every return of an order that is locked.</summary>
    public static async Task<List<LockedReturn>> OfOrderAsync(Work work, SalesOrder order, CancellationToken cancellationToken)
    {
        var cases = await work.Db.Returns.Include(one => one.Lines.OrderBy(line => line.Seq)).Where(one => one.OrderId == order.Id).OrderBy(one => one.Number).ToListAsync(cancellationToken);
        var refunds = await work.Db.Refunds.Where(refund => refund.OrderId == order.Id).ToListAsync(cancellationToken);
        return cases.ConvertAll(one => new LockedReturn(one, order, refunds));
    }
}
