using System.Globalization;
using System.Text.Json;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Validation;

/// <summary>Stops bad orders before they reach a shelf. Everything that is wrong is told at once, so that one call to the customer settles it.</summary>
public static class OrderValidation
{
    /// <summary>More of one line is a slip of the finger until somebody says otherwise.</summary>
    public const int UnitsMax = 1_000;

    /// <returns>Empty when the order is valid; else in the order in which the customer would be asked.</returns>
    public static IReadOnlyList<Finding> Judge(OrderFacts order) =>
        [.. order.IsCounterSale ? [] : Contact(order), .. order.Lines.SelectMany(Line), .. order.IsCounterSale ? [] : Shipping(order), .. Payment(order)];

    private static IEnumerable<Finding> Contact(OrderFacts order)
    {
        if (order.Phone.Fault is { } fault)
        {
            yield return Found(ExceptionCode.PhoneInvalid, null, order.Order, ("fault", CamelCase(fault.ToString())));
        }

        // What the customer collects needs no address.
        if (order.Shipping != ShippingMethod.Pickup && !order.Address.Passes(order.AddressScoreMin))
        {
            yield return Found(
                ExceptionCode.AddrInvalid, null, order.Order,
                ("score", Text(order.Address.Score)),
                ("scoreMin", Text(order.AddressScoreMin)),
                ("reasons", string.Join(", ", order.Address.Reasons.Select(reason => CamelCase(reason.Fault.ToString())))),
                ("ask", string.Join(" ", order.Address.Reasons.Select(reason => reason.Question))));
        }
    }

    private static IEnumerable<Finding> Line(LineFacts line)
    {
        if (line.Sku is null)
        {
            yield return Found(ExceptionCode.SkuUnknown, line.Line, Asked(line), ("sku", line.AskedSku), ("name", line.Name), ("fault", "unknown"));
        }
        else if (line.BarcodeSku is { } other && other != line.Sku)
        {
            yield return Found(
                ExceptionCode.SkuUnknown, line.Line, Asked(line),
                ("sku", line.AskedSku), ("name", line.Name), ("fault", "otherVariant"), ("barcodeSku", other));
        }

        if (line.Units is not > 0 or > UnitsMax)
        {
            yield return Found(
                ExceptionCode.QtyInvalid, line.Line, $"{Asked(line)}:{line.AskedUnits}",
                ("sku", line.AskedSku), ("name", line.Name), ("units", line.AskedUnits), ("fault", line.Units > UnitsMax ? "absurd" : "noWholeNumberAboveZero"));
        }
    }

    private static IEnumerable<Finding> Shipping(OrderFacts order)
    {
        if (order.Shipping is null)
        {
            yield return Found(ExceptionCode.ShipMethodInvalid, null, order.ShippingAsked ?? "", ("asked", order.ShippingAsked ?? ""));
        }
    }

    /// <summary>Total = lines + shipping + fees + tax − discount − paid otherwise; a channel may round each line its own way.</summary>
    private static IEnumerable<Finding> Payment(OrderFacts order)
    {
        var amounts = order.Amounts;

        // Decimals: what somebody sent may overflow when it is added up.
        var sum = amounts.Lines.Sum(line => (decimal)line) + amounts.Shipping + amounts.Fees + amounts.Tax - amounts.Discount - amounts.PaidOtherwise;
        string[] faults =
        [
            .. order.Payment is null ? ["statusMissing"] : (string[])[],
            .. Math.Abs(sum - amounts.Total) > amounts.Lines.Count ? ["totalDiffers"] : (string[])[],
        ];
        if (faults.Length > 0)
        {
            yield return Found(
                ExceptionCode.PayMismatch, null, order.Order,
                ("fault", string.Join(", ", faults)), ("total", Amount(amounts.Total, amounts.Currency)), ("sum", Amount(sum, amounts.Currency)));
        }
    }

    private static string Asked(LineFacts line) => line.AskedSku.Length > 0 ? line.AskedSku : line.Name;

    private static Finding Found(ExceptionCode code, int? line, string cause, params (string Name, string Value)[] evidence) =>
        new(code, line, $"{code.Text()}:{cause}", evidence.ToDictionary(fact => fact.Name, fact => fact.Value));

    private static string Amount(decimal minor, string currency)
    {
        for (var digit = 0; digit < Money.DigitsOf(currency); digit++)
        {
            minor /= 10;
        }

        return $"{minor.ToString("F" + Money.DigitsOf(currency), CultureInfo.InvariantCulture)} {currency}";
    }

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
