using System.Globalization;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Notifications;

/// <summary>What texts may say about an order; every name of the plan has a value, if an empty one.</summary>
internal static class MessageValues
{
    private const int GoodsMax = 4;

    /// <param name="number">As the customer knows it.</param>
    /// <param name="told">What the news itself brought: the amount of a refund, the question of a case.</param>
    public static Dictionary<string, string> Of(
        SalesOrder order, string number, string language, TimeZoneInfo zone, string? link, IReadOnlyDictionary<string, string> told)
    {
        var parcels = order.Parcels.Where(parcel => parcel.IsLive).ToList();
        var values = new Dictionary<string, string>
        {
            ["name"] = FirstName(order.Contact.Name ?? order.Contact.ShipName, language), ["number"] = number.Contains(' ', StringComparison.Ordinal) ? Apart(number, language) : number, ["store"] = order.Store,
            ["goods"] = Goods(order, language), ["total"] = CustomerWords.Sum(order.Total, language),
            ["cash"] = order.CodDue is { } due ? CustomerWords.Sum(due, language) : "",
            ["shipBy"] = order.ShipBy is { } by ? CustomerWords.Time(by, zone, language) : "", ["link"] = link ?? "",
            ["courier"] = Apart(string.Join(", ", parcels.Select(parcel => parcel.Courier).OfType<string>().Distinct().Select(Capital)), language),
            ["tracking"] = string.Join(", ", parcels.Select(parcel => parcel.Tracking).OfType<string>()),
            ["parcels"] = parcels.Count.ToString(CultureInfo.InvariantCulture),
            ["cause"] = order.CancelCause is { } cause ? CustomerWords.Cause(cause, language) : "",
            ["asks"] = CustomerWords.Asks(told.GetValueOrDefault("code") ?? "", language), ["refund"] = "",
        };
        if (told.TryGetValue("refundMinor", out var minor) && long.TryParse(minor, CultureInfo.InvariantCulture, out var amount))
        {
            values["refund"] = CustomerWords.Sum(new Money(amount, order.Currency), language);
        }

        return values;
    }

    private static string FirstName(string? name, string language) =>
        name?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : language == CustomerPlace.Arabic ? "عميلنا العزيز" : "dear customer";

    /// <summary>In an Arabic sentence names of another script stand apart, or they are turned round with it. A number alone does not: it holds together by itself, and is copied.</summary>
    private static string Apart(string text, string language) => language == CustomerPlace.Arabic && text.Any(char.IsAsciiLetter) ? $"\u2068{text}\u2069" : text;

    private static string Goods(SalesOrder order, string language)
    {
        var lines = order.Lines.Where(line => line.Ordered > line.Cancelled).ToList();
        var shown = lines.Take(GoodsMax).Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Ordered - line.Cancelled} × {line.Name}")).Select(line => Apart(line, language));
        return string.Join("\n", lines.Count > GoodsMax ? shown.Append(string.Create(CultureInfo.InvariantCulture, $"+ {lines.Count - GoodsMax}")) : shown);
    }

    private static string Capital(string key) => key.Length == 0 ? key : char.ToUpperInvariant(key[0]) + key[1..];
}
