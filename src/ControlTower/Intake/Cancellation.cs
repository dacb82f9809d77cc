using ControlTower.Data;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>What a cancellation does, whoever asks for it: promises given back, units cancelled; and with the last unit cases and holds end.</summary>
internal static class Cancellation
{
    public static async Task<OrderCancelled> CarryOutAsync(
        Work work, SalesOrder order, IReadOnlyList<int>? lines, CancelCause cause, OrderDesk desk, PromiseBook promises, CaseBook cases, CancellationToken cancellationToken)
    {
        await promises.GiveBackAsync(work, [order], "cancelled", cancellationToken);
        var units = order.Cancel(lines, cause, work.Now);
        if (order.CancelledAt is not null)
        {
            cases.CloseAll(order, "cancelled");
            foreach (var hold in order.OpenHolds.ToList())
            {
                desk.Release(work, order, hold, "cancelled");
            }
        }
        else
        {
            order.GoTo(ConveyorStep.Screen); // what is left is judged and promised anew
        }

        var happened = new OrderCancelled(order.Id, desk.NumberOf(order), cause, lines, units);
        work.Also(happened);
        return happened;
    }
}
