using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ControlTower.Tests.Intake.Channels;

namespace ControlTower.Tests.Journeys;

/// <summary>The order of WooCommerce's own documentation, sent anew: another number, an hour that is ours, goods that we may know.</summary>
internal sealed record WooOrder(long Id)
{
    public const string Mug = "MUG-1";
    public const string Shirt = "Bar3";

    private static readonly JsonNode s_documented = JsonNode.Parse(Fixtures.Bytes("woocommerce/docs-order-727-created-paid-bacs.json"))!;

    public string Phone { get; init; } = "(415) 555-2671";

    public string Status { get; init; } = "processing";

    /// <summary>Of the first line; the second is one shirt.</summary>
    public string FirstSku { get; init; } = Mug;

    /// <summary>How many minutes after it was placed the shop changed it last.</summary>
    public int ChangedAfter { get; init; }

    public string City { get; init; } = "San Francisco";

    public string ExternalId => Id.ToString(CultureInfo.InvariantCulture);

    public byte[] Body()
    {
        var placed = TimeProvider.System.GetUtcNow().AddHours(-1);
        var order = s_documented.DeepClone();
        (order["id"], order["number"], order["status"]) = (Id, ExternalId, Status);
        (order["date_created_gmt"], order["date_created"]) = (Time(placed), Time(placed));
        (order["date_modified_gmt"], order["date_modified"]) = (Time(placed.AddMinutes(ChangedAfter)), Time(placed.AddMinutes(ChangedAfter)));
        (order["date_paid_gmt"], order["date_paid"]) = (Time(placed), Time(placed));
        (order["billing"]!["phone"], order["billing"]!["email"]) = (Phone, $"buyer-{Id}@example.com");
        (order["billing"]!["city"], order["shipping"]!["city"]) = (City, City);
        (order["billing"]!["address_1"], order["shipping"]!["address_1"]) = ($"{Id} Market Street", $"{Id} Market Street"); // a house of its own, or it would look like a twin
        order["line_items"]![0]!["sku"] = FirstSku;
        return Encoding.UTF8.GetBytes(order.ToJsonString());
    }

    /// <summary>As the shop sends it.</summary>
    public HttpRequestMessage Request(string store, string secret, string topic = "order.updated") => Request(store, secret, topic, Body());

    public static HttpRequestMessage Request(string store, string secret, string topic, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/woocommerce/{store}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-WC-Webhook-Topic", topic);
        request.Headers.Add("X-WC-Webhook-ID", "7");
        request.Headers.Add("X-WC-Webhook-Delivery-ID", Convert.ToHexStringLower(SHA256.HashData(body))[..32]);
        request.Headers.Add("X-WC-Webhook-Signature", Sign(body, secret));
        return request;
    }

    public static string Sign(byte[] body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
