using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue;

/// <summary>Gives a case to somebody, whoever had it before; or to nobody.</summary>
/// <param name="To">Id, sign-in name or name of a person, or of a machine's key; null: nobody.</param>
public sealed record AssignCase(Guid CommandId, Guid Case, string? To, Actor By) : ICommand
{
    public static Duty Needs => Duty.WorkCases;
}

public sealed class AssignCaseHandler(CommitGate gate, CaseStaff staff)
{
    public async Task<Outcome<Committed<CaseClaimed>>> HandleAsync(AssignCase command, CancellationToken cancellationToken)
    {
        var to = string.IsNullOrWhiteSpace(command.To) ? null : await staff.FindAsync(command.To, cancellationToken);
        if (to is null && !string.IsNullOrWhiteSpace(command.To))
        {
            return CaseRefusals.AssigneeUnknown(command.To);
        }

        return await gate.CommitAsync<AssignCase, CaseClaimed>(command, async work =>
        {
            if (!(await LockedCase.FindAsync(work, command.Case, cancellationToken)).Decided(out var one, out var refused))
            {
                return refused;
            }

            var before = one.OwnerName;
            one.GiveTo(to?.Id, to?.Name, work.Now);
            return new CaseClaimed(one.Id, one.Code.Text(), one.OrderId, one.OwnerName, before);
        }, cancellationToken);
    }
}
