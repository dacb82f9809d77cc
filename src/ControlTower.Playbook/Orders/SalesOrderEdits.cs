using System.Globalization;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>What a person changes of an order by hand. What was promised of it has been given back before.</summary>
public sealed partial class SalesOrder
{
    /// <summary>Another SKU, other units, another price; null keeps what was there. What the line costs goes into the total.</summary>
    public void EditLine(OrderLine line, string? sku, int? units, Money? unitPrice)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(line.Reserved + line.Picked + line.Packed + line.Shipped, 0); // given back before, or it is not ours to change
        TotalMinor -= line.LineTotalMinor;
        var (count, price) = (units ?? line.Ordered - line.Cancelled, unitPrice ?? new Money(line.UnitPriceMinor, Currency));
        line.Ask(Asked(line.ExternalLineId, sku ?? line.Sku ?? line.AskedSku, sku is null ? line.Name : "", count, price));
        TotalMinor += line.LineTotalMinor;
    }

    public OrderLine AddLine(string sku, string name, int units, Money unitPrice)
    {
        var line = new OrderLine(Id, Lines.Count == 0 ? 1 : Lines.Max(known => known.LineNo) + 1, Asked(null, sku, name, units, unitPrice));
        Lines.Add(line);
        TotalMinor += line.LineTotalMinor;
        return line;
    }

    /// <summary>What was accepted before is asked about again, since it was accepted of something else.</summary>
    /// <param name="codes">Of findings, for all lines.</param>
    public void JudgeAnew(params ReadOnlySpan<ExceptionCode> codes)
    {
        foreach (var code in codes)
        {
            var text = code.Text();
            Accepted = [.. Accepted.Where(accepted => accepted != text && !accepted.StartsWith(text + ":", StringComparison.Ordinal))];
        }
    }

    private static IncomingLine Asked(string? externalLineId, string sku, string name, int units, Money price) => new(
        externalLineId, sku, Barcode: null, name, units, units.ToString(CultureInfo.InvariantCulture), price, price with { Minor = price.Minor * units });
}
