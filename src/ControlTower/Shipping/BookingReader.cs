using ControlTower.Data;
using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using ControlTower.Shipping.Couriers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.Shipping;

/// <summary>A booking that this node is to send.</summary>
/// <param name="Fence">An answer to an older attempt is not taken.</param>
public sealed record ClaimedBooking(Guid Shipment, Guid Order, Guid Parcel, string Courier, int Fence, bool IsRepeated);

/// <summary>Puts together what a courier is told of a parcel.</summary>
public sealed class BookingReader(IDbContextFactory<TowerDb> contexts, IOptions<TowerOptions> options, OrderNumbers numbers, TimeProvider clock)
{
    private const int GramsUsual = 500;
    private const int GramsOfCarton = 100;

    public async Task<BookingAsk> ReadAsync(ClaimedBooking claim, OpenCourier courier, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var shipment = await db.Shipments.AsNoTracking().SingleAsync(one => one.Id == claim.Shipment, cancellationToken);
        var order = await db.Orders.AsNoTracking().Include(one => one.Contact).Include(one => one.Lines).Include(one => one.Parcels).ThenInclude(one => one.Lines)
            .AsSplitQuery().SingleAsync(one => one.Id == claim.Order, cancellationToken);
        var parcel = order.Parcels.Single(one => one.Id == claim.Parcel);
        var skus = parcel.Lines.Select(line => line.Sku).Distinct().ToList();
        var weights = await db.Skus.Where(item => skus.Contains(item.Sku)).Select(item => new { item.Sku, item.WeightGrams }).ToDictionaryAsync(item => item.Sku, item => item.WeightGrams, cancellationToken);
        var site = await db.Warehouses.AsNoTracking().SingleAsync(one => one.Key == shipment.Warehouse, cancellationToken);
        var contact = order.Contact;
        return new(
            shipment.EffectKey, numbers.Of(order), parcel.Sscc, shipment.Service, order.ShippingMethod ?? ShippingMethod.Standard,
            SenderOf(courier, site.Name, site.City, site.Country),
            new(contact.ShipName ?? contact.Name ?? "-", null, contact.PhoneE164 ?? contact.PhoneToCall, contact.Email, contact.Line1 ?? "-", contact.Line2, contact.City ?? "-", contact.Region, contact.Postcode, contact.Country),
            shipment.Warehouse, parcel.WeightGrams ?? GramsOfCarton + parcel.Lines.Sum(line => line.Units * (weights.GetValueOrDefault(line.Sku) ?? GramsUsual)),
            parcel.Lines.Sum(line => line.Units), DescriptionOf(order, parcel), shipment.Cod, new Money(ParcelMoney.Of(order, parcel).GoodsMinor, order.Currency), shipment.CourierRef, claim.IsRepeated,
            EventsUrl(courier), clock.GetUtcNow());
    }

    /// <summary>A warehouse has no street in our books: the courier knows its own customer's dock by the account.</summary>
    public static CourierParty SenderOf(OpenCourier courier, string site, string city, string country) =>
        new(courier.Config.SenderName ?? site, courier.Config.SenderName ?? site, courier.Config.SenderPhone, null, site, null, city, null, null, country);

    private static string DescriptionOf(SalesOrder order, Parcel parcel)
    {
        var names = parcel.Lines.Select(line => order.Lines.Find(of => of.LineNo == line.LineNo)?.Name ?? line.Sku).Distinct().ToList();
        return names.Count <= 2 ? string.Join(", ", names) : $"{names[0]}, {names[1]} …";
    }

    /// <summary>Bosta is told with each parcel where its news go, and with which secret.</summary>
    private string? EventsUrl(OpenCourier courier) => options.Value.PublicUrl is { } root && courier.Secrets.Count > 0
        ? new Uri(root, $"/couriers/{courier.Key}/events?secret={Uri.EscapeDataString(courier.Secrets[0])}").ToString()
        : null;
}
