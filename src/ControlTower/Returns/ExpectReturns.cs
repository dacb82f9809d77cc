using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Returns;

/// <summary>A parcel that the courier brings back becomes a return by itself, so that somebody expects it at the dock.</summary>
public sealed class ExpectReturns(CommitGate gate, OrderDesk desk, ReturnDesk returns)
{
    private const int BatchMax = 50;

    /// <returns>How many were opened.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var coming = await work.Db.Parcels.AsNoTracking()
                .Where(parcel => (parcel.State == ParcelState.Returning || parcel.State == ParcelState.Returned) && !work.Db.Returns.Any(one => one.ParcelId == parcel.Id))
                .OrderBy(parcel => parcel.StateSince).Take(BatchMax).ToListAsync(cancellationToken);
            var orders = await Locks.OrdersAsync(work.Db, [.. coming.Select(parcel => parcel.OrderId).Distinct()], cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var opened = 0;
            foreach (var parcel in coming)
            {
                var order = orders.Find(one => one.Id == parcel.OrderId)!;
                var lines = order.Parcels.Single(one => one.Id == parcel.Id).Lines.GroupBy(line => line.LineNo)
                    .Select(line => new AskedReturn(line.Key, Math.Min(line.Sum(part => part.Units), order.Lines.Single(of => of.LineNo == line.Key).Shipped), ReturnReason.Refused))
                    .Where(line => line.Units > 0).ToList();
                var outcome = await returns.OpenAsync(work, order, ReturnKind.Refund, ReturnSource.Courier, lines, cancellationToken, parcel.Id);
                if (outcome.Decided(out _, out _))
                {
                    desk.Finish(work, order, sites, "returned");
                    opened++;
                }
            }

            return opened;
        }, cancellationToken);
}
