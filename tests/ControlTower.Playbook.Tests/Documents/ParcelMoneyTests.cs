using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Documents;

public sealed class ParcelMoneyTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly StoreFacts s_store = new("pos-test", Channel.Pos, "EG", "EGP", CodConfirmPolicy.Never);

    [Fact]
    public void An_order_in_one_parcel_costs_what_the_order_costs()
    {
        var order = Order(PaymentMethod.Prepaid, [(3, 33_33)], shipping: 45_00, tax: 14_00, discount: 10_00);
        var money = ParcelMoney.Of(order, Pack(order, (1, 3)));

        Assert.Equal((99_99L, 45_00L, 14_00L, 10_00L, 148_99L), (money.GoodsMinor, money.ShippingMinor, money.TaxMinor, money.DiscountMinor, money.TotalMinor));
        Assert.Equal((0L, null), (money.OtherMinor, money.CashDue));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Three_parcels_together_are_the_order_to_the_last_piastre(int seed)
    {
        var order = Order(PaymentMethod.Cod, [(3, 3_33 * seed), (2, 10_01), (1, 0)], shipping: 45_01, fees: 1, tax: 14_07, discount: 10_03);
        Parcel[] parcels = [Pack(order, (1, 1), (3, 1)), Pack(order, (1, 1), (2, 1)), Pack(order, (1, 1), (2, 1))];
        var monies = parcels.Select(parcel => ParcelMoney.Of(order, parcel)).ToList();

        Assert.Equal(order.TotalMinor, monies.Sum(money => money.CashDue?.Minor ?? 0));
        Assert.Equal(
            (order.ShippingMinor, order.FeesMinor, order.TaxMinor, order.DiscountMinor, order.Lines.Sum(line => line.LineTotalMinor)),
            (monies.Sum(money => money.ShippingMinor), monies.Sum(money => money.FeesMinor), monies.Sum(money => money.TaxMinor), monies.Sum(money => money.DiscountMinor), monies.Sum(money => money.GoodsMinor)));
        Assert.All(monies, money => Assert.Equal(
            money.TotalMinor, money.GoodsMinor + money.ShippingMinor + money.FeesMinor + money.TaxMinor - money.DiscountMinor - money.PaidOtherwiseMinor + money.OtherMinor));
    }

    [Fact]
    public void A_parcels_share_does_not_move_when_another_one_is_packed()
    {
        var order = Order(PaymentMethod.Cod, [(3, 33_33), (2, 10_01)], shipping: 45_01);
        var first = Pack(order, (1, 2));
        var before = ParcelMoney.Of(order, first);
        Pack(order, (1, 1), (2, 2));

        Assert.Equal((before.TotalMinor, before.ShippingMinor), (ParcelMoney.Of(order, first).TotalMinor, ParcelMoney.Of(order, first).ShippingMinor));
    }

    [Fact]
    public void A_total_that_the_channel_reckoned_otherwise_is_kept_and_the_difference_is_said()
    {
        var order = Order(PaymentMethod.Cod, [(1, 100_00)], shipping: 0, total: 100_05);
        var money = ParcelMoney.Of(order, Pack(order, (1, 1)));

        Assert.Equal((5L, 100_05L), (money.OtherMinor, money.CashDue!.Value.Minor));
    }

    [Fact]
    public void A_kit_is_charged_once_however_many_components_it_has()
    {
        var order = Order(PaymentMethod.Prepaid, [(1, 100_00)], shipping: 0);
        Parcel[] parcels = [Pack(order, (1, 2)), Pack(order, (1, 1))]; // three components of one kit

        Assert.Equal(100_00, parcels.Sum(parcel => ParcelMoney.Of(order, parcel).GoodsMinor));
        Assert.Equal(1, parcels.Sum(parcel => ParcelMoney.Of(order, parcel).Goods.Single().Units));
    }

    [Fact]
    public void What_is_paid_is_collected_by_nobody() =>
        Assert.Null(ParcelMoney.Of(Order(PaymentMethod.Prepaid, [(1, 100_00)], shipping: 0) is var order ? order : null!, Pack(order, (1, 1))).CashDue);

    private static SalesOrder Order(PaymentMethod method, (int Units, int Price)[] lines, int shipping, int fees = 0, int tax = 0, int discount = 0, int? total = null)
    {
        static Money Egp(long minor) => new(minor, "EGP");
        return SalesOrder.Receive(
            new(s_store.Key, "1", null, s_now, s_now, "EGP", new("Mona S.", null, null), new(null, null, null, null, null, null, null, null), null, method,
                method == PaymentMethod.Cod ? PaymentState.CodConfirmed : PaymentState.Paid, null,
                [.. lines.Select((line, at) => new IncomingLine(null, $"S-{at}", null, "Tea", line.Units, $"{line.Units}", Egp(line.Price), Egp(line.Price * line.Units)))],
                Egp(shipping), Egp(fees), Egp(tax), Egp(discount), Egp(0), total is { } told ? Egp(told) : null, null),
            s_store, Guid.CreateVersion7(), 100_042, s_now, null);
    }

    private static Parcel Pack(SalesOrder order, params (int Line, int Units)[] units)
    {
        var parcel = order.OpenParcel(new FulfilmentGroup(Guid.CreateVersion7(), order.Id, "cairo", "", s_now), Guid.CreateVersion7(), Sscc.Of(order.Parcels.Count + 1), s_now);
        foreach (var (line, packed) in units)
        {
            order.Pack(parcel, line, $"S-{line}", packed, 0);
        }

        return parcel;
    }
}
