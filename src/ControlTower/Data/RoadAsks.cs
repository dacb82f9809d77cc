using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Writes down what a courier is asked to do. Who has a door for it is asked there; our own drivers do it; of the others a person asks.</summary>
internal static class RoadAsks
{
    public static async Task AskAsync(Work work, OrderDesk desk, SalesOrder order, Parcel parcel, RoadWishKind wish, DateOnly? day, CancellationToken cancellationToken)
    {
        var kind = await work.Db.Couriers.Where(courier => courier.Key == parcel.Courier).Select(courier => (CourierKind?)courier.Kind).SingleOrDefaultAsync(cancellationToken);
        var state = StateOf(kind, wish);
        var asked = new RoadWish(Guid.CreateVersion7(work.Now), parcel.Id, wish, day, state, work.By.Id, work.Now);
        work.Db.RoadWishes.Add(asked);
        work.Also(new RoadWished(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, wish, state, day));
    }

    /// <summary>EasyPost and Aramex have no door for a new attempt, and nobody has one for a trace or a claim.</summary>
    private static RoadWishState StateOf(CourierKind? kind, RoadWishKind wish) => kind switch
    {
        CourierKind.Own => RoadWishState.Done,
        CourierKind.Bosta when wish is RoadWishKind.NewTime or RoadWishKind.NewAddress or RoadWishKind.NewPhone => RoadWishState.Queued,
        CourierKind.Bosta or CourierKind.Easypost or CourierKind.Aramex or null => RoadWishState.ByHand,
    };
}
