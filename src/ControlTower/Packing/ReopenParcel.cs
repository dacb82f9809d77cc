using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>A sealed parcel is cut open: what lies in it comes out and is scanned again. An open one is begun anew.</summary>
/// <param name="Parcel">Its SSCC.</param>
public sealed record ReopenParcel(Guid CommandId, Actor By, string Parcel) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

public sealed class ReopenParcelHandler(CommitGate gate, ParcelDesk desk)
{
    /// <returns>Or <c>packing.not-sealed</c>, and what <see cref="ParcelActs.OpenAsync"/> refuses.</returns>
    public Task<Outcome<Committed<ParcelReopened>>> HandleAsync(ReopenParcel command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ReopenParcel, ParcelReopened>(command, async work =>
        {
            if (!(await ParcelActs.OpenAsync(work, desk, command.Parcel, mustBeOpen: false, cancellationToken)).Decided(out var locked, out var refused))
            {
                return refused;
            }

            var (order, parcel, _) = locked;
            if (!(await desk.ReopenAsync(work, order, parcel, cancellationToken)).Decided(out var reopened, out refused))
            {
                return refused;
            }

            var cases = await CaseBook.OfOrdersAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), [order.Id], cancellationToken);
            if (ParcelDesk.WeightCase(cases, parcel) is { } open)
            {
                cases.Close(open, "reopen");
            }

            order.Settle(work.Now);
            return reopened;
        }, cancellationToken);
}
