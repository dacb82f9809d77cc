using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using CsCheck;

namespace ControlTower.Playbook.Tests.Returns;

public sealed class RefundCapTests
{
    private static readonly Gen<(int Units, int Price)[]> s_lines = Gen.Select(Gen.Int[1, 5], Gen.Int[1, 99_999]).Array[1, 6];

    [Fact]
    public void All_lines_together_get_back_exactly_what_was_paid_for_goods_whatever_the_discount() =>
        Gen.Select(s_lines, Gen.Int[0, 5_000], Gen.Int[0, 5_000]).Sample((lines, tax, discount) =>
        {
            var order = Order(lines, tax, discount);
            var goods = order.Lines.Sum(line => line.LineTotalMinor);
            Assert.Equal(Math.Max(0, goods + tax - discount), order.Lines.Sum(line => RefundCap.PaidForLine(order, line.LineNo)));
        });

    [Fact]
    public void Units_given_back_one_by_one_cost_no_more_and_no_less_than_all_at_once() =>
        Gen.Select(s_lines, Gen.Int[0, 5_000]).Sample((lines, discount) =>
        {
            var order = Order(lines, 0, discount);
            foreach (var line in order.Lines)
            {
                var oneByOne = Enumerable.Range(0, line.Ordered).Sum(at => RefundCap.PaidForUnits(order, line.LineNo, at, 1));
                Assert.Equal(RefundCap.PaidForLine(order, line.LineNo), oneByOne);
            }
        });

    [Fact]
    public void No_more_goes_back_than_was_paid_and_is_not_refunded_yet()
    {
        var order = Order([(2, 100_00)], 0, 0);
        Assert.Null(RefundCap.Judge(order, 150_00, refunded: 50_00));
        Assert.Equal("returns.over-cap", RefundCap.Judge(order, 150_01, refunded: 50_00)!.Code);
        Assert.Equal("returns.over-cap", RefundCap.Judge(Order([(2, 100_00)], 0, 0, PaymentState.CodConfirmed), 1, refunded: 0)!.Code);
    }

    [Fact]
    public void Shipping_goes_back_with_the_last_unit_and_only_where_the_fault_was_ours()
    {
        var order = Order([(2, 100_00)], 0, 0, shipping: 45_00);
        Assert.Equal(100_00, RefundCap.Suggest(order, [new(1, 1)], NoneBefore, isOurFault: true, refunded: 0));
        Assert.Equal(200_00, RefundCap.Suggest(order, [new(1, 2)], NoneBefore, isOurFault: false, refunded: 0));
        Assert.Equal(245_00, RefundCap.Suggest(order, [new(1, 2)], NoneBefore, isOurFault: true, refunded: 0));
        Assert.Equal(145_00, RefundCap.Suggest(order, [new(1, 1)], new Dictionary<int, int> { [1] = 1 }, isOurFault: true, refunded: 100_00));
        Assert.Equal(20_00, RefundCap.Suggest(order, [new(1, 2)], NoneBefore, isOurFault: true, refunded: 225_00));
    }

    private static Dictionary<int, int> NoneBefore => [];

    private static SalesOrder Order((int Units, int Price)[] lines, int tax, int discount, PaymentState payment = PaymentState.Paid, int shipping = 0)
    {
        var at = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        var told = new IncomingOrder(
            "shop", "1", null, at, at, "EGP", new(null, null, null), new(null, null, null, null, null, null, null, "EG"), "standard",
            payment == PaymentState.Paid ? PaymentMethod.Prepaid : PaymentMethod.Cod, payment, PartialPolicy.Split,
            [.. lines.Select(line => new IncomingLine(null, "A", null, "A", line.Units, $"{line.Units}", Egp(line.Price), Egp((long)line.Price * line.Units)))],
            Egp(shipping), Egp(0), Egp(tax), Egp(discount), Egp(0), null, null);
        return SalesOrder.Receive(told, new StoreFacts("shop", Channel.Pos, "EG", "EGP", CodConfirmPolicy.Never), Guid.NewGuid(), 1, at, null);
    }

    private static Money Egp(long minor) => new(minor, "EGP");
}
