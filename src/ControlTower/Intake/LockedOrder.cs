using ControlTower.Data;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>The first steps of every act on one order: locked, read whole, and refused where it is not the asker's business.</summary>
internal static class LockedOrder
{
    public static async Task<Outcome<SalesOrder>> FindAsync(Work work, Guid id, OrderDesk desk, CancellationToken cancellationToken)
    {
        var order = await Locks.OrderAsync(work.Db, id, cancellationToken);
        return order is null ? OrderRefusals.Unknown(id.ToString()) : Seen(work, order, desk);
    }

    /// <summary>One that may still change, and nothing of it is on the floor.</summary>
    public static async Task<Outcome<SalesOrder>> StillOpenAsync(Work work, Guid id, OrderDesk desk, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(work, id, desk, cancellationToken)).Decided(out var order, out var refused))
        {
            return refused;
        }

        return Closed(order, desk) is { } closed ? closed : order;
    }

    public static Refusal? Closed(SalesOrder order, OrderDesk desk) =>
        order.IsOver ? OrderRefusals.Over(desk.NumberOf(order), order.Headline)
        : order.IsReleased ? OrderRefusals.Released(desk.NumberOf(order))
        : null;

    private static Outcome<SalesOrder> Seen(Work work, SalesOrder order, OrderDesk desk)
    {
        var live = order.Groups.Where(group => group.IsLive).ToList();
        return live.Count == 0 || live.Exists(group => work.By.Sees(group.Warehouse)) ? order : OrderRefusals.OutOfScope(desk.NumberOf(order));
    }
}
