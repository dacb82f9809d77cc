using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>A person did a step of the checklist that no act of the tower shows: the papers lie in the parcel.</summary>
/// <param name="Parcel">Its SSCC.</param>
public sealed record TickPapers(Guid CommandId, Actor By, string Parcel, string Step) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

public sealed class TickPapersHandler(CommitGate gate, ParcelDesk desk)
{
    /// <returns>Or <c>packing.step-unknown</c>, and what <see cref="ParcelActs.OpenAsync"/> refuses.</returns>
    public Task<Outcome<Committed<ChecklistTicked>>> HandleAsync(TickPapers command, CancellationToken cancellationToken) =>
        gate.CommitAsync<TickPapers, ChecklistTicked>(command, async work =>
        {
            if (!PackingChecklist.IsByHand(command.Step))
            {
                return PackingRefusals.StepUnknown(command.Step);
            }

            if (!(await ParcelActs.OpenAsync(work, desk, command.Parcel, mustBeOpen: false, cancellationToken)).Decided(out var locked, out var refused))
            {
                return refused;
            }

            var (order, parcel, _) = locked;
            await Checklists.TickAsync(work, PackingChecklist.Slug, JournalKeys.Parcel(parcel.Id), command.Step, cancellationToken);
            return new ChecklistTicked(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, PackingChecklist.Slug, command.Step);
        }, cancellationToken);
}
