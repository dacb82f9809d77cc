using System.Text;
using System.Text.Json.Nodes;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Intake.Channels;

public sealed class OwnOrderReaderTests
{
    private const string Example = """
        { "store": "pos-cairo", "externalId": "R-1001", "placedAt": "2026-11-23T10:00:00Z", "sourceVersion": "2026-11-23T10:05:00Z",
          "customer": { "name": "Mona A.", "phone": "٠١٠٠١٢٣٤٥٦٧", "email": "mona@example.com" },
          "shipTo": { "name": "Mona A.", "phone": "01001234567", "line1": "12 Nile St", "line2": null, "city": "Cairo", "region": "Cairo", "postcode": null, "country": "EG" },
          "shippingMethod": "standard", "payment": { "method": "cod", "paid": false }, "partial": "split",
          "lines": [ { "sku": "TEA-250", "name": "Tea", "units": 2, "unitPrice": { "amount": "120.00", "currency": "EGP" } } ],
          "shipping": { "amount": "45.00", "currency": "EGP" }, "tax": null, "fees": [ { "name": "COD fee", "amount": { "amount": "5.00", "currency": "EGP" } } ],
          "discount": null, "paidOtherwise": null, "fulfilled": false, "total": { "amount": "290.00", "currency": "EGP" }, "note": null }
        """;

    public static byte[] Body(Action<JsonObject>? change = null)
    {
        var body = JsonNode.Parse(Example)!.AsObject();
        change?.Invoke(body);
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    [Fact]
    public void The_example_of_the_contract_is_read()
    {
        Assert.True(OwnOrderReader.Read(Body()).Decided(out var order, out _));

        Assert.Equal(("pos-cairo", "R-1001", "EGP", "01001234567"), (order.Store, order.ExternalId, order.Currency, order.Contact.Phone));
        Assert.Equal((PaymentMethod.Cod, PaymentState.CodUnconfirmed, PartialPolicy.Split), (order.Method, order.Payment, order.Partial));
        Assert.Equal((24000L, 500L, 29000L), (order.Lines[0].LineTotal.Minor, order.Fees.Minor, order.Total!.Value.Minor));
    }

    [Theory]
    [InlineData("cod", true, PaymentState.Paid)]
    [InlineData("cod", false, PaymentState.CodUnconfirmed)]
    [InlineData("prepaid", false, PaymentState.Pending)]
    [InlineData("cash", true, PaymentState.Paid)]
    public void Method_and_paid_say_where_the_money_is(string method, bool isPaid, PaymentState expected)
    {
        Assert.True(OwnOrderReader.Read(Body(body => (body["payment"]!["method"], body["payment"]!["paid"]) = (method, isPaid))).Decided(out var order, out _));
        Assert.Equal(expected, order.Payment);
    }

    [Fact]
    public void No_units_at_all_are_taken_in_and_left_to_validation()
    {
        Assert.True(OwnOrderReader.Read(Body(body => body["lines"]![0]!["units"] = -3)).Decided(out var order, out _));
        Assert.Equal((null, "-3"), (order.Lines[0].Units, order.Lines[0].UnitsText));
    }

    public static TheoryData<string, string, string, string> Slips => new()
    {
        { "lines[0].sku", "null", "api.field-missing", "lines[0].sku" },
        { "lines[0].sku", "7", "api.field-type", "lines[0].sku" },
        { "lines[0].units", "1.5", "api.field-type", "lines[0].units" },
        { "lines[0].units", "\"2\"", "api.field-type", "lines[0].units" },
        { "lines[0].unitPrice", "120", "api.field-type", "lines[0].unitPrice" },
        { "lines[0].unitPrice.amount", "\"120.005\"", "api.field-value", "lines[0].unitPrice.amount" },
        { "lines[0].unitPrice.amount", "\"1e3\"", "api.field-value", "lines[0].unitPrice.amount" },
        { "lines[0].unitPrice.currency", "\"usd\"", "api.field-value", "lines[0].unitPrice.currency" },
        { "shipping.currency", "\"USD\"", "api.field-value", "shipping.currency" },
        { "lines", "[]", "api.field-value", "lines" },
        { "lines", "[1]", "api.field-type", "lines[0]" },
        { "lines[0].colour", "\"red\"", "api.field-unknown", "lines[0].colour" },
        { "customer.fax", "\"1\"", "api.field-unknown", "customer.fax" },
        { "colour", "\"red\"", "api.field-unknown", "colour" },
        { "payment.method", "\"COD\"", "api.field-value", "payment.method" },
        { "payment.paid", "\"no\"", "api.field-type", "payment.paid" },
        { "placedAt", "\"2026-11-23T10:00:00\"", "api.field-value", "placedAt" },
        { "placedAt", "\"yesterday\"", "api.field-value", "placedAt" },
        { "partial", "\"maybe\"", "api.field-value", "partial" },
        { "fees", "[{\"name\":\"x\"}]", "api.field-missing", "fees[0].amount" },
        { "store", "\"\"", "api.field-missing", "store" },
    };

    [Theory, MemberData(nameof(Slips))]
    public void A_slip_is_told_with_its_path(string path, string value, string code, string field)
    {
        var body = Body(root => Put(root, path, JsonNode.Parse(value)));
        Assert.False(OwnOrderReader.Read(body).Decided(out _, out var refused));
        Assert.Equal((code, field), (refused.Code, refused.Field));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"store\":\"a\",\"store\":\"b\"}")]
    [InlineData("{\"store\":")]
    public void What_is_no_object_is_refused_as_a_whole(string body)
    {
        Assert.False(OwnOrderReader.Read(Encoding.UTF8.GetBytes(body)).Decided(out _, out var refused));
        Assert.Equal("api.json-malformed", refused.Code);
    }

    [Fact]
    public void An_order_that_is_written_and_read_again_is_written_the_same()
    {
        Assert.True(OwnOrderReader.Read(Body()).Decided(out var order, out _));
        var written = OwnOrderWriter.Write(order);

        Assert.True(OwnOrderReader.Read(written).Decided(out var again, out _));
        Assert.Equal(written, OwnOrderWriter.Write(again));
        Assert.Equal(order with { Lines = [] }, again with { Lines = [] });
        Assert.Equal(order.Lines, again.Lines);
    }

    private static void Put(JsonObject root, string path, JsonNode? value)
    {
        JsonNode at = root;
        var parts = path.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        foreach (var part in parts[..^1])
        {
            at = part == "0" ? at[0]! : at[part]!;
        }

        at[parts[^1]] = value;
    }
}
