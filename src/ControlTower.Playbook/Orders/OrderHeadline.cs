using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>What a headline is derived from: the order's axes as they stand in the transaction that moved one of them.</summary>
/// <param name="IsSettled">Nothing is owed either way, no return is open, and the time for returns has passed.</param>
/// <param name="UnitsWanted">Ordered − cancelled, over all lines.</param>
/// <param name="Parcels">Empty where goods left without one: a counter sale, or collected by the customer.</param>
public sealed record OrderAxes(
    bool IsPlaced,
    bool IsSettled,
    int UnitsWanted,
    int UnitsShipped,
    PaymentState Payment,
    IReadOnlyCollection<HoldType> OpenHolds,
    IReadOnlyCollection<GroupState> Groups,
    IReadOnlyCollection<ParcelState> Parcels);

/// <summary>
/// The one word for an order. Derived, never set: whoever moves an axis stores what this says, in the same transaction.
/// It is for reading and filtering; what an order may do next is asked of the axes.
/// </summary>
public static class OrderHeadline
{
    /// <returns>The first that holds, from top to bottom.</returns>
    public static Headline Of(OrderAxes order) => order switch
    {
        { IsPlaced: false } => Headline.Draft,
        { UnitsWanted: 0 } => Headline.Cancelled,
        { UnitsShipped: > 0 } when order.UnitsShipped < order.UnitsWanted => Headline.PartiallyShipped,
        { UnitsShipped: > 0, IsSettled: true } => Headline.Closed,
        { UnitsShipped: > 0 } when order.Parcels.All(parcel => parcel is ParcelState.Delivered or ParcelState.Voided) => Headline.Delivered,
        { UnitsShipped: > 0 } => Headline.Shipped,
        _ when order.Groups.Any(GroupFlow.IsOnTheFloor) => Headline.InFulfilment,

        // A firm promise is given to confirmed orders only, and a doubt that comes later does not take the confirmation back.
        _ when order.Groups.Contains(GroupState.Reserved) && IsFirm(order) => Headline.Confirmed,
        _ when PaymentFlow.IsSecured(order.Payment) && !order.OpenHolds.Any(hold => HoldRules.Of(hold).IsDoubt) => Headline.Confirmed,
        _ => Headline.Received,
    };

    /// <summary>Stock that cools while we wait for the money is promised, but not to a confirmed order.</summary>
    private static bool IsFirm(OrderAxes order) =>
        PaymentFlow.IsSecured(order.Payment) && !order.OpenHolds.Contains(HoldType.Cooling);
}
