using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue;

/// <summary>Somebody takes a case on: colleagues see it and leave it alone.</summary>
public sealed record ClaimCase(Guid CommandId, Guid Case, Actor By) : ICommand
{
    public static Duty Needs => Duty.WorkCases;
}

public sealed class ClaimCaseHandler(CommitGate gate)
{
    public Task<Outcome<Committed<CaseClaimed>>> HandleAsync(ClaimCase command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ClaimCase, CaseClaimed>(command, async work =>
        {
            if (!(await LockedCase.FindAsync(work, command.Case, cancellationToken)).Decided(out var one, out var refused))
            {
                return refused;
            }

            if (one.Owner is { } owner && owner != command.By.Id)
            {
                return CaseRefusals.Claimed(one.OwnerName ?? "Somebody");
            }

            var before = one.OwnerName;
            one.GiveTo(command.By.Id, command.By.Name, work.Now);
            return new CaseClaimed(one.Id, one.Code.Text(), one.OrderId, one.OwnerName, before);
        }, cancellationToken);
}
