using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>The packer takes this carton, whatever the hint says. Its tare counts from now on.</summary>
/// <param name="Parcel">Its SSCC.</param>
public sealed record ChooseCarton(Guid CommandId, Actor By, string Parcel, string Carton) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

public sealed class ChooseCartonHandler(CommitGate gate, ParcelDesk desk)
{
    /// <returns>Or <c>packing.carton-unknown</c>, and what <see cref="ParcelActs.OpenAsync"/> refuses.</returns>
    public Task<Outcome<Committed<CartonChosen>>> HandleAsync(ChooseCarton command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ChooseCarton, CartonChosen>(command, async work =>
        {
            if (!(await ParcelActs.OpenAsync(work, desk, command.Parcel, mustBeOpen: true, cancellationToken)).Decided(out var locked, out var refused))
            {
                return refused;
            }

            var cartons = await CartonBook.ListAsync(work.Db, cancellationToken);
            if (cartons.Find(carton => string.Equals(carton.Key, command.Carton, StringComparison.OrdinalIgnoreCase)) is not { } chosen)
            {
                return PackingRefusals.CartonUnknown(command.Carton, cartons.Select(carton => carton.Key));
            }

            var (order, parcel, _) = locked;
            var before = parcel.Carton;
            parcel.PackInto(chosen.Key);
            await ParcelDesk.ForgetWeightAsync(work, parcel, cancellationToken);
            order.Settle(work.Now);
            return new CartonChosen(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, chosen.Key, before);
        }, cancellationToken);
}
