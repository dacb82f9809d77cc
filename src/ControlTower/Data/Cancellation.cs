using System.Text.Json;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>What a cancellation does, whoever asks for it: promises given back, units cancelled; and with the last unit cases and holds end.</summary>
internal static class Cancellation
{
    /// <summary>Beside something else that happened: writes its entry, too.</summary>
    public static async Task<OrderCancelled> CarryOutAsync(
        Work work, SalesOrder order, IReadOnlyList<int>? lines, CancelCause cause, OrderDesk desk, PromiseBook promises, CaseBook cases, CancellationToken cancellationToken,
        bool isByShop = false)
    {
        var happened = await DecideAsync(work, order, lines, cause, desk, promises, cases, cancellationToken, isByShop);
        work.Also(happened);
        return happened;
    }

    /// <summary>Where the cancellation is the main thing: its entry is the caller's.</summary>
    /// <param name="isByShop">The shop told us: it is not told what it said itself.</param>
    public static async Task<OrderCancelled> DecideAsync(
        Work work, SalesOrder order, IReadOnlyList<int>? lines, CancelCause cause, OrderDesk desk, PromiseBook promises, CaseBook cases, CancellationToken cancellationToken,
        bool isByShop = false)
    {
        await new FloorRecall(work, desk).CancelAsync(order, lines, cancellationToken); // with hands on the goods, first the work is taken back
        await promises.GiveBackAsync(work, [order], "cancelled", cancellationToken);
        var units = TakeOff(order, lines) + order.Cancel(lines, cause, work.Now);
        if (order.CancelledAt is not null)
        {
            if (!isByShop)
            {
                await TellShopAsync(work, order, cases, cancellationToken);
            }

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

        return new OrderCancelled(order.Id, desk.NumberOf(order), cause, lines, units);
    }

    /// <summary>
    /// What is over here is over in its shop, too, or it would go on to expect the parcel. Not where the shop itself asked for it: before its cases
    /// are closed, the one about that stands among them.
    /// </summary>
    public static async Task TellShopAsync(Work work, SalesOrder order, CaseBook cases, CancellationToken cancellationToken)
    {
        if (!cases.Live.Any(one => one.OrderId == order.Id && IsByShop(one)) && await ShopDesk.CanBeToldAsync(work, order.Store, cancellationToken))
        {
            await ShopDesk.QueueAsync(work, order, ErrandKind.Cancelled, $"cancelled:{order.Id}", new { order.ExternalId }, cancellationToken);
        }
    }

    /// <summary>The case says that the shop cancelled an order on which the floor works already.</summary>
    public static bool IsByShop(ExceptionCase one) => one.Code == ExceptionCode.ChangedAfterRelease
        && JsonDocument.Parse(one.Evidence).RootElement.TryGetProperty("changed", out var changed) && changed.GetString() == "cancelled";

    /// <summary>Of an order that goes on, the customer owes the rest; a whole one is shown as it was.</summary>
    private static int TakeOff(SalesOrder order, IReadOnlyList<int>? lines)
    {
        if (lines is null || order.Lines.TrueForAll(line => lines.Contains(line.LineNo) || line.Ordered == line.Cancelled))
        {
            return 0;
        }

        var off = order.Lines.Where(line => lines.Contains(line.LineNo)).ToList();
        var units = off.Sum(line => line.Wanted);
        off.ForEach(order.TakeOff);
        return units;
    }
}
