using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Counter;

/// <summary>An order in the tower's own JSON, as tills, marketplaces and message desks send it.</summary>
public static class TowerOrder
{
    public static object Of(ShopOrder order)
    {
        var currency = order.Shop.Currency;
        var isCounterSale = order.PayBy is PayBy.Counter;
        return new
        {
            store = order.Store,
            externalId = order.ExternalId,
            placedAt = order.PlacedAt,
            sourceVersion = order.UpdatedAt,
            customer = new { name = isCounterSale ? "Walk-in" : order.Buyer.Name, phone = isCounterSale ? null : order.Phone, email = isCounterSale ? null : order.Email },
            shipTo = isCounterSale ? ShopAddress() : AddressOf(order),
            shippingMethod = order.ShippingMethod,
            payment = new { method = MethodOf(order.PayBy), paid = order.PaidAt is not null },
            partial = "split",
            lines = order.Lines.Select(line => new { sku = line.Sku, name = line.Name, units = line.Units, unitPrice = Amount.Of(line.Price, currency) }),
            shipping = Amount.Of(order.ShippingPrice, currency),
            fees = order.Fee == 0 ? [] : new[] { new { name = "COD fee", amount = Amount.Of(order.Fee, currency) } },
            fulfilled = isCounterSale,
            total = Amount.Of(order.Total, currency),
            note = order.Note,
        };
    }

    public static string MethodOf(PayBy payBy) => payBy switch
    {
        PayBy.Cod => "cod",
        PayBy.Card => "card",
        PayBy.Transfer => "prepaid",
        PayBy.Counter => "cash",
    };

    private static object AddressOf(ShopOrder order)
    {
        var to = order.ShipTo;
        return new
        {
            name = order.Buyer.Name, phone = order.Phone, line1 = to.Line1, line2 = to.Line2, city = to.City, region = to.Region, postcode = to.Postcode, country = to.Country,
        };
    }

    /// <summary>A counter sale goes nowhere: it is handed over where it is sold.</summary>
    private static object ShopAddress() => new
    {
        name = "Walk-in", phone = (string?)null, line1 = "Cairo branch", line2 = (string?)null, city = "Cairo", region = "Cairo", postcode = (string?)null, country = "EG",
    };
}
