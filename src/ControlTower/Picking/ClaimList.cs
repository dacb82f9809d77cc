using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>A worker takes a list: the one named, or the one that is due first.</summary>
public sealed record ClaimList(Guid CommandId, Actor By, string Warehouse, Guid? List = null) : ICommand
{
    public static Duty Needs => Duty.Pick;

    public string? InWarehouse => Warehouse;
}

/// <remarks>Whoever claims without naming a list and holds one already gets that one: a handheld that was switched off goes on where it was.</remarks>
public sealed class ClaimListHandler(CommitGate gate, OrderNumbers numbers)
{
    /// <summary>Open lists that have something to pick which nothing stops; what another one is just claiming is passed over.</summary>
    private const string NextSql = """
        select p.* from pick_list p
        where p.warehouse = {0} and p.state = 'open' and exists (
            select 1 from pick_line l where l.list = p.id and l.picked + l.short < l.units
            and not exists (select 1 from hold h where h.order_id = l.order_id and h.released_at is null))
        order by p.due_at nulls last, p.created_at, p.number limit 1 for update of p skip locked
        """;

    /// <returns>Or <c>picking.nothing-to-pick</c>, <c>picking.claimed</c>, <c>picking.one-list-each</c>, <c>picking.unknown</c>, <c>picking.list-elsewhere</c>, <c>picking.over</c>.</returns>
    public Task<Outcome<Committed<ListClaimed>>> HandleAsync(ClaimList command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ClaimList, ListClaimed>(command, async work =>
        {
            if (!await work.Db.Warehouses.AnyAsync(site => site.Key == command.Warehouse, cancellationToken))
            {
                return PickingRefusals.WarehouseUnknown(command.Warehouse);
            }

            // One worker, one list: their own row is what two devices of one worker race for.
            await work.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({command.By.Id.ToString()}, 5))", cancellationToken);
            var mine = await work.Db.PickLists.FromSql($"select * from pick_list where claimed_by = {command.By.Id} and state = 'claimed' for update").SingleOrDefaultAsync(cancellationToken);
            if (mine is not null && mine.Warehouse == command.Warehouse && (command.List is null || command.List == mine.Id))
            {
                return await GoOnAsync(work, mine, cancellationToken);
            }

            return mine is not null ? PickingRefusals.OneListEach(mine.Number)
                : !(await FindAsync(work, command, cancellationToken)).Decided(out var list, out var refused) ? refused
                : await TakeAsync(work, list, cancellationToken);
        }, cancellationToken);

    private static async Task<Outcome<PickList>> FindAsync(Work work, ClaimList command, CancellationToken cancellationToken)
    {
        if (command.List is not { } named)
        {
            var next = (await work.Db.PickLists.FromSqlRaw(NextSql, command.Warehouse).ToListAsync(cancellationToken)).SingleOrDefault();
            return next is null ? PickingRefusals.NothingToPick(command.Warehouse) : next;
        }

        var list = await ListDesk.LockedAsync(work.Db, named, cancellationToken);
        return list is null ? PickingRefusals.Unknown(named.ToString())
            : list.Warehouse != command.Warehouse ? PickingRefusals.ListElsewhere(list.Number, list.Warehouse)
            : list.State == PickListState.Claimed && list.LeaseUntil > work.Now ? PickingRefusals.Claimed(list.Number, list.ClaimedName ?? "", list.LeaseUntil.Value)
            : !list.IsLive ? PickingRefusals.Over(list.Number, list.State)
            : list;
    }

    private async Task<Outcome<ListClaimed>> TakeAsync(Work work, PickList list, CancellationToken cancellationToken)
    {
        if (list.State == PickListState.Claimed)
        {
            work.Also(new ListGivenBack(list.Id, list.Number, list.Wave, GivenBack.Lease, list.ClaimedName ?? ""));
            list.Unclaim();
        }

        list.Claim(work.By.Id, work.By.Name, work.Now, ListDesk.Lease);
        if (await ListDesk.ShowNextAsync(work, list, numbers, cancellationToken) is not { } task)
        {
            return PickingRefusals.NoLine();
        }

        var wave = await work.Db.Waves.FromSql($"select * from wave where id = {list.Wave} for update").SingleAsync(cancellationToken);
        wave.Move(WaveMove.Start, work.Now);
        return new ListClaimed(list.Id, list.Number, list.Wave, list.Warehouse, list.LeaseUntil!.Value, task.Step);
    }

    private async Task<Outcome<ListClaimed>> GoOnAsync(Work work, PickList list, CancellationToken cancellationToken)
    {
        list.Prolong(work.Now, ListDesk.Lease);
        var task = await ListDesk.TaskAsync(work, list, numbers, cancellationToken);
        return new ListClaimed(list.Id, list.Number, list.Wave, list.Warehouse, list.LeaseUntil!.Value, task?.Step ?? PickStep.Done);
    }
}

/// <summary>Why a list has no worker any more.</summary>
public static class GivenBack
{
    public const string Worker = "worker";
    public const string Lease = "lease";
}
