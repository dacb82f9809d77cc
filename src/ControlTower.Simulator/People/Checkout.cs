using System.Globalization;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>What shall be odd about one order.</summary>
/// <param name="Article">What is bought; null: as ever.</param>
/// <param name="Spelled">The SKU that the shop writes for it; null: the right one.</param>
/// <param name="Twin">The order whose buyer buys the same once more.</param>
public sealed record Twist(Mishap Kind, Article? Article = null, string? Spelled = null, int? Units = null, ShopOrder? Twin = null);

/// <summary>Somebody fills a basket and pays, or says how. Order n of a store is the same for the same seed, but for its time.</summary>
public sealed class Checkout(int seed, Catalogue catalogue)
{
    public ShopOrder Buy(Store store, long id, DateTimeOffset now, Twist? twist = null)
    {
        var dice = Dice.Of(seed, "order", store.Key, id.ToString(CultureInfo.InvariantCulture));
        var buyer = twist?.Twin?.Buyer ?? Customer.Of(store.Country, seed, dice);
        var payBy = PayByOf(store, dice);
        var (intends, after) = IntentOf(payBy, dice);
        var isPaidNow = payBy is PayBy.Counter || payBy is PayBy.Card && intends is not Will.Pay;
        var isExpress = dice.Chance(0.12);
        var at = new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

        var order = new ShopOrder(
            store.Key, id, 1, at, at, ShopOrderState.Open, payBy, isPaidNow ? at : null, null, buyer, buyer.Phone, buyer.Email, buyer.Home,
            payBy is PayBy.Counter ? "pickup" : isExpress ? "express" : "standard",
            payBy is PayBy.Counter ? 0 : (store.Country, isExpress) switch { ("SA", true) => 35, ("SA", _) => 20, (_, true) => 90, _ => 50 },
            payBy is PayBy.Cod && store.Kind != "shopify" ? 15 : 0, // Shopify knows no fees beside its lines
            twist?.Twin?.Lines ?? Basket(store, dice), dice.Chance(0.08) ? "Please call before you come." : null, intends, after, twist?.Kind);
        return twist is null ? order : Bend(order, twist, dice);
    }

    private static PayBy PayByOf(Store store, Dice dice) => store.Kind switch
    {
        "pos" => PayBy.Counter,
        "marketplace" => dice.Chance(0.7) ? PayBy.Card : PayBy.Cod,
        _ => dice.Below(100) switch { < 52 => PayBy.Cod, < 88 => PayBy.Card, _ => PayBy.Transfer },
    };

    /// <summary>What the customer does later: pays, thinks better of it, adds a word. Minutes of life.</summary>
    private static (Will? Intends, double After) IntentOf(PayBy payBy, Dice dice) => (payBy, dice.Below(100)) switch
    {
        (PayBy.Counter, _) => (null, 0),
        (PayBy.Transfer, < 75) => (Will.Pay, dice.Between(4, 40)),
        (PayBy.Transfer, < 88) => (Will.Cancel, dice.Between(10, 60)),
        (PayBy.Transfer, _) => (null, 0), // never pays
        (PayBy.Card, < 14) => (Will.Pay, dice.Between(1, 6)), // the bank's page takes its time
        (_, < 18) => (Will.Cancel, dice.Between(3, 45)),
        (_, < 23) => (Will.AddNote, dice.Between(2, 20)),
        _ => (null, 0),
    };

    private List<ShopLine> Basket(Store store, Dice dice)
    {
        var lines = new List<ShopLine>();
        for (var left = dice.Below(10) switch { < 5 => 1, < 8 => 2, _ => dice.Between(3, 5) }; left > 0; left--)
        {
            var article = dice.Chance(0.03) ? dice.Pick(catalogue.Scarce) : dice.Pick(catalogue.Sold);
            if (lines.All(line => line.RealSku != article.Sku))
            {
                lines.Add(LineOf(article, article.Sku, dice.Below(10) switch { < 7 => 1, < 9 => 2, _ => dice.Between(3, 4) }, store));
            }
        }

        return lines;
    }

    private static ShopLine LineOf(Article article, string spelled, int units, Store store) => new(
        spelled, article.Sku, article.Name, units, article.PriceIn(store.Currency), article.ProductId, article.VariantId, article.WeightGrams);

    private static ShopOrder Bend(ShopOrder order, Twist twist, Dice dice)
    {
        if (twist.Article is { } article)
        {
            order = order with { Lines = [LineOf(article, twist.Spelled ?? article.Sku, twist.Units ?? 1, order.Shop)], Intends = null };
        }

        return twist.Kind switch
        {
            Mishap.BadPhone => order with { Phone = Phones.Mistyped(order.Buyer.Phone, dice), Intends = null },
            Mishap.VagueAddress => order with { ShipTo = Places.Vague(order.ShipTo, dice), Intends = null },
            Mishap.HighValueIncomplete => order with
            {
                Lines = [.. order.Lines.Select(line => line with { Units = 25 + dice.Below(10) })],
                ShipTo = order.ShipTo with { Line2 = null, Postcode = null, Line1 = order.ShipTo.Line1?.Split([',', '،'])[^1].Trim() },
                Email = null,
                PayBy = PayBy.Cod,
                PaidAt = null,
                Intends = null,
            },
            Mishap.Duplicate or Mishap.Late => order with { Intends = null },
            Mishap.UnknownSku or Mishap.StockOut or Mishap.Garbage or Mishap.MessageProviderDown or Mishap.WrongScan or Mishap.ShortShelf => order,
        };
    }
}
