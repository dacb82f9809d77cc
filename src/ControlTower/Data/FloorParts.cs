using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>One line of an order as the floor sees it: the pick lines of its components. A kit counts when its last component is there.</summary>
internal sealed class FloorParts(IReadOnlyList<PickLine> lines, IReadOnlyDictionary<string, int> perUnit)
{
    public IReadOnlyList<PickLine> Lines => lines;

    /// <summary>Units of each component that make one unit of the line.</summary>
    public IReadOnlyDictionary<string, int> PerUnit => perUnit;

    /// <summary>Whole units of the line whose goods are picked.</summary>
    public int Whole => perUnit.Min(part => lines.Where(line => line.Sku == part.Key).Sum(line => line.Picked) / part.Value);

    public static async Task<FloorParts> OfAsync(Work work, SalesOrder order, FulfilmentGroup group, int lineNo, CancellationToken cancellationToken)
    {
        var sku = order.Lines.Single(line => line.LineNo == lineNo).Sku!;
        var kit = await work.Db.Components.AsNoTracking().Where(part => part.Kit == sku).ToDictionaryAsync(part => part.Component, part => part.Units, cancellationToken);
        var lines = await LinesAsync(work, group.Id, cancellationToken);
        return new([.. lines.Where(line => line.LineNo == lineNo)], kit.Count > 0 ? kit : new Dictionary<string, int> { [sku] = 1 });
    }

    /// <summary>All pick lines of a group, on whatever lists.</summary>
    public static async Task<List<PickLine>> LinesAsync(Work work, Guid group, CancellationToken cancellationToken)
    {
        await work.Db.PickLines.Where(line => line.GroupId == group).LoadAsync(cancellationToken);
        return [.. work.Db.PickLines.Local.Where(line => line.GroupId == group).OrderBy(line => line.Seq)];
    }
}
