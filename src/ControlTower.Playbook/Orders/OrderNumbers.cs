using System.Globalization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>Order numbers as people see them: a prefix of the company and a running number, <c>CT-100042</c>.</summary>
public sealed class OrderNumbers(string prefix)
{
    public string Prefix => prefix;

    public string Of(SalesOrder order) => Text(order.Number);

    public string Text(long number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");

    /// <summary>
    /// As a customer is told it: the shop's number first, since the shop gave it to them, with ours beside it; whoever ordered by phone or by
    /// message knows ours alone.
    /// </summary>
    public string KnownAs(Channel channel, string external, long number) => channel switch
    {
        Channel.Whatsapp or Channel.Manual => Text(number),
        Channel.Woocommerce or Channel.Shopify or Channel.Amazon or Channel.Marketplace or Channel.Pos =>
            external.Length == 0 || external == Text(number) ? Text(number) : $"{external} ({Text(number)})",
    };

    /// <summary>Reads a number as typed or scanned, with or without the prefix and the label's <c>ORD-</c>.</summary>
    /// <returns>Null when it is none.</returns>
    public long? Find(string text)
    {
        var bare = text.Trim();
        foreach (var front in new[] { "ORD-", prefix + "-" })
        {
            bare = bare.StartsWith(front, StringComparison.OrdinalIgnoreCase) ? bare[front.Length..] : bare;
        }

        return bare.Length is > 0 and <= 18 && long.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
