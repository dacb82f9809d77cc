using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>The cash of a parcel differs from what was due, or does not come: it is claimed from the courier, or what came is taken for the whole.</summary>
internal sealed class DecideCash : ParcelAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Claim, CaseAction.AcceptDifference];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.CodDifference];

    protected override async Task PerformAsync(ActionContext context, SalesOrder order, Parcel parcel, ParcelRoad road)
    {
        var cash = await RoadCash.LoadAsync(context.Work, [order.Id], context.Cancellation);
        if (cash.Of(context.Work, parcel) is not { } cod)
        {
            return;
        }

        var number = context.Desk.NumberOf(order);
        if (context.Action == CaseAction.Claim)
        {
            cod.Claim();
        }
        else
        {
            cod.Accept();
            cash.Settle(context.Work, order, parcel, number, cod, new RoadCases(context.Cases));
            context.Desk.Finish(context.Work, order, context.Sites, "courier");
        }

        context.Work.Also(new CodDecided(order.Id, number, parcel.Id, parcel.Sscc, cod.State, cod.Due, cod.RemittedMinor is { } paid ? new Money(paid, cod.Currency) : null));
    }
}
