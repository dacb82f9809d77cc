using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>How every act on a list comes to it: locked, with its lines, and only for whom it is.</summary>
internal static class ListDesk
{
    /// <summary>So long nobody else may take a list from its worker; each act of theirs prolongs it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Locks the list, then reads it with its lines.</summary>
    public static async Task<PickList?> LockedAsync(TowerDb db, Guid id, CancellationToken cancellationToken)
    {
        var list = await db.PickLists.FromSql($"select * from pick_list where id = {id} for update").SingleOrDefaultAsync(cancellationToken);
        if (list is not null)
        {
            await db.PickLines.Where(line => line.List == id).OrderBy(line => line.Seq).LoadAsync(cancellationToken);
        }

        return list;
    }

    /// <summary>A list that this worker walks with.</summary>
    public static async Task<Outcome<PickList>> MineAsync(Work work, Guid id, CancellationToken cancellationToken, bool mayBeDone = false)
    {
        var list = await LockedAsync(work.Db, id, cancellationToken);
        return Refuse(list is null ? null : Seen(list), id, work.By, work.Now, mayBeDone) is { } refused ? refused : list!;
    }

    /// <param name="mayBeDone">What was said about it before may be said again, or taken back.</param>
    public static Refusal? Refuse(ListSeen? list, Guid id, Actor by, DateTimeOffset now, bool mayBeDone = false) =>
        list is null ? PickingRefusals.Unknown(id.ToString())
        : !by.Sees(list.Warehouse) ? AccessRefusals.OutOfScope(list.Warehouse)
        : list.State == PickListState.Done && mayBeDone ? null
        : list.State is PickListState.Done or PickListState.Cancelled ? PickingRefusals.Over(list.Number, list.State)
        : list.ClaimedBy == by.Id ? null
        : list.ClaimedBy is not null && list.LeaseUntil > now ? PickingRefusals.Claimed(list.Number, list.ClaimedName ?? "", list.LeaseUntil.Value)
        : PickingRefusals.NotYours(list.Number);

    public static ListSeen Seen(PickList list) => new(
        list.Id, list.Number, list.Wave, list.Warehouse, list.State, list.ClaimedBy, list.ClaimedName, list.LeaseUntil, list.AtLine, list.AtBin, list.InHand);

    /// <summary>The line at hand, as it stands in the database now; call it after saving.</summary>
    public static async Task<PickTask?> TaskAsync(Work work, PickList list, OrderNumbers numbers, CancellationToken cancellationToken) =>
        (await TasksAsync(work, list, numbers, cancellationToken)) is [var (task, _), ..] ? task : null;

    public static async Task<List<(PickTask Task, bool IsShown)>> TasksAsync(Work work, PickList list, OrderNumbers numbers, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)work.Db.Database.GetDbConnection();
        await using var batch = connection.CreateBatch();
        ScanLook.AskWhere(new(batch), list.Id);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ScanLook.LinesAsync(reader, Seen(list), numbers.Text, cancellationToken);
    }

    /// <summary>Shows the worker their next line: the first of the walk that nothing stops. Saves what was changed before.</summary>
    /// <returns>Null: none can be picked now.</returns>
    public static async Task<PickTask?> ShowNextAsync(Work work, PickList list, OrderNumbers numbers, CancellationToken cancellationToken)
    {
        list.Show(null);
        await work.Db.SaveChangesAsync(cancellationToken);
        var next = await TaskAsync(work, list, numbers, cancellationToken) is { Held: null } task ? task : null;
        list.Show(next?.Line);
        return next;
    }
}
