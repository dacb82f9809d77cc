using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Returns;

/// <summary>Time ends things: a return whose goods never came expires, and an order that was delivered and kept is closed when nothing can come any more.</summary>
public sealed class EndReturns(CommitGate gate, OrderDesk desk, ReturnDesk returns)
{
    private const int BatchMax = 100;

    /// <summary>Where the money lies when nothing is owed any more.</summary>
    private static readonly PaymentState[] s_settled = [PaymentState.Paid, PaymentState.PartRefunded, PaymentState.Refunded, PaymentState.CodRemitted];

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        await ExpireAsync(cancellationToken);
        await CloseAsync(cancellationToken);
    }

    private Task<int> ExpireAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var before = work.Now - ReturnRules.ExpectedWithin;
            var late = await work.Db.Returns.AsNoTracking()
                .Where(one => (one.State == ReturnState.Authorised || one.State == ReturnState.InTransit) && one.StateSince < before)
                .OrderBy(one => one.StateSince).Take(BatchMax).Select(one => new { one.Id, one.OrderId }).ToListAsync(cancellationToken);
            var orders = await Locks.OrdersAsync(work.Db, [.. late.Select(one => one.OrderId).Distinct()], cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            foreach (var order in orders)
            {
                foreach (var of in (await LockedReturn.OfOrderAsync(work, order, cancellationToken)).Where(of => late.Exists(one => one.Id == of.Case.Id)))
                {
                    if (of.Case.Move(ReturnMove.Expire, work.Now) is null)
                    {
                        returns.End(work, of);
                    }
                }

                desk.Finish(work, order, sites, "returnExpired");
            }

            return late.Count;
        }, cancellationToken);

    private Task<int> CloseAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var before = work.Now - ReturnRules.Window;
            var done = await work.Db.Orders.AsNoTracking()
                .Where(order => order.Headline == Headline.Delivered && order.ClosedAt == null && order.ReturnsOpen == 0 && order.LastMovementAt < before
                    && s_settled.Contains(order.Payment) && !work.Db.Refunds.Any(refund => refund.OrderId == order.Id
                        && (refund.State == RefundState.Pending || refund.State == RefundState.Approved || refund.State == RefundState.Failed)))
                .OrderBy(order => order.LastMovementAt).Take(BatchMax).Select(order => order.Id).ToListAsync(cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            foreach (var order in await Locks.OrdersAsync(work.Db, done, cancellationToken))
            {
                order.CloseForGood(work.Now);
                desk.Finish(work, order, sites, "closed");
                work.Also(new OrderClosed(order.Id, desk.NumberOf(order)));
            }

            return done.Count;
        }, cancellationToken);
}
