using System.Net;
using System.Text;
using System.Text.Json;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping;
using ControlTower.Shipping.Couriers;
using ControlTower.Tests.Intake.Channels;

namespace ControlTower.Tests.Shipping;

/// <summary>What we send has the members that couriers' own samples have, and what they answer is understood: against recorded bodies.</summary>
public sealed class CourierFormatTests
{
    private static readonly OpenCourier s_courier = new(
        "x", CourierKind.Aramex, "EG", new("http://courier.example.com"), "key", ["secret"], new("user", "word", "12345", "000000", "CAI"), 600, [],
        new() { SenderName = "Test Store", SenderPhone = "+201000000009", Locations = new Dictionary<string, string> { ["cairo"] = "loc-1" } }, true, false);

    private static readonly CourierParty s_home = new("Sara Mithal", null, "+201000000001", "buyer@example.com", "12 Tahrir Square", "Apt 5", "Dokki", "Giza", null, "EG");

    private static readonly BookingAsk s_ask = new(
        "062210330000123458-1", "CT-100042", "062210330000123458", null, ShippingMethod.Standard, s_home with { Name = "Test Store" }, s_home, "cairo", 640, 2, "Tea", new Money(150_50, "EGP"),
        new Money(240_00, "EGP"), null, false, "https://tower.example.com/couriers/bosta/events?secret=xxx", new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Aramex_is_asked_in_the_members_of_its_own_samples()
    {
        var (body, _, _) = await SentAsync(http => new AramexApi(http).BookAsync(s_courier, s_ask, Yes, default), "{}");

        Assert.Empty(Unknown(body, "aramex/createshipments-request-cod.json", "aramex/postman-create-shipment-request.json", "aramex/createshipments-request.json"));
        var details = body.GetProperty("Shipments")[0].GetProperty("Details");
        Assert.Equal(("CODS", 150.50m, "KG", "DOM"), (details.GetProperty("Services").GetString(), details.GetProperty("CashOnDeliveryAmount").GetProperty("Value").GetDecimal(),
            details.GetProperty("ActualWeight").GetProperty("Unit").GetString(), details.GetProperty("ProductGroup").GetString()));
        Assert.Equal("/Date(1767355200000+0000)/", body.GetProperty("Shipments")[0].GetProperty("ShippingDateTime").GetString());
        Assert.Equal(24, body.GetProperty("ClientInfo").GetProperty("Source").GetInt32());
    }

    [Fact]
    public async Task Bosta_is_asked_in_the_members_of_its_own_sample_and_its_key_stands_alone()
    {
        var (body, request, ending) = await SentAsync(http => new BostaApi(http).BookAsync(s_courier, s_ask, Yes, default), Fixture("bosta/create-delivery-response.json"));

        Assert.Empty(Unknown(body, "bosta/create-delivery-request-type10.json").Except(["businessReference", "dropOffAddress.districtName", "dropOffAddress.secondLine"]));
        Assert.Equal(("key", "/api/v2/deliveries", 150.50m), (request.Headers.NonValidated["Authorization"].ToString(), request.RequestUri!.AbsolutePath, body.GetProperty("cod").GetDecimal()));
        Assert.Equal(("3xxxxxx", "bosta-delivery-id"), Booked(ending));
    }

    [Fact]
    public async Task EasyPost_is_asked_for_rates_with_our_reference_and_the_key_as_user()
    {
        var (body, request, _) = await SentAsync(http => new EasyPostApi(http).BookAsync(s_courier, s_ask, Yes, default), "{}");

        var shipment = body.GetProperty("shipment");
        Assert.Equal(("062210330000123458-1", 22.6m), (shipment.GetProperty("reference").GetString(), shipment.GetProperty("parcel").GetProperty("weight").GetDecimal()));
        Assert.Equal(("/v2/shipments", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("key:"))), (request.RequestUri!.AbsolutePath, request.Headers.Authorization!.ToString()));
        var sample = JsonDocument.Parse(Fixture("easypost/shipments-create.json")).RootElement.GetProperty("to_address");
        Assert.All(shipment.GetProperty("to_address").EnumerateObject(), member => Assert.True(sample.TryGetProperty(member.Name, out _), member.Name));
    }

    [Fact]
    public async Task A_recorded_purchase_is_read_with_its_number_price_and_label()
    {
        var (_, _, ending) = await SentAsync(http => new EasyPostApi(http).BookAsync(s_courier, s_ask with { IsRepeated = true }, Yes, default), Fixture("easypost/recorded-shipment-bought.json"));

        var label = Assert.IsType<CallEnding<BookedLabel>.Done>(ending).Answer;
        Assert.Equal(("9400100208271102231142", "USD"), (label.Tracking, label.Cost?.Currency));
        Assert.StartsWith("https://", label.LabelUrl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aramex/createshipments-response.json", 200, "32615496023")]
    [InlineData("aramex/createshipments-response-label.json", 200, "47384200001")]
    [InlineData("aramex/error-err01-invalid-credentials.json", 200, "ERR01: ClientInfo - Invalid username or password")]
    public async Task What_Aramex_answers_with_200_is_read_for_what_it_is(string fixture, int status, string expected)
    {
        var (_, _, ending) = await SentAsync(http => new AramexApi(http).BookAsync(s_courier, s_ask, Yes, default), Fixture(fixture), status);

        Assert.Equal(expected, ending switch
        {
            CallEnding<BookedLabel>.Done done => done.Answer.Tracking,
            CallEnding<BookedLabel>.Refused refused => $"{refused.Code}: {refused.Words}",
            _ => ending.ToString(),
        });
    }

    [Theory]
    [InlineData("easypost/error-422-parameter-required.json", 422, typeof(CallEnding<BookedLabel>.Refused))]
    [InlineData(null, 400, typeof(CallEnding<BookedLabel>.Refused))]
    [InlineData(null, 429, typeof(CallEnding<BookedLabel>.NotSent))]
    [InlineData(null, 503, typeof(CallEnding<BookedLabel>.NotSent))]
    [InlineData(null, 500, typeof(CallEnding<BookedLabel>.Unknown))]
    [InlineData(null, 502, typeof(CallEnding<BookedLabel>.Unknown))]
    [InlineData(null, 200, typeof(CallEnding<BookedLabel>.Unknown))]
    public async Task An_answer_is_refused_not_sent_or_unknown_by_whether_it_may_have_been_done(string? fixture, int status, Type ending)
    {
        var body = fixture is null ? "<html>upstream</html>" : Fixture(fixture);

        Assert.IsType(ending, (await SentAsync(http => new EasyPostApi(http).BookAsync(s_courier, s_ask, Yes, default), body, status)).Ending);
        Assert.IsType(ending, (await SentAsync(http => new BostaApi(http).BookAsync(s_courier, s_ask, Yes, default), body, status)).Ending);
    }

    [Fact]
    public async Task After_a_lost_answer_it_is_looked_up_before_anything_is_sent_and_a_courier_without_look_up_is_not_asked_again()
    {
        var (_, looked, _) = await SentAsync(http => new EasyPostApi(http).BookAsync(s_courier, s_ask with { IsRepeated = true }, Yes, default), "down", 502);
        Assert.Equal((HttpMethod.Get, "/v2/shipments/062210330000123458-1"), (looked.Method, looked.RequestUri!.AbsolutePath));

        foreach (var api in new Func<CourierHttp, ICourierApi>[] { http => new AramexApi(http), http => new BostaApi(http) })
        {
            var line = new OneAnswer("{}", 200);
            Assert.IsType<CallEnding<BookedLabel>.Unknown>(await api(new CourierHttp(line)).BookAsync(s_courier, s_ask with { IsRepeated = true }, Yes, default));
            Assert.Null(line.Request);
        }
    }

    [Theory]
    [InlineData("http://10.0.0.5/label.pdf")]
    [InlineData("https://127.0.0.1/label.pdf")]
    [InlineData("http://elsewhere.example.com/label.pdf")]
    [InlineData("file:///etc/passwd")]
    public async Task A_label_is_not_fetched_from_our_own_house(string url)
    {
        var line = new OneAnswer("%PDF", 200);
        Assert.IsType<CallEnding<LabelFile>.Refused>(await new EasyPostApi(new CourierHttp(line)).FetchLabelAsync(s_courier, new(url, null, "x"), default));
        Assert.Null(line.Request);
    }

    private static Task<bool> Yes(string reference) => Task.FromResult(true);

    private static (string, string?) Booked(CallEnding<BookedLabel> ending) =>
        Assert.IsType<CallEnding<BookedLabel>.Done>(ending).Answer is var label ? (label.Tracking, label.Reference) : default;

    private static async Task<(JsonElement Body, HttpRequestMessage Request, CallEnding<BookedLabel> Ending)> SentAsync(
        Func<CourierHttp, Task<CallEnding<BookedLabel>>> book, string answer, int status = 200)
    {
        var line = new OneAnswer(answer, status);
        var ending = await book(new CourierHttp(line));
        return (line.Sent is null ? default : JsonDocument.Parse(line.Sent).RootElement, line.Request!, ending);
    }

    /// <summary>Paths of members that none of the samples has.</summary>
    private static IEnumerable<string> Unknown(JsonElement body, params string[] samples)
    {
        var known = samples.SelectMany(sample => Paths(JsonDocument.Parse(Fixture(sample)).RootElement, "")).ToHashSet();
        return Paths(body, "").Where(path => !known.Contains(path));
    }

    private static IEnumerable<string> Paths(JsonElement of, string path) => of.ValueKind switch
    {
        JsonValueKind.Object => of.EnumerateObject().SelectMany(member => Paths(member.Value, $"{path}.{member.Name}".TrimStart('.')).Prepend($"{path}.{member.Name}".TrimStart('.'))),
        JsonValueKind.Array => of.EnumerateArray().SelectMany(item => Paths(item, path)),
        _ => [],
    };

    private static string Fixture(string name)
    {
        Assert.SkipWhen(Fixtures.Find(name) is null, Fixtures.NotHere);
        return Encoding.UTF8.GetString(Fixtures.Bytes(name));
    }

    /// <summary>A line to a courier that answers once, whatever it is told.</summary>
    private sealed class OneAnswer(string body, int status) : HttpMessageHandler, IHttpClientFactory
    {
        public HttpRequestMessage? Request { get; private set; }

        public string? Sent { get; private set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Request, Sent) = (Request ?? request, Sent ?? (request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
