using System.Text.Json;
using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A courier's number or code that we do not know: a person says whose parcel it is, or what the code means, or puts it away.</summary>
internal sealed class ExplainTracking : SubjectAction
{
    /// <summary>How a person says that a code tells nothing about a parcel.</summary>
    private const string Nothing = "nothing";

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.LinkParcel, CaseAction.MapCode, CaseAction.Discard];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.TrackingUnknown, ExceptionCode.CourierCodeUnknown];

    public override async Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        var seen = JsonSerializer.Deserialize<Dictionary<string, string>>(one.Evidence) ?? [];
        var (courier, tracking) = (seen.GetValueOrDefault("courier") ?? "", seen.GetValueOrDefault("tracking") ?? "");
        var refused = context.Action switch
        {
            CaseAction.LinkParcel => await LinkAsync(context, courier, tracking),
            CaseAction.MapCode => await MapAsync(context, one, courier, seen.GetValueOrDefault("code") ?? "", seen.GetValueOrDefault("detail") ?? ""),
            _ => await DiscardAsync(context, one, courier, tracking),
        };
        if (refused is null)
        {
            context.Close(one);
        }

        return refused;
    }

    private static async Task<Refusal?> LinkAsync(ActionContext context, string courier, string tracking)
    {
        if (context.Text("sscc") is not { } sscc)
        {
            return CaseRefusals.ValueMissing("sscc", "Give the number on the parcel's label.");
        }

        var parcel = await context.Db.Parcels.AsNoTracking().Where(one => one.Sscc == sscc).SingleOrDefaultAsync(context.Cancellation);
        if (parcel is null)
        {
            return RoadRefusals.ParcelUnknown(sscc.Length <= 40 ? sscc : sscc[..40]) with { Field = "values.sscc" };
        }

        await WriteLinkAsync(context, courier, tracking, parcel.Id);
        await RoadBook.RoadsAsync(context.Work, [parcel.Id], context.Cancellation);
        await context.Db.Database.ExecuteSqlAsync($"update parcel_road set is_due = true where parcel_id = {parcel.Id}", context.Cancellation); // it is weighed within a second
        var number = await context.Db.Orders.Where(order => order.Id == parcel.OrderId).Select(order => order).SingleAsync(context.Cancellation);
        context.Work.Also(new TrackingLinked(parcel.OrderId, context.Desk.NumberOf(number), parcel.Id, parcel.Sscc, courier, tracking));
        return null;
    }

    private static async Task<Refusal?> MapAsync(ActionContext context, ExceptionCase one, string courier, string code, string detail)
    {
        if (one.Code != ExceptionCode.CourierCodeUnknown)
        {
            return CaseRefusals.ActionUnfit(context.Action, one.Code);
        }

        var told = context.Text("status") ?? "";
        var state = Enum.TryParse<ParcelState>(told, ignoreCase: true, out var known) && Enum.IsDefined(known) && TrackingCodeSeed.All.Any(row => row.State == known) ? known : (ParcelState?)null;
        if (state is null && told != Nothing)
        {
            return RoadRefusals.StateUnknown(told.Length <= 40 ? told : told[..40]) with { Field = "values.status" };
        }

        var kind = await context.Db.Couriers.Where(of => of.Key == courier).Select(of => (CourierKind?)of.Kind).SingleOrDefaultAsync(context.Cancellation);
        if (kind is null)
        {
            return RoadRefusals.CourierGone(courier);
        }

        var (spelled, word) = (JsonNamingPolicy.CamelCase.ConvertName(kind.Value.ToString()), state is { } mapped ? JsonNamingPolicy.CamelCase.ConvertName(mapped.ToString()) : null);
        await context.Db.Database.ExecuteSqlAsync($"""
            insert into courier_code (kind, code, detail, state, mapped_at, mapped_by) values ({spelled}, {code}, {detail}, {word}, {context.Work.Now}, {context.Work.By.Id})
            on conflict (kind, code, detail) do update set state = excluded.state, mapped_at = excluded.mapped_at, mapped_by = excluded.mapped_by
            """, context.Cancellation);

        // Every parcel that has heard the code is weighed again.
        await context.Db.Database.ExecuteSqlAsync($"""
            update parcel_road set is_due = true where parcel_id in (
                select coalesce(e.parcel_id, l.parcel_id) from tracking_event e
                left join tracking_link l on l.courier = e.courier and l.tracking = e.tracking
                where e.courier in (select key from courier where kind = {spelled}) and e.code = {code} and ({detail} = '' or e.detail = {detail}))
            """, context.Cancellation);
        context.Work.Also(new CourierCodeMapped(kind.Value, code, detail, state));
        return null;
    }

    private static async Task<Refusal?> DiscardAsync(ActionContext context, ExceptionCase one, string courier, string tracking)
    {
        if (one.Code == ExceptionCode.TrackingUnknown)
        {
            await WriteLinkAsync(context, courier, tracking, parcel: null);
        }

        return null;
    }

    private static Task<int> WriteLinkAsync(ActionContext context, string courier, string tracking, Guid? parcel) => context.Db.Database.ExecuteSqlAsync($"""
        insert into tracking_link (courier, tracking, parcel_id, linked_at, linked_by) values ({courier}, {tracking}, {parcel}, {context.Work.Now}, {context.Work.By.Id})
        on conflict (courier, tracking) do update set parcel_id = excluded.parcel_id, linked_at = excluded.linked_at, linked_by = excluded.linked_by
        """, context.Cancellation);
}
