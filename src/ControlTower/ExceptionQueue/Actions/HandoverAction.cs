using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A parcel that missed its truck: it was found and goes with the next one, or it stays behind, with why.</summary>
internal sealed class HandoverAction : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Found, CaseAction.LeaveBehind];

    public override IReadOnlyList<ExceptionCode>? OnlyFor { get; } = [ExceptionCode.NotHandedOver];

    public override Duty? AlsoNeeds => Duty.Ship;

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (context.Action == CaseAction.LeaveBehind && order.Parcels.Find(parcel => parcel.Sscc == one.SubjectId) is { } parcel)
        {
            await Bookings.TakeOffManifestAsync(context.Work, parcel.Id, context.Cancellation);
        }

        context.Close(one);
        context.Desk.Finish(context.Work, order, context.Sites, "handover");
    }
}

/// <summary>A truck that did not come is asked for again.</summary>
internal sealed class RebookPickup : SubjectAction
{
    private const char Until = '/';

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Rebook];

    public override Duty? AlsoNeeds => Duty.Ship;

    public override async Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        if (WindowOf(context.Text("window")) is not var (from, to))
        {
            return CaseRefusals.ValueMissing("window", "Give the window as two instants: 2026-11-24T15:00:00Z/2026-11-24T17:00:00Z.");
        }

        var missed = await context.Db.Pickups.AsNoTracking().SingleOrDefaultAsync(pickup => pickup.Id.ToString() == one.SubjectId, context.Cancellation);
        if (missed is null)
        {
            return ShippingRefusals.ManifestUnknown(one.SubjectId);
        }

        if (!(await Pickups.AskAsync(context.Work, missed.Courier, missed.Warehouse, from, to, context.Cancellation)).Decided(out var asked, out var refused))
        {
            return refused;
        }

        context.Work.Also(asked);
        context.Close(one);
        return null;
    }

    private static (DateTimeOffset From, DateTimeOffset To)? WindowOf(string? text) =>
        text?.Split(Until) is [var from, var to]
        && DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var begins)
        && DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var ends)
            ? (begins, ends)
            : null;
}
