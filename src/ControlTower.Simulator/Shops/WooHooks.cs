using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>
/// WooCommerce's webhooks: one try and no more; after five failures in a row it switches the webhook off, and it stays off
/// until the shop's keeper notices and saves it again, which sends a ping. What was not sent then, the tower finds in the REST list.
/// </summary>
public sealed class WooHooks(ShopLedger ledger, OwnAddress own, HttpClient http, Pace pace, SimSettings settings, Tally tally, TimeProvider clock)
    : ShopHooks(ledger, http, settings, tally, clock)
{
    private const int FailuresMax = 5;
    private const int WebhookId = 142;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_keeperLooks = TimeSpan.FromMinutes(8); // of life
    private static readonly TimeSpan s_keeperLooksLeast = TimeSpan.FromSeconds(10);

    private int _failures;

    public bool IsDisabled => Volatile.Read(ref _failures) > FailuresMax;

    protected override int Abreast => 4;

    public override byte[] Render(ShopOrder order) => WooBody.Of(order, own.Root);

    protected override IReadOnlyList<string> TopicsOf(ShopEvent what) => what switch
    {
        ShopEvent.Created => ["order.created"],
        ShopEvent.Updated or ShopEvent.Paid or ShopEvent.Cancelled => ["order.updated"],
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(base.ExecuteAsync(stoppingToken), KeepShopAsync(stoppingToken));

    protected override async Task DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (IsDisabled)
        {
            Tally.Count("webhooks not sent (switched off)");
            return;
        }

        using var request = Request(new ByteArrayContent(delivery.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } });
        var second = Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-WC-Webhook-Source", new Uri(own.Root, "/").ToString());
        request.Headers.Add("X-WC-Webhook-Topic", delivery.Topic);
        request.Headers.Add("X-WC-Webhook-Resource", "order");
        request.Headers.Add("X-WC-Webhook-Event", delivery.Topic[(delivery.Topic.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        request.Headers.Add("X-WC-Webhook-Signature", Sign(delivery.Body, Settings.SecretWoo));
        request.Headers.Add("X-WC-Webhook-ID", Number(WebhookId));
        request.Headers.Add("X-WC-Webhook-Delivery-ID", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{WebhookId}{second}")))[..32]);

        var (status, _) = await PostAsync(request, s_timeout, cancellationToken);
        if (status is >= 200 and < 300 or 301 or 302)
        {
            Volatile.Write(ref _failures, 0);
        }
        else if (Interlocked.Increment(ref _failures) == FailuresMax + 1)
        {
            Tally.Count("webhook switched off");
        }
    }

    /// <summary>Pings when the webhook is saved: at the start, and each time that it is switched on again.</summary>
    private async Task KeepShopAsync(CancellationToken cancellationToken)
    {
        await PingAsync(cancellationToken);
        while (true)
        {
            await pace.WaitAsync(s_keeperLooks, s_keeperLooksLeast, cancellationToken);
            if (IsDisabled && await PingAsync(cancellationToken))
            {
                Volatile.Write(ref _failures, 0);
                Tally.Count("webhook switched on again");
            }
        }
    }

    private async Task<bool> PingAsync(CancellationToken cancellationToken)
    {
        using var ping = Request(new FormUrlEncodedContent([new KeyValuePair<string, string>("webhook_id", Number(WebhookId))]));
        var (status, _) = await PostAsync(ping, s_timeout, cancellationToken);
        return status == 200;
    }

    private HttpRequestMessage Request(HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/woocommerce/{Store.Key}")
        {
            Content = content, Version = HttpVersion.Version10, VersionPolicy = HttpVersionPolicy.RequestVersionExact, // WordPress speaks 1.0
        };
        request.Headers.UserAgent.ParseAdd("WooCommerce/10.3.5 Hookshot (WordPress/6.8.3)");
        return request;
    }
}
