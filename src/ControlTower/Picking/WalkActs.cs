using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>The line cannot be reached now; it comes last on the walk. Nothing is said about the stock.</summary>
public sealed record SkipLine(Guid CommandId, Actor By, Guid List) : ICommand
{
    public static Duty Needs => Duty.Pick;
}

public sealed class SkipLineHandler(CommitGate gate, OrderNumbers numbers)
{
    public Task<Outcome<Committed<LineSkipped>>> HandleAsync(SkipLine command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SkipLine, LineSkipped>(command, async work =>
        {
            if (!(await ListDesk.MineAsync(work, command.List, cancellationToken)).Decided(out var list, out var refused))
            {
                return refused;
            }

            return await ListDesk.TaskAsync(work, list, numbers, cancellationToken) is { } task
                ? await SkipAsync(work, list, task, numbers, cancellationToken)
                : PickingRefusals.NoLine();
        }, cancellationToken);

    internal static async Task<LineSkipped> SkipAsync(Work work, PickList list, PickTask task, OrderNumbers numbers, CancellationToken cancellationToken)
    {
        list.Lines.Single(line => line.Id == task.Line).Seq = list.Lines.Max(line => line.Seq) + 1;
        list.Prolong(work.Now, ListDesk.Lease);
        var next = await ListDesk.ShowNextAsync(work, list, numbers, cancellationToken);
        return new LineSkipped(list.Id, list.Number, task.Sku, task.Bin, next?.Step);
    }
}

/// <summary>The tote of the order at hand is full: the next unit of it goes into another one.</summary>
public sealed record FillTote(Guid CommandId, Actor By, Guid List) : ICommand
{
    public static Duty Needs => Duty.Pick;
}

public sealed class FillToteHandler(CommitGate gate, OrderNumbers numbers)
{
    /// <returns>Or <c>picking.no-tote</c>, <c>picking.no-line</c>.</returns>
    public Task<Outcome<Committed<ToteFull>>> HandleAsync(FillTote command, CancellationToken cancellationToken) =>
        gate.CommitAsync<FillTote, ToteFull>(command, async work =>
        {
            if (!(await ListDesk.MineAsync(work, command.List, cancellationToken)).Decided(out var list, out var refused))
            {
                return refused;
            }

            if (await ListDesk.TaskAsync(work, list, numbers, cancellationToken) is not { } task)
            {
                return PickingRefusals.NoLine();
            }

            var tote = await work.Db.Totes.FromSql($"select * from tote where group_id = {task.Group} and not is_full order by since desc limit 1 for update").SingleOrDefaultAsync(cancellationToken);
            if (tote is null)
            {
                return PickingRefusals.ToteNone();
            }

            tote.IsFull = true;
            list.Prolong(work.Now, ListDesk.Lease);
            return new ToteFull(list.Id, list.Number, tote.Code, task.Number, (task with { Tote = null }).Step);
        }, cancellationToken);
}
