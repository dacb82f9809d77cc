using System.Globalization;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Flow;

/// <summary>An order of the demo's past.</summary>
internal sealed record DemoOrder(DateTimeOffset At, Channel Channel, Func<StoreFacts, IncomingOrder> Told);

/// <summary>
/// Makes the demo's past, the same for the same catalogue: mostly sales over the counter, which are done, and orders that their customers
/// cancelled; the last hours also bring orders that are still open.
/// </summary>
internal sealed class DemoOrders(IReadOnlyList<SkuItem> skus, DateTimeOffset now)
{
    public const string Prefix = "H-";
    private const int Seed = 42;

    private static readonly string[] s_names = ["Adel N.", "Reem O.", "Hala M.", "Omar F.", "Dalia S.", "Mariam T.", "Karim B.", "Laila H.", "Ziad V.", "Nour E.", "Salma R.", "Hassan D."];
    private static readonly (string City, string Region, string Street)[] s_places =
    [
        ("Nasr City", "Cairo", "Abbas El Akkad Street"), ("Maadi", "Cairo", "Road 9"), ("Heliopolis", "Cairo", "Baghdad Street"),
        ("Dokki", "Giza", "Tahrir Street"), ("Smouha", "Alexandria", "Fawzi Moaz Street"),
    ];

    private readonly Random _random = new(Seed);

    public IEnumerable<DemoOrder> Of(int days, int aDay)
    {
        for (var at = 0; at < days * aDay; at++)
        {
            // Shops are busy from nine to midnight, Cairo's time.
            var moment = now.AddDays(-days).Date.AddDays(at / aDay).AddHours(7 + (_random.NextDouble() * 14));
            var when = new DateTimeOffset(moment, TimeSpan.Zero);
            if (when < now.AddMinutes(-5))
            {
                yield return Make(at + 1, when);
            }
        }
    }

    private DemoOrder Make(int number, DateTimeOffset at)
    {
        var dice = _random.Next(100);
        var channel = dice < 78 ? Channel.Pos : dice < 90 ? Channel.Woocommerce : Channel.Whatsapp;
        var isOpen = channel != Channel.Pos && at > now.AddHours(-12);
        var lines = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (Sku: skus[_random.Next(skus.Count)], Units: _random.Next(1, 3))).DistinctBy(line => line.Sku.Sku).ToList();
        var (name, place, building) = (s_names[_random.Next(s_names.Length)], s_places[_random.Next(s_places.Length)], _random.Next(1, 90));
        var phone = "010" + _random.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture);
        return new(at, channel, store => Tell(
            store, Prefix + number.ToString(CultureInfo.InvariantCulture), at, channel == Channel.Pos, isOpen, name, phone,
            new(name, null, $"{building} {place.Street}", null, place.City, place.Region, null, "EG"), lines));
    }

    private static IncomingOrder Tell(
        StoreFacts store, string id, DateTimeOffset at, bool isCounterSale, bool isOpen, string name, string phone, IncomingAddress shipTo,
        List<(SkuItem Sku, int Units)> lines)
    {
        var none = new Money(0, store.Currency);
        return new(
            store.Key, id, null, at, at, store.Currency, new(name, phone, null), shipTo, "standard",
            isCounterSale ? PaymentMethod.Cash : PaymentMethod.Card, PaymentState.Paid, PartialPolicy.Split,
            [
                .. lines.Select((line, place) => new IncomingLine(
                    (place + 1).ToString(CultureInfo.InvariantCulture), line.Sku.Sku, null, line.Sku.Name, line.Units, line.Units.ToString(CultureInfo.InvariantCulture),
                    new(line.Sku.PriceMinor ?? 0, store.Currency), new((line.Sku.PriceMinor ?? 0) * line.Units, store.Currency))),
            ],
            none, none, none, none, none, Total: null, Note: null, IsFulfilled: isCounterSale,
            Wish: isCounterSale || isOpen ? IncomingWish.Take : IncomingWish.Cancel, WishNote: isCounterSale || isOpen ? null : "customer");
    }
}
