using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Documents;

/// <summary>Units of one line of the order that lie in one parcel, and what is charged for them.</summary>
public sealed record ParcelGoods(OrderLine Line, int Units, long Minor);

/// <summary>
/// What one parcel of an order costs, in minor units. Shipping, fees, tax and discount of the order are apportioned over its parcels by the
/// goods in them, each once: sums are apportioned and differences taken, so that all parcels together are the order to the last piastre, and
/// a parcel's share does not move when another one is packed.
/// </summary>
/// <param name="OtherMinor">What the channel charged besides, so that the total is its own: mostly roundings of prices with tax.</param>
public sealed record ParcelMoney(
    string Currency, IReadOnlyList<ParcelGoods> Goods, long ShippingMinor, long FeesMinor, long TaxMinor, long DiscountMinor, long PaidOtherwiseMinor, long OtherMinor, long TotalMinor, bool IsCashDue)
{
    public long GoodsMinor => Goods.Sum(goods => goods.Minor);

    /// <summary>What the courier collects at the door for this parcel; null: nothing.</summary>
    public Money? CashDue => IsCashDue && TotalMinor > 0 ? new Money(TotalMinor, Currency) : null;

    /// <param name="parcel">A live one of the order.</param>
    public static ParcelMoney Of(SalesOrder order, Parcel parcel)
    {
        var packed = order.LiveParcels.OrderBy(one => one.PackageNo).ToList();
        var before = packed.TakeWhile(one => one.Id != parcel.Id).ToList();
        var goods = order.Lines
            .Select(line => GoodsOf(line, UnitsIn(before, line), UnitsIn([parcel], line), WholeOf(line, packed)))
            .Where(line => UnitsIn([parcel], line.Line) > 0).ToList();

        var (whole, start) = (order.Lines.Sum(Worth), order.Lines.Sum(line => Part(Worth(line), UnitsIn(before, line), WholeOf(line, packed))));
        var until = order.Lines.Sum(line => Part(Worth(line), UnitsIn(before, line) + UnitsIn([parcel], line), WholeOf(line, packed)));
        long Share(long amount) => Part(amount, until, whole) - Part(amount, start, whole);

        var (shipping, fees, tax) = (Share(order.ShippingMinor), Share(order.FeesMinor), Share(order.TaxMinor));
        var (discount, otherwise, total) = (Share(order.DiscountMinor), Share(order.PaidOtherwiseMinor), Share(order.TotalMinor));
        var other = total - goods.Sum(line => line.Minor) - shipping - fees - tax + discount + otherwise;
        return new(order.Currency, goods, shipping, fees, tax, discount, otherwise, other, total, order.CodDue is not null);
    }

    /// <summary>So much of an amount as belongs to the first <paramref name="until"/> of <paramref name="whole"/>, to the nearest minor unit.</summary>
    public static long Part(long amount, long until, long whole) =>
        whole <= 0 ? 0 : (long)Math.Round((decimal)amount * Math.Clamp(until, 0, whole) / whole, MidpointRounding.AwayFromZero);

    /// <summary>By what a line weighs when something is apportioned: its price, and a gift a little, so that an order of gifts has parcels, too.</summary>
    private static long Worth(OrderLine line) => WantedOf(line) == 0 ? 0 : Math.Max(line.LineTotalMinor, 1);

    /// <summary>Of a kit the components lie in the parcels: its units are as many as the components make, and the last ones complete it.</summary>
    private static ParcelGoods GoodsOf(OrderLine line, int before, int here, int whole)
    {
        var units = Part(WantedOf(line), before + here, whole) - Part(WantedOf(line), before, whole);
        return new(line, (int)units, Part(line.LineTotalMinor, before + here, whole) - Part(line.LineTotalMinor, before, whole));
    }

    private static int WantedOf(OrderLine line) => line.Ordered - line.Cancelled;

    private static int WholeOf(OrderLine line, IReadOnlyList<Parcel> packed) => Math.Max(WantedOf(line), UnitsIn(packed, line));

    private static int UnitsIn(IReadOnlyList<Parcel> parcels, OrderLine line) => parcels.SelectMany(one => one.Lines).Where(one => one.LineNo == line.LineNo).Sum(one => one.Units);
}
