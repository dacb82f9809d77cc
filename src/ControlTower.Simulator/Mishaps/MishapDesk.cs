using System.Globalization;
using System.Text;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.Messages;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Mishaps;

/// <summary>Makes things go wrong, surely and at once: at a button, a test's request, or by the seeded rate.</summary>
public sealed class MishapDesk(Checkout checkout, Catalogue catalogue, TowerClient tower, SimSettings settings, MessageLedger messages, FloorMishaps floor, Tally tally, TimeProvider clock)
{
    private const int StockOutMax = 60;
    private static readonly TimeSpan s_lateBy = TimeSpan.FromSeconds(4);

    /// <param name="at">Where it happens; <paramref name="other"/> is a second shop, for what spreads.</param>
    /// <returns>The orders that it is about.</returns>
    public async Task<IReadOnlyList<ShopOrder>> CauseAsync(Mishap kind, IChannel at, IChannel other, CancellationToken cancellationToken)
    {
        tally.Count($"mishap {kind}");
        return kind switch
        {
            Mishap.BadPhone or Mishap.VagueAddress or Mishap.HighValueIncomplete => [Buy(at, new Twist(kind))],
            Mishap.UnknownSku => Rename(at, other),
            Mishap.StockOut => [await SellOutAsync(at, cancellationToken)],
            Mishap.Duplicate => PressTwice(at),
            Mishap.Late => [await ComeLateAsync(at, cancellationToken)],
            Mishap.Garbage => Garble(at),
            Mishap.MessageProviderDown => BreakDown(),
            Mishap.WrongScan or Mishap.ShortShelf => OnTheFloor(kind),
        };
    }

    private ShopOrder Buy(IChannel at, Twist twist, Luck luck = Luck.Sure)
    {
        var order = at.Ledger.Add(id => checkout.Buy(at.Store, id, clock.GetUtcNow(), twist));
        tally.Count($"orders {at.Store.Key}");
        at.Tell(order, ShopEvent.Created, luck);
        return order;
    }

    /// <summary>A new name that no catalogue knows, in three to five orders: one mapping frees them all.</summary>
    private List<ShopOrder> Rename(IChannel at, IChannel other)
    {
        var number = at.Ledger.Made.ToString(CultureInfo.InvariantCulture);
        var dice = Dice.Of(settings.Seed, "rename", at.Store.Key, number);
        var article = dice.Pick(catalogue.Sold);
        var twist = new Twist(Mishap.UnknownSku, article, $"{article.Sku}-N{number}");
        return [.. Enumerable.Range(0, dice.Between(3, 5)).Select(n => Buy(n % 2 == 0 ? at : other, twist))];
    }

    /// <summary>Somebody wants three more than there are.</summary>
    private async Task<ShopOrder> SellOutAsync(IChannel at, CancellationToken cancellationToken)
    {
        var article = Dice.Of(settings.Seed, "stock-out", at.Store.Key, at.Ledger.Made.ToString(CultureInfo.InvariantCulture)).Pick(catalogue.Scarce);
        var stock = settings.Key is null ? TowerAnswer.Away : await tower.GetAsync($"/api/v1/stock/{article.Sku}", settings.Key, cancellationToken);
        var available = stock.List("warehouses").Sum(row => Math.Max(0, row.Number("available")));
        return Buy(at, new Twist(Mishap.StockOut, article, Units: Math.Min(StockOutMax, available + 3)));
    }

    private ShopOrder[] PressTwice(IChannel at)
    {
        var first = Buy(at, new Twist(Mishap.Duplicate));
        return [first, Buy(at, new Twist(Mishap.Duplicate, Twin: first), Luck.Twice)];
    }

    /// <summary>The customer adds a word at once; the shop tells the word first and the purchase after it.</summary>
    private async Task<ShopOrder> ComeLateAsync(IChannel at, CancellationToken cancellationToken)
    {
        var old = at.Ledger.Add(id => checkout.Buy(at.Store, id, clock.GetUtcNow(), new Twist(Mishap.Late)));
        tally.Count($"orders {at.Store.Key}");
        var newer = at.Ledger.Change(old.Id, clock.GetUtcNow(), order => order with { Note = "Ring twice, please." })!;
        at.Tell(newer, ShopEvent.Updated, Luck.Sure);
        await Task.Delay(s_lateBy, clock, cancellationToken);
        at.Tell(old, ShopEvent.Created, Luck.Sure);
        return newer;
    }

    private ShopOrder[] OnTheFloor(Mishap kind)
    {
        floor.Ask(kind);
        return [];
    }

    private ShopOrder[] BreakDown()
    {
        messages.BreakDown();
        return [];
    }

    /// <summary>A plugin of the shop cuts the body short before it is signed; the order itself is well, and the sweep finds it.</summary>
    private ShopOrder[] Garble(IChannel at)
    {
        if (at is not ShopHooks shop)
        {
            return [];
        }

        var order = at.Ledger.Add(id => checkout.Buy(at.Store, id, clock.GetUtcNow(), new Twist(Mishap.Garbage)));
        tally.Count($"orders {at.Store.Key}");
        var body = shop.Render(order);
        var topic = at.Store.Kind == "shopify" ? "orders/create" : "order.created";
        var cut = (byte[])[.. body.AsSpan(0, body.Length / 3), .. Encoding.UTF8.GetBytes("\"PHP Warning: Undefined array key")];
        shop.Send(new Delivery(topic, order.Id, cut, Dice.Of(settings.Seed, "garbage", order.ExternalId).Id(), order.UpdatedAt));
        return [order];
    }
}
