using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels;

/// <summary>
/// A shop asked by us: which orders changed since then, and what it sells. What no webhook told us is found this way. Both stop with
/// the exception of the pipe (<see cref="HttpRequestException"/>, <see cref="System.Text.Json.JsonException"/>); whoever asked tries again later.
/// </summary>
public interface IShopApi
{
    /// <summary>The topic under which its orders are kept and read, as if a webhook had brought them.</summary>
    string ListedTopic { get; }

    /// <summary>Orders that changed at or after <paramref name="since"/>. One that changes meanwhile may come twice; none is left out.</summary>
    IAsyncEnumerable<ListedOrder> OrdersSinceAsync(DateTimeOffset since, CancellationToken cancellationToken);

    IAsyncEnumerable<ListedSku> CatalogueAsync(CancellationToken cancellationToken);
}

/// <summary>How to reach a shop. The base address is the host's root; the documented path is added to it.</summary>
/// <param name="ApiKey">WooCommerce: the consumer key. Shopify: not used where there is an access token.</param>
/// <param name="ApiSecret">WooCommerce: the consumer secret. Shopify: the access token.</param>
public sealed record ShopAccess(Uri BaseUrl, string ApiKey, string ApiSecret, string Currency);

/// <param name="ExternalId">Null where the entry has no id that we can read; its body is kept all the same.</param>
/// <param name="Body">The order's own JSON, as the list had it.</param>
public sealed record ListedOrder(string? ExternalId, byte[] Body)
{
    /// <summary>One version of an order is one message, however often a sweep meets it.</summary>
    public string DedupeKey => Delivery.KeyOf("listed", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Body)));
}

/// <param name="WeightGrams">Null where the shop does not say.</param>
public sealed record ListedSku(string Sku, string Name, string? Barcode, int? WeightGrams, Money? Price, string? ImageUrl);
