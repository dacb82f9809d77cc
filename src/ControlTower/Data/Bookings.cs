using System.Text.Json;
using ControlTower.Journal;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Schedule;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>
/// What every act on a parcel's label does alike, whoever asks for it: the shipping desk, a case, a cancellation. The order is locked by the
/// caller; no courier is called here, the bookings themselves are sent by who carries them.
/// </summary>
internal static class Bookings
{
    /// <summary>The parcel's booking that is live, locked; null where there is none.</summary>
    public static Task<Shipment?> LiveAsync(Work work, Guid parcel, CancellationToken cancellationToken) =>
        work.Db.Shipments.FromSql($"select * from shipment where parcel_id = {parcel} and state in ('queued', 'sending', 'done', 'unknown') for update")
            .SingleOrDefaultAsync(cancellationToken);

    public static Task<List<Courier>> CouriersAsync(Work work, CancellationToken cancellationToken) => work.Db.Couriers.AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>Whether a label may be bought for the parcel; asked when it is wished for, and again before anything is sent.</summary>
    public static Refusal? Refuse(SalesOrder order, Parcel parcel, string number) =>
        order.CancelledAt is not null || order.Group(parcel.GroupId)?.IsLive != true ? ShippingRefusals.Cancelled(number)
        : order.OpenHolds.FirstOrDefault() is { } hold ? ShippingRefusals.Held(hold.Type)
        : parcel.State == ParcelState.Labelled ? ShippingRefusals.AlreadyBooked(parcel.Sscc, parcel.Courier ?? "")
        : parcel.State != ParcelState.Sealed ? ShippingRefusals.NotSealed(parcel.Sscc)
        : order.ShippingMethod == ShippingMethod.Pickup ? ShippingRefusals.Collected(number)
        : null;

    /// <summary>Asks for a label; it is bought by who carries bookings.</summary>
    /// <param name="courier">Null: chosen by the rules.</param>
    public static async Task<Outcome<LabelAsked>> AskAsync(
        Work work, OrderDesk desk, Sites sites, IReadOnlyList<Courier> couriers, SalesOrder order, Parcel parcel, string? courier, string? service, CancellationToken cancellationToken)
    {
        var number = desk.NumberOf(order);
        if (Refuse(order, parcel, number) is { } refused)
        {
            return refused;
        }

        if (await LiveAsync(work, parcel.Id, cancellationToken) is { } live)
        {
            return live.State == BookingState.Done ? ShippingRefusals.AlreadyBooked(parcel.Sscc, live.Courier) : ShippingRefusals.BookingUnderWay(parcel.Sscc);
        }

        if (!Choose(work, sites, order, parcel, couriers, courier, service).Decided(out var chosen, out refused))
        {
            return refused;
        }

        var before = await work.Db.Shipments.CountAsync(one => one.ParcelId == parcel.Id, cancellationToken);
        var shipment = new Shipment(
            Guid.CreateVersion7(work.Now), parcel, chosen.Courier, chosen.Service, before + 1, ParcelMoney.Of(order, parcel).CashDue, work.By.Id, work.Now);
        work.Db.Shipments.Add(shipment);
        return new LabelAsked(order.Id, number, parcel.Id, parcel.Sscc, shipment.Id, shipment.Courier, shipment.Service, shipment.EffectKey);
    }

    /// <summary>The parcel has its label; with its last one the group is labelled.</summary>
    public static LabelBooked Book(Work work, SalesOrder order, Parcel parcel, Shipment shipment, string number)
    {
        parcel.GoesWith(shipment.Courier, shipment.Service, shipment.Tracking);
        SalesOrder.MoveParcel(parcel, ParcelMove.Label, work.Now);
        if (order.Group(parcel.GroupId) is { State: GroupState.Packed } group
            && order.LiveParcels.Where(one => one.GroupId == group.Id).All(one => one.State is not (ParcelState.Open or ParcelState.Sealed)))
        {
            SalesOrder.Move(group, GroupMove.Label, work.Now);
        }

        return new LabelBooked(
            order.Id, number, parcel.Id, parcel.Sscc, shipment.Id, shipment.Courier, shipment.Service, shipment.Tracking!, shipment.Cost);
    }

    /// <summary>The label is no more: the parcel is bookable again, and the courier is told where it wants to be.</summary>
    public static LabelVoided Void(Work work, SalesOrder order, Parcel parcel, Shipment shipment, string why, CourierKind kind, string number)
    {
        var wasDone = shipment.State == BookingState.Done;
        shipment.VoidLabel(why, askBack: wasDone && CanTakeBack(kind), work.Now);
        if (parcel.State == ParcelState.Labelled && parcel.Tracking == shipment.Tracking)
        {
            SalesOrder.MoveParcel(parcel, ParcelMove.VoidLabel, work.Now);
            parcel.GoesWith(null, null, null);
            if (order.Group(parcel.GroupId) is { State: GroupState.Labelled } group)
            {
                SalesOrder.Move(group, GroupMove.VoidLabel, work.Now);
            }
        }

        return new LabelVoided(order.Id, number, parcel.Id, parcel.Sscc, shipment.Id, shipment.Courier, shipment.Tracking);
    }

    /// <summary>Nobody took it: somebody has to look, with the courier's words and our advice.</summary>
    /// <param name="words">Without what they repeat of the customer.</param>
    public static void OpenCase(CaseBook cases, SalesOrder order, Parcel parcel, ExceptionCode code, string? courier, string? effectKey, string? courierCode, string words)
    {
        var evidence = new Dictionary<string, string> { ["sscc"] = parcel.Sscc, ["words"] = words, ["advice"] = code == ExceptionCode.BookingUnknown ? "ask" : CourierAdvice.For($"{courierCode} {words}") };
        foreach (var (name, value) in new[] { ("courier", courier), ("effectKey", effectKey), ("courierCode", courierCode) })
        {
            if (value is not null)
            {
                evidence[name] = value;
            }
        }

        cases.Open(CaseSubject.Parcel, parcel.Sscc, order, new(code, null, $"{code.Text()}:{courier}:{courierCode}", evidence));
    }

    /// <summary>Whatever was unclear about the parcel's label is clear now.</summary>
    public static void CloseCases(CaseBook cases, Parcel parcel, string resolution)
    {
        foreach (var one in cases.Live.Where(one => one.SubjectId == parcel.Sscc && one.Code is (ExceptionCode.LabelFailed or ExceptionCode.BookingUnknown)).ToList())
        {
            cases.Close(one, resolution);
        }
    }

    /// <summary>A label that was bought and not used is taken off every open manifest.</summary>
    public static Task TakeOffManifestAsync(Work work, Guid parcel, CancellationToken cancellationToken) => work.Db.Database.ExecuteSqlAsync($"""
        delete from manifest_parcel mp using manifest m where m.id = mp.manifest_id and m.state = 'open' and mp.parcel_id = {parcel}
        """, cancellationToken);

    /// <summary>Aramex knows no way back for a booking; our own drivers need not be told.</summary>
    private static bool CanTakeBack(CourierKind kind) => kind switch
    {
        CourierKind.Easypost or CourierKind.Bosta => true,
        CourierKind.Aramex or CourierKind.Own => false,
    };

    private static Outcome<ChosenCourier> Choose(
        Work work, Sites sites, SalesOrder order, Parcel parcel, IReadOnlyList<Courier> couriers, string? wanted, string? service)
    {
        var calendar = sites.CalendarFor(parcel.Warehouse, order.Contact.Country);
        var needs = new ParcelNeeds(order.ShippingMethod ?? ShippingMethod.Standard, order.Contact.Country, order.CodDue is not null);
        if (wanted is null)
        {
            return CourierChoice.Choose(needs, couriers.Where(courier => courier.IsOn).Select(courier => OfferOf(courier, calendar, work.Now))) is { } chosen
                ? service is null ? chosen : chosen with { Service = service }
                : ShippingRefusals.NoCourier();
        }

        return couriers.FirstOrDefault(one => one.Key == wanted) is not { } courier ? ShippingRefusals.CourierUnknown(wanted)
            : !courier.IsOn ? ShippingRefusals.CourierOff(wanted)
            : CourierChoice.ServiceFor(needs, OfferOf(courier, calendar, work.Now)) is { } by ? new ChosenCourier(wanted, service ?? by.Service)
            : service is not null && needs.HasCod == false ? new ChosenCourier(wanted, service)
            : ShippingRefusals.CourierUnfit(wanted);
    }

    private static CourierOffer OfferOf(Courier courier, SiteCalendar calendar, DateTimeOffset now)
    {
        var config = JsonSerializer.Deserialize<CourierConfig>(courier.Config, JournalJson.Options) ?? new();
        return new(
            courier.Key, courier.Kind, config.TakesCod ?? CourierRules.TakesCod(courier.Kind),
            JsonSerializer.Deserialize<List<CourierService>>(courier.Services, JournalJson.Options) ?? [],
            Trucks.Next(calendar, courier.Key, now)?.CutOff, CourierRules.OnlyCountry(courier.Kind));
    }
}
