using System.Globalization;
using System.Text.Json;
using ControlTower.Foreign;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.OwnJson;

/// <summary>Reads the body of POST /api/v1/orders: counters, phone and chat orders, marketplaces, any shop that has no door of its own.</summary>
public static class OwnOrderReader
{
    private const int DepthMax = 16;
    private const int FeesMax = 50;
    private const int IdCharsMax = 64;
    private const int UnitsMax = 1_000_000;

    internal static readonly IReadOnlyDictionary<string, PaymentMethod> Methods = new Dictionary<string, PaymentMethod>
    {
        ["cod"] = PaymentMethod.Cod, ["prepaid"] = PaymentMethod.Prepaid, ["card"] = PaymentMethod.Card, ["cash"] = PaymentMethod.Cash,
    };

    private static readonly Dictionary<string, PartialPolicy> s_partials = new() { ["split"] = PartialPolicy.Split, ["hold"] = PartialPolicy.Hold };

    /// <returns>
    /// The order, or the first thing that is wrong with the body and the path to it: <c>api.json-malformed</c>,
    /// <c>api.field-missing</c>, <c>api.field-unknown</c>, <c>api.field-type</c>, <c>api.field-value</c>. An unknown SKU, a bad phone
    /// or no units at all are not wrong here: they are taken in and become cases, as from any channel.
    /// </returns>
    public static Outcome<IncomingOrder> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DepthMax, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return new Refusal(StrictObject.Malformed, "The body must be an object.", "$");
            }

            var finding = new StrictFinding();
            var order = ReadOrder(new StrictObject(finding, document.RootElement, ""), finding);
            return finding.First is { } refusal ? refusal : order;
        }
        catch (JsonException wrong)
        {
            return new Refusal(StrictObject.Malformed, $"This is not JSON that we can read: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}.", "$");
        }
        catch (InvalidOperationException)
        {
            return new Refusal(StrictObject.Malformed, "The name of a field is broken text.", "$"); // the parser sees it only when it is looked at
        }
    }

    private static IncomingOrder ReadOrder(StrictObject body, StrictFinding finding)
    {
        body.Only(
            "store", "externalId", "externalNumber", "placedAt", "sourceVersion", "customer", "shipTo", "shippingMethod", "payment", "partial",
            "lines", "shipping", "tax", "fees", "discount", "paidOtherwise", "fulfilled", "total", "note");
        var lines = body.Objects("lines", ForeignBody.LinesMax, isDemanded: true).Select(ReadLine).ToList();
        var fees = body.Objects("fees", FeesMax).Select(ReadFee).Sum();
        var (shipping, tax) = (body.Money("shipping"), body.Money("tax"));
        var (discount, paidOtherwise, total) = (body.Money("discount"), body.Money("paidOtherwise"), body.Money("total"));
        var payment = body.Object("payment", isDemanded: true).Only("method", "paid");
        var method = payment.Word("method", Methods, isDemanded: true) ?? PaymentMethod.Prepaid;
        var placedAt = body.Instant("placedAt", isDemanded: true) ?? DateTimeOffset.UnixEpoch;
        var zero = new Money(0, finding.Currency ?? "");
        return new IncomingOrder(
            body.Text("store", isDemanded: true, IdCharsMax) ?? "",
            body.Text("externalId", isDemanded: true, IdCharsMax) ?? "",
            body.Text("externalNumber", charsMax: IdCharsMax),
            placedAt,
            body.Instant("sourceVersion") ?? placedAt,
            zero.Currency,
            ReadContact(body.Object("customer")),
            ReadAddress(body.Object("shipTo")),
            body.Text("shippingMethod"),
            method,
            StateOf(method, payment.Flag("paid", isDemanded: true)),
            body.Word("partial", s_partials),
            lines,
            shipping ?? zero,
            zero with { Minor = fees },
            tax ?? zero,
            discount ?? zero,
            paidOtherwise ?? zero,
            total,
            body.Text("note", charsMax: ForeignText.NoteCharsMax),
            IsFulfilled: body.Flag("fulfilled"));
    }

    private static long ReadFee(StrictObject fee)
    {
        fee.Only("name", "amount").Text("name");
        return fee.Money("amount", isDemanded: true)?.Minor ?? 0;
    }

    private static IncomingLine ReadLine(StrictObject line)
    {
        line.Only("sku", "name", "units", "unitPrice");
        var asked = line.Whole("units");
        var isUnits = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is > 0 and <= UnitsMax;
        var price = line.Money("unitPrice", isDemanded: true) ?? default;
        return new IncomingLine(
            ExternalLineId: null,
            ForeignText.Code(line.Text("sku", isDemanded: true, charsMax: 200)) ?? "",
            Barcode: null,
            line.Text("name") ?? "",
            isUnits ? units : null,
            asked,
            price,
            TotalOf(price, isUnits ? units : 0));
    }

    /// <summary>A price at the edge times units at the edge does not fit a number; such a line is absurd at any smaller total, too.</summary>
    internal static Money TotalOf(Money price, int units) => price with { Minor = (long)Math.Clamp((decimal)price.Minor * units, -1e15m, 1e15m) };

    private static IncomingContact ReadContact(StrictObject customer)
    {
        customer.Only("name", "phone", "email");
        return new IncomingContact(customer.Text("name"), ForeignText.Digits(customer.Text("phone")), customer.Text("email"));
    }

    private static IncomingAddress ReadAddress(StrictObject to)
    {
        to.Only("name", "phone", "line1", "line2", "city", "region", "postcode", "country");
        return new IncomingAddress(
            to.Text("name"),
            ForeignText.Digits(to.Text("phone")),
            ForeignText.Digits(to.Text("line1")),
            ForeignText.Digits(to.Text("line2")),
            ForeignText.Digits(to.Text("city")),
            ForeignText.Digits(to.Text("region")),
            ForeignText.Digits(to.Text("postcode")),
            to.Text("country")?.ToUpperInvariant());
    }

    /// <summary>Cash on delivery that is paid already is simply paid.</summary>
    internal static PaymentState StateOf(PaymentMethod method, bool isPaid) =>
        isPaid ? PaymentState.Paid : method == PaymentMethod.Cod ? PaymentState.CodUnconfirmed : PaymentState.Pending;
}
