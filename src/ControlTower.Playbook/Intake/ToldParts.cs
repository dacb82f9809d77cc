using System.Security.Cryptography;
using System.Text.Json;

namespace ControlTower.Playbook.Intake;

/// <summary>
/// Fingerprints of the parts of an order as its channel told it last. A newer version is compared with these and not with the order
/// itself: what people corrected here meanwhile (a phone, an address) is not taken back because the shop repeats its old words.
/// </summary>
public sealed record ToldParts(string Contact, string ShipTo, string Lines, string Money, string Shipping)
{
    public static ToldParts Of(IncomingOrder order) => new(
        Print(order.Contact), Print(order.ShipTo), Print(order.Lines),
        Print(new { order.Shipping, order.Fees, order.Tax, order.Discount, order.PaidOtherwise, order.Total }),
        Print(new { order.ShippingMethod, order.Partial, order.Note }));

    public static ToldParts From(string[] stored) => stored is [var contact, var shipTo, var lines, var money, var shipping]
        ? new(contact, shipTo, lines, money, shipping)
        : new("", "", "", "", "");

    public string[] ToStored() => [Contact, ShipTo, Lines, Money, Shipping];

    /// <returns>Names of the parts that differ, as the journal tells them.</returns>
    public IReadOnlyList<string> ChangedSince(ToldParts before)
    {
        List<string> changed = [];
        Compare("contact", Contact, before.Contact);
        Compare("shipTo", ShipTo, before.ShipTo);
        Compare("lines", Lines, before.Lines);
        Compare("total", Money, before.Money);
        Compare("shippingMethod", Shipping, before.Shipping);
        return changed;

        void Compare(string name, string now, string then)
        {
            if (now != then)
            {
                changed.Add(name);
            }
        }
    }

    private static string Print<T>(T part) => Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(part)).AsSpan(0, 12));
}
