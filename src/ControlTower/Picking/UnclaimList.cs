using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>A worker gives a list back; what lies in totes stays known, and whoever takes it goes on from there.</summary>
public sealed record UnclaimList(Guid CommandId, Actor By, Guid List) : ICommand
{
    public static Duty Needs => Duty.Pick;
}

public sealed class UnclaimListHandler(CommitGate gate)
{
    /// <returns>Or <c>picking.unknown</c>, <c>picking.not-claimed</c>, <c>picking.claimed</c>, <c>picking.over</c>.</returns>
    public Task<Outcome<Committed<ListGivenBack>>> HandleAsync(UnclaimList command, CancellationToken cancellationToken) =>
        gate.CommitAsync<UnclaimList, ListGivenBack>(command, async work =>
        {
            if (!(await ListDesk.MineAsync(work, command.List, cancellationToken)).Decided(out var list, out var refused))
            {
                return refused;
            }

            list.Unclaim();
            return new ListGivenBack(list.Id, list.Number, list.Wave, GivenBack.Worker, work.By.Name);
        }, cancellationToken);
}

/// <summary>Lists of which nothing was heard for the length of a lease are free again: a flat battery stops no wave.</summary>
public sealed class ExpireLeases(CommitGate gate)
{
    private const int Most = 200;

    /// <returns>How many were freed.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var lists = await work.Db.PickLists
                .FromSql($"select * from pick_list where state = 'claimed' and lease_until <= {work.Now} order by id limit {Most} for update skip locked").ToListAsync(cancellationToken);
            foreach (var list in lists)
            {
                work.Also(new ListGivenBack(list.Id, list.Number, list.Wave, GivenBack.Lease, list.ClaimedName ?? ""));
                list.Unclaim();
            }

            return lists.Count;
        }, cancellationToken);
}
