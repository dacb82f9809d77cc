using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// A parcel is silent or its courier contradicts itself: the courier is asked, the parcel is claimed as lost, the customer is told, or a person
/// who asked says where it is. What comes back with silence comes back as a case.
/// </summary>
internal sealed class ClearParcel(RoadBook book) : ParcelAction
{
    private static readonly TimeSpan s_traced = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_told = TimeSpan.FromHours(48);

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Trace, CaseAction.ClaimLost, CaseAction.TellCustomer, CaseAction.Believe];

    public override Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult(
        context.Action != CaseAction.Believe || StateOf(context) is not null ? null
        : RoadRefusals.StateUnknown(context.Text("state") ?? "") with { Field = "values.state" });

    protected override Refusal? JudgeParcel(ActionContext context, Parcel parcel) => context.Action switch
    {
        CaseAction.ClaimLost => Unfit(parcel.State, ParcelState.Lost),
        CaseAction.Believe => Unfit(parcel.State, StateOf(context)!.Value),
        _ => null,
    };

    protected override async Task PerformAsync(ActionContext context, SalesOrder order, Parcel parcel, ParcelRoad road)
    {
        var (work, number) = (context.Work, context.Desk.NumberOf(order));
        switch (context.Action)
        {
            case CaseAction.Trace:
                await RoadAsks.AskAsync(work, context.Desk, order, parcel, RoadWishKind.Trace, null, context.Cancellation);
                road.LookNow(work.Now);
                road.BeQuietUntil(work.Now + s_traced);
                break;
            case CaseAction.ClaimLost:
                await RoadAsks.AskAsync(work, context.Desk, order, parcel, RoadWishKind.ClaimLost, null, context.Cancellation);
                await PlaceAsync(context, book, order, parcel, ParcelState.Lost);
                break;
            case CaseAction.TellCustomer:
                work.Also(new DelayToTell(order.Id, number, parcel.Id, parcel.Sscc, road.ExpectedAt));
                road.BeQuietUntil(work.Now + s_told);
                break;
            default:
                road.Believe(work.Now);
                await PlaceAsync(context, book, order, parcel, StateOf(context)!.Value);
                work.Also(new ParcelCleared(order.Id, number, parcel.Id, parcel.Sscc, parcel.State));
                break;
        }
    }

    private static Refusal? Unfit(ParcelState from, ParcelState to) => from == to || RoadBook.MoveOf(from, to, isBelieved: true) is not null ? null : RoadRefusals.StateUnfit(from, to);

    private static ParcelState? StateOf(ActionContext context) =>
        Enum.TryParse<ParcelState>(context.Text("state"), ignoreCase: true, out var state) && Enum.IsDefined(state)
        && state is ParcelState.Delivered or ParcelState.Returning or ParcelState.Lost or ParcelState.Damaged
            ? state
            : null;
}
