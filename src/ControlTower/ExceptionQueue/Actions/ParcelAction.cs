using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>What can be done about a parcel on the road. The order itself is not judged anew by it.</summary>
internal abstract class ParcelAction : OrderAction
{
    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    /// <summary>The parcel that the case is about; null: it is gone, or the case is about the order as a whole.</summary>
    protected static Parcel? ParcelOf(SalesOrder order, ExceptionCase one) => order.Parcels.Find(parcel => parcel.Sscc == one.SubjectId);

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) => ParcelOf(order, one) is { } parcel
        ? JudgeParcel(context, parcel)
        : RoadRefusals.ParcelUnknown(one.SubjectId);

    protected virtual Refusal? JudgeParcel(ActionContext context, Parcel parcel) => null;

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var parcel = ParcelOf(order, one)!;
        var road = (await RoadBook.RoadsAsync(context.Work, [parcel.Id], context.Cancellation))[parcel.Id];
        await PerformAsync(context, order, parcel, road);
        if (one.IsLive)
        {
            context.Close(one); // what moved the parcel may have closed it already
        }
    }

    protected abstract Task PerformAsync(ActionContext context, SalesOrder order, Parcel parcel, ParcelRoad road);

    /// <summary>A person says where it is.</summary>
    protected static Task<int> PlaceAsync(ActionContext context, RoadBook book, SalesOrder order, Parcel parcel, ParcelState state) => book.ApplyAsync(
        context.Work, [order], [new(order.Id, parcel.Id, new(Guid.Empty, state, context.Work.Now), IsBelieved: true)], context.Cancellation);
}
