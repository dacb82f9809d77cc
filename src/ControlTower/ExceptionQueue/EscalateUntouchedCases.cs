using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue;

/// <summary>An open case that nobody touches for four hours grows graver by one degree, and again after four more.</summary>
public sealed class EscalateUntouchedCases(CommitGate gate)
{
    public static readonly TimeSpan UntouchedMax = TimeSpan.FromHours(4);
    private const int BatchMax = 500;

    /// <returns>How many were raised.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var before = work.Now - UntouchedMax;
            var left = await work.Db.Cases
                .FromSql($"select * from exception_case where state = 'open' and severity <> 's1' and touched_at <= {before} order by id limit {BatchMax} for update skip locked")
                .ToListAsync(cancellationToken);
            foreach (var one in left)
            {
                one.Raise(work.Now);
                work.Also(new CaseRaised(one.Id, one.Code.Text(), one.OrderId, one.Severity));
            }

            return left.Count;
        }, cancellationToken);
}
