using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// A delivery failed, and the customer says how it can be saved: another day, a better address, another number; or the parcel may go back. Each
/// is passed on to the courier.
/// </summary>
internal sealed class RescueDelivery(RoadBook book) : ParcelAction
{
    private const int DaysAheadMax = 14;
    private static readonly IReadOnlyList<string> s_address = ActionValues.Of(CaseAction.NewAddress);

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.NewTime, CaseAction.NewAddress, CaseAction.NewPhone, CaseAction.LetReturn];

    public override Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult(context.Action switch
    {
        CaseAction.NewTime => DayOf(context) is null ? RoadRefusals.DayUnfit() : null,
        CaseAction.NewAddress => s_address.All(name => context.Text(name) is null) ? CaseRefusals.ValueMissing("line1", "Fill in where the courier should go.") : null,
        CaseAction.NewPhone => context.Text("phone") is null ? CaseRefusals.ValueMissing("phone", "Type the other number.") : null,
        _ => null,
    });

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) =>
        context.Action == CaseAction.NewPhone && PhoneReading.Judge(context.Text("phone"), order.Contact.Country).Fault is { } fault
            ? CaseRefusals.PhoneStillInvalid(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(fault.ToString()))
            : base.Judge(context, order, one);

    protected override Refusal? JudgeParcel(ActionContext context, Parcel parcel) =>
        parcel.State is ParcelState.AttemptFailed or ParcelState.Returning or ParcelState.AtPickupPoint or ParcelState.Delayed or ParcelState.OutForDelivery
            ? null
            : RoadRefusals.NotOnRoad(parcel.State);

    public override async Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (await base.JudgeAsync(context, order, one) is { } refused)
        {
            return refused;
        }

        var parcel = ParcelOf(order, one)!;
        var road = (await RoadBook.RoadsAsync(context.Work, [parcel.Id], context.Cancellation))[parcel.Id];
        return context.Action != CaseAction.LetReturn && !road.MayBeTriedAgain ? RoadRefusals.NoAttemptLeft(road.Attempts) : null;
    }

    protected override async Task PerformAsync(ActionContext context, SalesOrder order, Parcel parcel, ParcelRoad road)
    {
        var (wish, day) = (WishOf(context.Action), DayOf(context));
        CorrectContact(context, order);
        await RoadAsks.AskAsync(context.Work, context.Desk, order, parcel, wish, day, context.Cancellation);
        if (wish == RoadWishKind.LetReturn)
        {
            road.BeQuietUntil(context.Work.Now + RoadRules.Silence);
            if (parcel.State == ParcelState.AttemptFailed && await IsOursAsync(context, parcel))
            {
                await PlaceAsync(context, book, order, parcel, ParcelState.Returning);
            }
        }
        else
        {
            road.Rescue(day is { } of ? new DateTimeOffset(of, new TimeOnly(18, 0), TimeSpan.Zero) : null);
        }
    }

    private static void CorrectContact(ActionContext context, SalesOrder order)
    {
        var contact = order.Contact;
        if (context.Action == CaseAction.NewAddress)
        {
            var before = new { contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode };
            order.CorrectContact(new(Line1: context.Text("line1"), Line2: context.Text("line2"), City: context.Text("city"), Region: context.Text("region"), Postcode: context.Text("postcode")));
            context.Work.Also(new OrderEdited(
                order.Id, context.Desk.NumberOf(order), ["shipTo"], before, new { contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode }));
        }
        else if (context.Action == CaseAction.NewPhone)
        {
            var before = contact.PhoneToCall;
            order.CorrectContact(new(Phone: context.Text("phone")));
            context.Work.Also(new OrderEdited(order.Id, context.Desk.NumberOf(order), ["phone"], new { Phone = before }, new { Phone = contact.PhoneToCall }));
        }
    }

    private static async Task<bool> IsOursAsync(ActionContext context, Parcel parcel) =>
        await context.Db.Couriers.FindAsync([parcel.Courier], context.Cancellation) is { Kind: CourierKind.Own };

    private static RoadWishKind WishOf(CaseAction action) => action switch
    {
        CaseAction.NewTime => RoadWishKind.NewTime,
        CaseAction.NewAddress => RoadWishKind.NewAddress,
        CaseAction.NewPhone => RoadWishKind.NewPhone,
        _ => RoadWishKind.LetReturn,
    };

    private static DateOnly? DayOf(ActionContext context)
    {
        var today = DateOnly.FromDateTime(context.Work.Now.UtcDateTime);
        return DateOnly.TryParseExact(context.Text("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= today && day <= today.AddDays(DaysAheadMax)
            ? day
            : null;
    }
}
