using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Where no pick line of a group waits any more, it is picked; where nothing of it is left, it is dissolved.</summary>
internal sealed class GroupEnd(Work work, OrderDesk desk)
{
    public async Task FinishAsync(SalesOrder order, FulfilmentGroup group, CancellationToken cancellationToken)
    {
        if (group.Lines.TrueForAll(line => line.Units == 0))
        {
            SalesOrder.Move(group, GroupMove.Cancel, work.Now);
            return;
        }

        var lines = await FloorParts.LinesAsync(work, group.Id, cancellationToken);
        if (lines.Exists(line => !line.IsDone) || GroupFlow.After(group.State, GroupMove.FinishPicking) is null)
        {
            return;
        }

        SalesOrder.Move(group, GroupMove.FinishPicking, work.Now);
        var totes = await TotesAsync(work, group.Id, cancellationToken);
        totes.ForEach(tote => tote.List = null); // on their way to the bench
        work.Also(new GroupPicked(order.Id, desk.NumberOf(order), group.Id, group.Warehouse, [.. totes.Select(tote => tote.Code).Order(StringComparer.Ordinal)]));
    }

    public static async Task<List<Tote>> TotesAsync(Work work, Guid group, CancellationToken cancellationToken)
    {
        await work.Db.Totes.Where(tote => tote.GroupId == group).LoadAsync(cancellationToken);
        return [.. work.Db.Totes.Local.Where(tote => tote.GroupId == group)];
    }
}
