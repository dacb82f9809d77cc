using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <param name="KeepsStock">As it was placed: <see cref="HoldRules"/> says what is usual for its type.</param>
public sealed record OpenHold(HoldType Type, bool KeepsStock);

/// <summary>What an order's stage is derived from.</summary>
/// <param name="UnitsBackordered">Over all lines.</param>
/// <param name="ReturnsOpen">Return cases that are not closed.</param>
public sealed record OrderStanding(
    Headline Headline,
    IReadOnlyCollection<OpenHold> OpenHolds,
    IReadOnlyCollection<GroupState> Groups,
    int UnitsBackordered,
    IReadOnlyCollection<ParcelState> Parcels,
    int ReturnsOpen = 0);

/// <summary>Where on the way an order stands, for boards, walls and badges: the stage of its least advanced group.</summary>
public static class OrderStage
{
    /// <summary>Stages in which an order counts as open.</summary>
    public static bool IsOpen(Stage stage) => stage is not (Stage.OnTheRoad or Stage.Returns);

    /// <returns>Null when the order stands on no board: a draft, cancelled, delivered, closed, or nothing more is to come.</returns>
    public static Stage? Of(OrderStanding order)
    {
        var stages = order.Groups.Select(group => OfGroup(order, group)).OfType<Stage>();
        if (HasUnitsWithoutGroup(order))
        {
            stages = stages.Append(IsDoubted(order) ? Stage.Check : Stage.Promise);
        }

        return order.Headline switch
        {
            Headline.Draft or Headline.Cancelled => null,
            Headline.Received => Stage.Check,
            Headline.Confirmed or Headline.InFulfilment or Headline.PartiallyShipped or Headline.Shipped =>
                stages.Cast<Stage?>().DefaultIfEmpty(ReturnsOf(order)).Min(),
            Headline.Delivered or Headline.Closed => ReturnsOf(order),
        };
    }

    /// <summary>Groups are cut when stock is promised, so what is confirmed and not yet promised may have none.</summary>
    private static bool HasUnitsWithoutGroup(OrderStanding order) =>
        order.UnitsBackordered > 0 || (order.Headline == Headline.Confirmed && order.Groups.All(group => group == GroupState.Cancelled));

    private static Stage? OfGroup(OrderStanding order, GroupState group) => group switch
    {
        GroupState.Unallocated => IsDoubted(order) ? Stage.Check : Stage.Promise,
        GroupState.Reserved => IsDoubted(order) ? Stage.Check : Stage.Pick,
        GroupState.Released or GroupState.Picking or GroupState.Short => Stage.Pick,
        GroupState.Picked or GroupState.Packing => Stage.Pack,
        GroupState.Packed or GroupState.Labelled => Stage.HandOver,
        GroupState.HandedOver => order.Parcels.Any(ParcelFlow.IsUnderWay) ? Stage.OnTheRoad : null,
        GroupState.Cancelled => null,
    };

    /// <summary>A hold of screening or validation, or any that takes the stock away. What is on the floor already stays where it is.</summary>
    private static bool IsDoubted(OrderStanding order) =>
        order.OpenHolds.Any(hold => !hold.KeepsStock || HoldRules.Of(hold.Type).IsDoubt);

    private static Stage? ReturnsOf(OrderStanding order) => order.ReturnsOpen > 0 ? Stage.Returns : null;
}
