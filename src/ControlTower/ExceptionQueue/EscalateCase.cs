using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue;

/// <summary>Hands a case up to the ops managers, one severity higher.</summary>
public sealed record EscalateCase(Guid CommandId, Guid Case, string? Why, Actor By) : ICommand
{
    public static Duty Needs => Duty.WorkCases;
}

public sealed class EscalateCaseHandler(CommitGate gate)
{
    public Task<Outcome<Committed<CaseEscalated>>> HandleAsync(EscalateCase command, CancellationToken cancellationToken) =>
        gate.CommitAsync<EscalateCase, CaseEscalated>(command, async work =>
        {
            if (!(await LockedCase.FindAsync(work, command.Case, cancellationToken)).Decided(out var one, out var refused))
            {
                return refused;
            }

            if (one.State == CaseState.Snoozed)
            {
                one.Wake(); // who hands it up does not want it to sleep on
            }

            one.Escalate(work.Now);
            return new CaseEscalated(one.Id, one.Code.Text(), one.OrderId, one.Severity);
        }, cancellationToken);
}
