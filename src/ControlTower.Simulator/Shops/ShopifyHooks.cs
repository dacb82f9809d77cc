using System.Net.Http.Headers;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>Shopify's webhooks: five seconds for an answer, then eight more tries over four hours, each with the first body and the same ids.</summary>
public sealed class ShopifyHooks(ShopLedger ledger, HttpClient http, Pace pace, SimSettings settings, Tally tally, TimeProvider clock)
    : ShopHooks(ledger, http, settings, tally, clock)
{
    public const int RetriesMax = 8;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMinutes(1); // of life; doubled each time: 1 + 2 + … + 128 minutes
    private static readonly TimeSpan s_leastWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Most of them sleep towards their next try while the tower is away.</summary>
    protected override int Abreast => 256;

    public override byte[] Render(ShopOrder order) => ShopifyBody.Of(order);

    protected override IReadOnlyList<string> TopicsOf(ShopEvent what) => what switch
    {
        ShopEvent.Created => ["orders/create"],
        ShopEvent.Updated => ["orders/updated"],
        ShopEvent.Paid => ["orders/paid", "orders/updated"],
        ShopEvent.Cancelled => ["orders/cancelled", "orders/updated"],
    };

    protected override async Task DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        for (var retry = 0; ; retry++)
        {
            using var request = Request(delivery);
            var (status, retryAfter) = await PostAsync(request, s_timeout, cancellationToken);
            if (status is >= 200 and < 300)
            {
                return;
            }

            if (retry == RetriesMax)
            {
                Tally.Count("webhooks given up");
                return;
            }

            var jitter = Dice.Of(Settings.Seed, "retry", delivery.EventId.ToString(), Number(retry)).Between(80, 120) / 100.0;
            await pace.WaitAsync(s_firstWait * Math.Pow(2, retry) * jitter, retryAfter > s_leastWait ? retryAfter.Value : s_leastWait, cancellationToken);
        }
    }

    private HttpRequestMessage Request(Delivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/shopify/{Store.Key}")
        {
            Content = new ByteArrayContent(delivery.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("X-Shopify-Topic", delivery.Topic);
        request.Headers.Add("X-Shopify-Shop-Domain", ShopifyBody.ShopDomain);
        request.Headers.Add("X-Shopify-API-Version", ShopifyBody.ApiVersion);
        request.Headers.Add("X-Shopify-Webhook-Id", Dice.Of(0, "hook", delivery.EventId.ToString(), delivery.Topic).Id().ToString());
        request.Headers.Add("X-Shopify-Event-Id", delivery.EventId.ToString());
        request.Headers.Add("X-Shopify-Triggered-At", delivery.At.UtcDateTime.ToString("O"));
        request.Headers.Add("X-Shopify-Order-Id", Number(delivery.OrderId));
        request.Headers.Add("X-Shopify-Hmac-SHA256", Sign(delivery.Body, Settings.SecretShopify));
        return request;
    }
}
