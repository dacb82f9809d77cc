using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A parcel is not as heavy as it should be: it is opened and scanned again, or somebody says why its weight is right.</summary>
internal sealed class PackWeight(ParcelDesk parcels) : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Reopen, CaseAction.Override];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.PackWeight];

    public override Duty? AlsoNeeds => Duty.Pack;

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) =>
        ParcelOf(order, one) is not { } parcel ? PackingRefusals.Unknown(one.SubjectId)
        : parcel.State is ParcelState.Open or ParcelState.Sealed ? null
        : PackingRefusals.NotSealed(parcel.State);

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var parcel = ParcelOf(order, one)!;
        if (context.Action == CaseAction.Override)
        {
            await parcels.OverrideAsync(context.Work, order, parcel, context.Why!, context.Cancellation);
        }
        else if ((await parcels.ReopenAsync(context.Work, order, parcel, context.Cancellation)).Decided(out var reopened, out _))
        {
            context.Work.Also(reopened);
        }

        order.Settle(context.Work.Now);
        context.Close(one);
    }

    private static Parcel? ParcelOf(SalesOrder order, ExceptionCase one) => order.Parcels.Find(parcel => parcel.Sscc == one.SubjectId);
}
