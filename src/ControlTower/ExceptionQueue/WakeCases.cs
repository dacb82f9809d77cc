using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue;

/// <summary>Snoozed cases come back when their time is over, or when what they wait for has happened to their subject.</summary>
public sealed class WakeCases(CommitGate gate)
{
    private const int BatchMax = 500;

    /// <returns>How many woke.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var due = await work.Db.Cases.FromSql($"""
                select c.* from exception_case c
                where c.state = 'snoozed' and (c.snoozed_until <= {work.Now} or (c.wakes_on is not null and exists (
                    select from journal j where j.keys && array['order:' || coalesce(c.order_id::text, ''), c.subject_kind || ':' || c.subject_id]
                        and j.kind = c.wakes_on and j.at > c.touched_at)))
                order by c.id limit {BatchMax} for update skip locked
                """).ToListAsync(cancellationToken);
            foreach (var one in due)
            {
                one.Wake();
                work.Also(new CaseWoken(one.Id, one.Code.Text(), one.OrderId));
            }

            return due.Count;
        }, cancellationToken);
}
