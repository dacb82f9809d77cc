using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>Somebody answers without a scanner for goods of a list that were for nobody: all of them are on a shelf again, and may be sold.</summary>
internal sealed class PutBackWhole(OrderNumbers numbers) : SubjectAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.PutBack];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.PutbackOpen];

    public override async Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        var (work, cancellationToken) = (context.Work, context.Cancellation);
        if (!Guid.TryParse(one.SubjectId, out var id) || await work.Db.PickLists.FindAsync([id], cancellationToken) is not { } list)
        {
            return PickingRefusals.Unknown(one.SubjectId);
        }

        var bin = context.Text("bin");
        if (!work.By.Sees(list.Warehouse) || (bin is not null && !await IsShelfAsync(work, list.Warehouse, bin, cancellationToken)))
        {
            return work.By.Sees(list.Warehouse) ? InventoryRefusals.BinUnknown(list.Warehouse, bin!) with { Field = "values.bin" } : AccessRefusals.OutOfScope(list.Warehouse);
        }

        var desk = new PutBackDesk(work, numbers);
        var tasks = await desk.OfListAsync(list.Id, cancellationToken);
        foreach (var task in tasks)
        {
            await desk.ShelveAsync(list, task, bin ?? task.Bin, task.PutOnShelfWhole(work.Now), cancellationToken);
        }

        await desk.CloseAsync(list, tasks, context.Cases, cancellationToken);
        return null;
    }

    private static Task<bool> IsShelfAsync(Work work, string warehouse, string bin, CancellationToken cancellationToken) =>
        work.Db.Bins.AnyAsync(shelf => shelf.Warehouse == warehouse && shelf.Name == bin && shelf.Name != Bins.Floor, cancellationToken);
}
