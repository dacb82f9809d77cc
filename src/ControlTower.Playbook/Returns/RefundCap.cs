using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Returns;

/// <summary>Units of one line that come back.</summary>
public sealed record ReturnUnits(int Line, int Units);

/// <summary>
/// How much money may go back: what was paid for the units, and never more than was paid for the order and not refunded yet. The discount,
/// the tax and what was paid otherwise are apportioned over the lines by their totals, the last line taking the rest, so that all lines
/// together give exactly what was paid for goods. Shipping and fees go back only with the last unit, and only where the fault was ours.
/// </summary>
public static class RefundCap
{
    /// <summary>What the customer paid for the goods of one line, in minor units.</summary>
    public static long PaidForLine(SalesOrder order, int lineNo)
    {
        var lines = order.Lines.Where(line => line.LineTotalMinor > 0).OrderBy(line => line.LineNo).ToList();
        var goods = lines.Sum(line => line.LineTotalMinor);
        var paid = goods + order.TaxMinor - order.DiscountMinor - order.PaidOtherwiseMinor;
        if (goods == 0 || paid <= 0)
        {
            return 0;
        }

        long before = 0;
        long share = 0;
        foreach (var line in lines)
        {
            // Sums are apportioned and differences taken, so that nothing is lost to rounding.
            var until = before + line.LineTotalMinor;
            share = Part(paid, until, goods) - Part(paid, before, goods);
            if (line.LineNo == lineNo)
            {
                return share;
            }

            before = until;
        }

        return 0;
    }

    /// <summary>What the customer paid for some units of a line; for all of them exactly what was paid for the line.</summary>
    public static long PaidForUnits(SalesOrder order, int lineNo, int unitsBefore, int units)
    {
        var line = order.Lines.Single(of => of.LineNo == lineNo);
        var ordered = line.Ordered - line.Cancelled;
        if (ordered <= 0)
        {
            return 0;
        }

        var paid = PaidForLine(order, lineNo);
        return Part(paid, Math.Min(ordered, unitsBefore + units), ordered) - Part(paid, Math.Min(ordered, unitsBefore), ordered);
    }

    /// <summary>What came in for the order, in minor units: nothing before it was paid or collected.</summary>
    public static long PaidForOrder(SalesOrder order) => PaymentFlow.IsPaid(order.Payment) ? order.TotalMinor : 0;

    /// <returns>Null, or <c>returns.over-cap</c> with both figures.</returns>
    /// <param name="refunded">Sum of the order's other refunds that count: <see cref="RefundFlow.Counts"/>.</param>
    public static Refusal? Judge(SalesOrder order, long amountMinor, long refunded)
    {
        var left = Math.Max(0, PaidForOrder(order) - refunded);
        return amountMinor > left
            ? ReturnRefusals.OverCap(new Money(amountMinor, order.Currency), new Money(left, order.Currency), PaidForOrder(order) == 0)
            : null;
    }

    /// <summary>What a return asks for by itself when it was graded.</summary>
    /// <param name="graded">Units by line that came back and were graded.</param>
    /// <param name="before">Units by line of earlier returns of the order.</param>
    /// <param name="isOurFault">Then the last unit brings shipping and fees with it.</param>
    public static long Suggest(SalesOrder order, IReadOnlyCollection<ReturnUnits> graded, IReadOnlyDictionary<int, int> before, bool isOurFault, long refunded)
    {
        var goods = graded.Sum(line => PaidForUnits(order, line.Line, before.GetValueOrDefault(line.Line), line.Units));
        var isAll = order.Lines.TrueForAll(line =>
            before.GetValueOrDefault(line.LineNo) + graded.Where(of => of.Line == line.LineNo).Sum(of => of.Units) >= line.Ordered - line.Cancelled);
        var rest = isAll && isOurFault ? order.ShippingMinor + order.FeesMinor : 0;
        return Math.Min(goods + rest, Math.Max(0, PaidForOrder(order) - refunded));
    }

    private static long Part(long whole, long part, long of) => (long)((Int128)whole * part / of);
}
