using ControlTower.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.CustomerSupport;

/// <summary>One mark on an order's way.</summary>
/// <param name="Key">Word <c>order.step.…</c>.</param>
/// <param name="At">When it was reached; null where that is not known, or not so yet.</param>
/// <param name="By">When it ought to be reached at the latest.</param>
/// <param name="IsHere">The last one that was reached.</param>
public sealed record OrderStep(string Key, DateTimeOffset? At, DateTimeOffset? By, bool IsReached, bool IsHere);

/// <summary>The way of an order from its channel to the door, as far as it came and as far as it has to go.</summary>
public static class OrderSteps
{
    private static readonly string[] s_keys = ["received", "checked", "promised", "picked", "packed", "shipped", "delivered"];

    /// <summary>A cancelled order's way ends where it was cancelled.</summary>
    public static IReadOnlyList<OrderStep> Of(OrderHead order)
    {
        var reached = Reached(order);
        DateTimeOffset?[] at = [order.ReceivedAt, order.ConfirmedAt, order.FulfillableAt, null, null, order.HandedOverAt, null];
        var isCancelled = order.Headline == Headline.Cancelled;
        var steps = s_keys.Select((key, step) => new OrderStep(
            key, step < reached ? at[step] : null, key == "shipped" && step >= reached ? order.ShipBy : null, step < reached, step == reached - 1 && !isCancelled));
        return isCancelled ? [.. steps.Take(reached), new("cancelled", order.LastMovementAt, null, IsReached: true, IsHere: true)] : [.. steps];
    }

    /// <summary>How many marks lie behind it.</summary>
    private static int Reached(OrderHead order) => order.Headline switch
    {
        Headline.Draft or Headline.Received => order.ConfirmedAt is null ? 1 : 2,
        Headline.Cancelled => order.HandedOverAt is not null ? 6 : order.FulfillableAt is not null ? 3 : order.ConfirmedAt is not null ? 2 : 1,
        Headline.Confirmed or Headline.InFulfilment => (order.Stage ?? Stage.Check) switch
        {
            Stage.Check or Stage.Promise => order.ConfirmedAt is null ? 1 : 2,
            Stage.Pick => 3,
            Stage.Pack => 4,
            Stage.HandOver => 5,
            Stage.OnTheRoad or Stage.Returns => 6,
        },
        Headline.PartiallyShipped or Headline.Shipped => 6,
        Headline.Delivered or Headline.Closed => 7,
    };
}
