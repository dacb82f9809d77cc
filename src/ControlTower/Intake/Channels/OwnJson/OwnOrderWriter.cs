using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.OwnJson;

/// <summary>
/// Writes an order in our own JSON, always in the same way: what came by file or by hand is kept raw like anything else, and can be
/// read again by <see cref="OwnOrderReader"/>.
/// </summary>
public static class OwnOrderWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(IncomingOrder order)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            WriteHead(json, order);
            WritePeople(json, order);
            WriteLines(json, order.Lines);
            WriteMoney(json, "shipping", order.Shipping);
            WriteMoney(json, "tax", order.Tax);
            WriteFees(json, order.Fees);
            WriteMoney(json, "discount", order.Discount);
            WriteMoney(json, "paidOtherwise", order.PaidOtherwise);
            json.WriteBoolean("fulfilled", order.IsFulfilled);
            if (order.Total is { } total)
            {
                WriteMoney(json, "total", total);
            }

            json.WriteString("note", order.Note);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteHead(Utf8JsonWriter json, IncomingOrder order)
    {
        json.WriteString("store", order.Store);
        json.WriteString("externalId", order.ExternalId);
        json.WriteString("externalNumber", order.ExternalNumber);
        json.WriteString("placedAt", InstantText(order.PlacedAt));
        json.WriteString("sourceVersion", InstantText(order.SourceVersion));
        json.WriteString("shippingMethod", order.ShippingMethod);
        json.WriteStartObject("payment");
        json.WriteString("method", OwnOrderReader.Methods.First(word => word.Value == order.Method).Key);
        json.WriteBoolean("paid", order.Payment == PaymentState.Paid);
        json.WriteEndObject();
        json.WriteString("partial", order.Partial switch { PartialPolicy.Split => "split", PartialPolicy.Hold => "hold", null => null });
    }

    private static void WritePeople(Utf8JsonWriter json, IncomingOrder order)
    {
        json.WriteStartObject("customer");
        json.WriteString("name", order.Contact.Name);
        json.WriteString("phone", order.Contact.Phone);
        json.WriteString("email", order.Contact.Email);
        json.WriteEndObject();
        json.WriteStartObject("shipTo");
        json.WriteString("name", order.ShipTo.Name);
        json.WriteString("phone", order.ShipTo.Phone);
        json.WriteString("line1", order.ShipTo.Line1);
        json.WriteString("line2", order.ShipTo.Line2);
        json.WriteString("city", order.ShipTo.City);
        json.WriteString("region", order.ShipTo.Region);
        json.WriteString("postcode", order.ShipTo.Postcode);
        json.WriteString("country", order.ShipTo.Country);
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, IReadOnlyList<IncomingLine> lines)
    {
        json.WriteStartArray("lines");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("sku", line.Sku);
            json.WriteString("name", line.Name);
            json.WriteNumber("units", line.Units ?? 0);
            WriteMoney(json, "unitPrice", line.UnitPrice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFees(Utf8JsonWriter json, Money fees)
    {
        json.WriteStartArray("fees");
        if (fees.Minor != 0)
        {
            json.WriteStartObject();
            json.WriteString("name", "fees");
            WriteMoney(json, "amount", fees);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMoney(Utf8JsonWriter json, string name, Money money)
    {
        json.WriteStartObject(name);
        json.WriteString("amount", money.AmountText);
        json.WriteString("currency", money.Currency);
        json.WriteEndObject();
    }

    private static string InstantText(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
