using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>The goods do not fit into one box: another one for the same group, into which the next units go. The one at hand is sealed after it.</summary>
/// <param name="Parcel">SSCC of the one at hand.</param>
public sealed record NextParcel(Guid CommandId, Actor By, string Parcel) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

public sealed class NextParcelHandler(CommitGate gate, ParcelDesk desk, CartonBook cartons)
{
    /// <returns>Or <c>packing.nothing-left</c>, <c>packing.next-open</c>, and what <see cref="ParcelActs.OpenAsync"/> refuses.</returns>
    public Task<Outcome<Committed<PackingOpened>>> HandleAsync(NextParcel command, CancellationToken cancellationToken) =>
        gate.CommitAsync<NextParcel, PackingOpened>(command, async work =>
        {
            if (!(await ParcelActs.OpenAsync(work, desk, command.Parcel, mustBeOpen: false, cancellationToken)).Decided(out var locked, out var refused))
            {
                return refused;
            }

            var (order, _, group) = locked;
            var needs = await BenchRows.NeedsAsync(work, group.Id, Guid.Empty, cancellationToken);
            if (group.State != GroupState.Packing || needs.Left() == 0)
            {
                return PackingRefusals.NextNotNeeded();
            }

            if (order.LiveParcels.FirstOrDefault(parcel => parcel.GroupId == group.Id && parcel.State == ParcelState.Open && parcel.Lines.Count == 0) is { } empty)
            {
                return PackingRefusals.NextEmpty(empty.Sscc);
            }

            var next = await OpenPackingHandler.NewParcelAsync(work, order, group, cancellationToken);
            if (await cartons.HintAsync(work.Db, needs, cancellationToken) is { } hint)
            {
                next.PackInto(hint.Carton);
            }

            order.Settle(work.Now);
            return new PackingOpened(order.Id, desk.NumberOf(order), next.Id, next.Sscc, group.Warehouse, next.PackageNo, next.Carton, IsNew: true);
        }, cancellationToken);
}
