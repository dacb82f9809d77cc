using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Packing;

/// <summary>Goods arrive at the bench: by the code of their tote, of one of their parcels, or of their order.</summary>
/// <param name="Scan">As the scanner sent it.</param>
public sealed record OpenPacking(Guid CommandId, Actor By, string Scan) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

public sealed class OpenPackingHandler(CommitGate gate, OrderNumbers numbers, CartonBook cartons)
{
    private sealed record Found(Guid OrderId, Guid GroupId, string? Sscc);

    /// <returns>
    /// The parcel at hand, new or taken up again. Or <c>packing.unknown</c>, <c>packing.tote-empty</c>, <c>packing.not-picked</c>, <c>packing.packed</c>,
    /// <c>packing.not-open</c>, <c>packing.held</c>, <c>packing.cancelled</c>, <c>access.scope</c>.
    /// </returns>
    public Task<Outcome<Committed<PackingOpened>>> HandleAsync(OpenPacking command, CancellationToken cancellationToken) =>
        gate.CommitAsync<OpenPacking, PackingOpened>(command, async work =>
        {
            if (!(await FindAsync(work, command, cancellationToken)).Decided(out var found, out var refused))
            {
                return refused;
            }

            var order = (await Locks.OrderAsync(work.Db, found.OrderId, cancellationToken))!;
            var group = order.Group(found.GroupId)!;
            return !command.By.Sees(group.Warehouse) ? AccessRefusals.OutOfScope(group.Warehouse)
                : Refuse(order, group, found.Sscc) is { } refusal ? refusal
                : await BeginAsync(work, order, group, found.Sscc, cancellationToken);
        }, cancellationToken);

    private Refusal? Refuse(SalesOrder order, FulfilmentGroup group, string? sscc)
    {
        var parcel = order.Parcels.Find(one => one.Sscc == sscc);
        var hold = order.OpenHolds.OrderBy(one => one.PlacedAt).FirstOrDefault()?.Type;
        var standing = new PackStanding(numbers.Of(order), parcel?.State ?? ParcelState.Open, group.State, order.CancelledAt is not null, hold);
        return standing.Refuse() ?? group.State switch
        {
            GroupState.Picked or GroupState.Packing => null,
            GroupState.Packed or GroupState.Labelled or GroupState.HandedOver => PackingRefusals.AllPacked(standing.Number),
            GroupState.Unallocated or GroupState.Reserved or GroupState.Released or GroupState.Picking or GroupState.Short or GroupState.Cancelled =>
                PackingRefusals.NotPicked(standing.Number, group.State),
        };
    }

    private async Task<Outcome<PackingOpened>> BeginAsync(Work work, SalesOrder order, FulfilmentGroup group, string? sscc, CancellationToken cancellationToken)
    {
        var open = order.Parcels.Where(parcel => parcel.GroupId == group.Id && parcel.State == ParcelState.Open).ToList();
        var parcel = open.Find(one => one.Sscc == sscc) ?? open.MaxBy(one => one.PackageNo);
        if (parcel is null)
        {
            var needs = await BenchRows.NeedsAsync(work, group.Id, Guid.Empty, cancellationToken);
            if (needs.Left() == 0)
            {
                return PackingRefusals.AllPacked(numbers.Of(order));
            }

            parcel = await NewParcelAsync(work, order, group, cancellationToken);
            if (await cartons.HintAsync(work.Db, needs, cancellationToken) is { } hint)
            {
                parcel.PackInto(hint.Carton);
            }
        }

        if (group.State == GroupState.Picked && SalesOrder.Move(group, GroupMove.StartPacking, work.Now) is { } refused)
        {
            return refused;
        }

        order.Settle(work.Now);
        return new PackingOpened(order.Id, numbers.Of(order), parcel.Id, parcel.Sscc, group.Warehouse, parcel.PackageNo, parcel.Carton, IsNew: !open.Contains(parcel));
    }

    /// <summary>A box more, with the next number of the house.</summary>
    public static async Task<Parcel> NewParcelAsync(Work work, SalesOrder order, FulfilmentGroup group, CancellationToken cancellationToken)
    {
        var serial = await work.Db.Database.SqlQuery<long>($"select nextval('parcel_serial') as \"Value\"").SingleAsync(cancellationToken);
        return order.OpenParcel(group, Guid.CreateVersion7(work.Now), Sscc.Of(serial), work.Now);
    }

    private async Task<Outcome<Found>> FindAsync(Work work, OpenPacking command, CancellationToken cancellationToken)
    {
        var clean = BenchCode.Clean(command.Scan);
        if (clean.Length == 0)
        {
            return PackingRefusals.ScanMissing();
        }

        if (BenchCode.Sscc(clean) is { } sscc)
        {
            var parcel = await work.Db.Parcels.Where(one => one.Sscc == sscc).Select(one => new Found(one.OrderId, one.GroupId, sscc)).SingleOrDefaultAsync(cancellationToken);
            return parcel is null ? PackingRefusals.NothingThere(clean) : parcel;
        }

        var code = BenchCode.Tote(clean);
        if (await work.Db.Totes.AsNoTracking().SingleOrDefaultAsync(tote => tote.Code == code, cancellationToken) is { } tote)
        {
            return tote.GroupId is not { } group ? PackingRefusals.ToteEmpty(code)
                : await (from order in work.Db.Orders from part in order.Groups where part.Id == @group select new Found(order.Id, part.Id, null)).SingleAsync(cancellationToken);
        }

        return await OfOrderAsync(work, command.By, clean, cancellationToken);
    }

    /// <summary>Of an order with several groups, the one that waits at a bench of the actor's warehouses.</summary>
    private async Task<Outcome<Found>> OfOrderAsync(Work work, Actor by, string clean, CancellationToken cancellationToken)
    {
        if (numbers.Find(clean) is not { } number)
        {
            return PackingRefusals.NothingThere(clean);
        }

        var groups = await (
            from order in work.Db.Orders
            from part in order.Groups
            where order.Number == number && part.State != GroupState.Cancelled
            select new { order.Id, Group = part.Id, part.Warehouse, part.State }).ToListAsync(cancellationToken);
        var best = groups.OrderBy(part => !by.Sees(part.Warehouse)).ThenBy(part => part.State is not (GroupState.Picked or GroupState.Packing)).FirstOrDefault();
        return best is not null ? new Found(best.Id, best.Group, null)
            : await work.Db.Orders.AnyAsync(order => order.Number == number && order.CancelledAt != null, cancellationToken) ? PackingRefusals.Cancelled(numbers.Text(number))
            : await work.Db.Orders.AnyAsync(order => order.Number == number, cancellationToken) ? PackingRefusals.NotPicked(numbers.Text(number), GroupState.Unallocated)
            : PackingRefusals.NothingThere(clean);
    }
}
