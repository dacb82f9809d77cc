using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ControlTower.Tests.Api;

/// <summary>Whatever somebody sends to our own doors, the answer says what is wrong and where; never a 500.</summary>
public sealed class BadInputTests(OrderTower tower) : IClassFixture<OrderTower>
{
    private const string Good = """
        {"store":"pos-cairo","externalId":"BAD-1","placedAt":"2026-11-23T10:00:00Z","payment":{"method":"cod","paid":false},"lines":[{"sku":"TEA-250","units":1,"unitPrice":{"amount":"1.00","currency":"EGP"}}]}
        """;

    public static TheoryData<string, string, int, string, string?> Bodies => new()
    {
        { "orders", "", 400, "api.json-malformed", "$" },
        { "orders", "{", 400, "api.json-malformed", "$" },
        { "orders", "[]", 400, "api.json-malformed", "$" },
        { "orders", Good.Replace("\"units\":1", "\"units\":\"one\"", StringComparison.Ordinal), 400, "api.field-type", "lines[0].units" },
        { "orders", Good.Replace("\"sku\"", "\"skuu\"", StringComparison.Ordinal), 400, "api.field-unknown", "lines[0].skuu" },
        { "orders", Good.Replace("\"1.00\"", "\"1.005\"", StringComparison.Ordinal), 400, "api.field-value", "lines[0].unitPrice.amount" },
        { "orders", Good.Replace("pos-cairo", "nowhere", StringComparison.Ordinal), 404, "intake.store-unknown", "store" },
        { "orders/{n}/hold", "", 400, "api.body-missing", null },
        { "orders/{n}/hold", "{\"type\":", 400, "api.json-malformed", "type" },
        { "orders/{n}/hold", "{}", 400, "api.field-missing", "type" },
        { "orders/{n}/hold", """{"type":"eternal"}""", 400, "api.field-type", "type" },
        { "orders/{n}/hold", """{"type":3}""", 400, "api.field-type", "type" },
        { "orders/{n}/hold", """{"type":"operator","kind":"x"}""", 400, "api.field-unknown", "kind" },
        { "orders/{n}/hold", """{"type":"operator","why":"a\u0000b"}""", 400, "api.field-type", "why" },
        { "orders/{n}/hold", """{"type":"operator","why":"\ud83d"}""", 400, "api.field-type", "why" },
        { "orders/{n}/release", """{"hold":"not-a-uuid","why":"x"}""", 400, "api.field-type", "hold" },
        { "orders/{n}/cancel", """{"why":"x","lines":["one"]}""", 400, "api.field-type", "lines[0]" },
        { "orders/{n}/cancel", """{"why":"x","lines":[]}""", 400, "orders.line-unknown", "lines" },
        { "orders/{n}/cancel", """{"why":"   "}""", 422, "access.why-missing", "why" },
        { "orders/{n}/edit", """{"why":"x","lines":[{"line":1,"units":2147483648}]}""", 400, "api.field-type", "lines[0].units" },
        { "orders/{n}/edit", """{"why":"x","lines":[{"line":1,"units":-1}]}""", 400, "orders.units-invalid", "lines[0].units" },
        { "orders/{n}/edit", """{"why":"x","lines":[{"line":1,"unitPrice":{"amount":"1e9","currency":"EGP"}}]}""", 400, "api.field-value", "lines[0].unitPrice" },
        { "orders/{n}/edit", """{"why":"x","shipTo":{"country":"Egypt"}}""", 400, "orders.country-invalid", "shipTo.country" },
        { "orders/{n}/edit", """{"why":"x","why":"y"}""", 400, "api.field-type", null },
        { "orders/{n}/note", "{}", 400, "api.field-missing", "text" },
        { "orders/{n}/note", """{"text":null}""", 400, "api.field-type", "text" },
        { "orders/{n}/merge", """{"into":"CT-999999999"}""", 400, "orders.into-unknown", "into" },
        { "orders/CT-999999999/cancel", """{"why":"x"}""", 404, "orders.unknown", null },
        { "nothing/here", "{}", 404, "api.no-such-door", null },
    };

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_body_that_is_wrong_is_told_with_its_field(string path, string body, int status, string code, string? field)
    {
        var number = (await tower.PlaceAsync(tower.Order())).Text("number");

        var answer = await SendAsync(path.Replace("{n}", number, StringComparison.Ordinal), body);

        Assert.True((status, code) == (answer.Status, answer.Code) && (field is null || field == answer.Field), answer.ToString());
        Assert.Equal(status, answer.Body.GetProperty("status").GetInt32());
        Assert.NotEmpty(answer.Text("detail"));
    }

    [Fact]
    public async Task A_wish_without_its_key_is_refused_and_a_body_of_another_kind_too()
    {
        Assert.Equal((400, "command.key-missing"), Of(await SendAsync("orders", Good, key: null)));
        Assert.Equal((400, "command.key-malformed"), Of(await SendAsync("orders", Good, key: "once")));
        Assert.Equal((415, "api.media-type"), Of(await SendAsync("orders", Good, type: "text/plain")));
        Assert.Equal((415, "api.media-type"), Of(await SendAsync("orders/CT-100001/note", "text", type: "text/plain")));
        Assert.Equal((413, "api.too-large"), Of(await SendAsync("orders", "\"" + new string('x', 1_100_000) + "\"")));
        Assert.Equal((413, "api.too-large"), Of(await SendAsync("orders/CT-100001/note", "{\"text\":\"" + new string('x', 1_100_000) + "\"}")));
    }

    [Fact]
    public async Task Nobody_comes_in_without_a_key()
    {
        Assert.Equal(401, (await OrderTower.GetAsync(tower.Host.Anonymous(), "orders")).Status);
        Assert.Equal(401, (await OrderTower.GetAsync(tower.Host.Client("ct-made-up"), "orders/CT-100001")).Status);
        Assert.Equal(401, (await OrderTower.PostAsync(tower.Host.Anonymous(), "orders", tower.Order())).Status);
    }

    [Fact]
    public async Task Text_of_any_script_and_direction_is_text()
    {
        var odd = "مُنى 🧕🏽 \u202eevil\u202c <script>alert(1)</script> {{7*7}} %s ' \" \\ 名前";
        var order = tower.Order(name: odd);
        order["note"] = odd;

        var placed = await tower.PlaceAsync(order);

        Assert.Equal(201, placed.Status);
        Assert.Contains("<script>alert(1)</script> {{7*7}} %s ' \" \\ 名前", placed.Body.GetProperty("customer").GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doors_of_health_and_the_description_need_no_key_and_say_that_all_is_well()
    {
        await tower.SettledAsync(tower.Order());
        var anybody = tower.Host.Anonymous();

        Assert.Equal("alive", (await HealthAsync("/health/live")).GetProperty("status").GetString());
        Assert.Equal("ready", (await HealthAsync("/health/ready")).GetProperty("status").GetString());
        var honesty = await HealthAsync("/health/honesty");
        Assert.True(honesty.GetProperty("healthy").GetBoolean(), honesty.GetRawText());
        Assert.True(honesty.GetProperty("invariants").GetArrayLength() > 10);
        await Ground.Eventually.TrueAsync(async () => (await HealthAsync("/health/honesty")).GetProperty("chain").GetProperty("verifiedTo").GetInt64() > 5);
        var described = await HealthAsync("/openapi/v1.json");
        Assert.True(described.GetProperty("paths").TryGetProperty("/api/v1/orders/{number}/cancel", out _), described.GetRawText()[..500]);

        async Task<JsonElement> HealthAsync(string path)
        {
            using var response = await anybody.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)response.StatusCode);
            return (await Answer.OfAsync(response)).Body;
        }
    }

    private Task<Answer> SendAsync(string path, string body, string type = "application/json") => SendAsync(path, body, Guid.NewGuid().ToString(), type);

    private async Task<Answer> SendAsync(string path, string body, string? key, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await tower.Ops.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}
