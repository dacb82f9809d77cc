using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Foreign;

namespace ControlTower.Intake.Channels.Shopify;

/// <summary>A Shopify shop's Admin interface (REST).</summary>
public sealed partial class ShopifyShop(HttpClient http, ShopAccess access) : IShopApi
{
    private const int PageSize = 250;
    private const string Api = "/admin/api/2026-04/";

    public string ListedTopic => ShopifyReader.ListedTopic;

    public async IAsyncEnumerable<ListedOrder> OrdersSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var min = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var path = $"orders.json?updated_at_min={Uri.EscapeDataString(min)}&status=any&limit={PageSize}";
        await foreach (var order in EachAsync(path, "orders", ShopPages.Order, cancellationToken))
        {
            yield return order;
        }
    }

    public async IAsyncEnumerable<ListedSku> CatalogueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var variants in EachAsync($"products.json?limit={PageSize}", "products", Variants, cancellationToken))
        {
            foreach (var sku in variants)
            {
                yield return sku;
            }
        }
    }

    private async IAsyncEnumerable<T> EachAsync<T>(
        string first, string list, Func<JsonElement, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = new Uri(access.BaseUrl, Api + first);
        for (var number = 1; next is not null && number <= ShopPages.PagesMax; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            request.Headers.Add("X-Shopify-Access-Token", access.ApiSecret.Length > 0 ? access.ApiSecret : access.ApiKey);
            using var page = await ShopPages.FetchAsync(http, request, cancellationToken);
            if (page.Root.ValueKind is JsonValueKind.Object && page.Root.TryGetProperty(list, out var found) && found.ValueKind is JsonValueKind.Array)
            {
                foreach (var entry in found.EnumerateArray())
                {
                    yield return read(entry);
                }
            }

            next = NextOf(page.Link);
        }
    }

    /// <summary>
    /// Of what the shop names as the next page only path and query are followed: a link to another host would carry our token there.
    /// </summary>
    private Uri? NextOf(string link) =>
        NextLink().Match(link) is { Success: true } match && Uri.TryCreate(access.BaseUrl, match.Groups[1].Value, out var next)
            ? new Uri(access.BaseUrl, next.PathAndQuery)
            : null;

    private List<ListedSku> Variants(JsonElement element)
    {
        var product = new ForeignValue(element, "$");
        var title = product["title"].Text() ?? "";
        var pictures = product["images"].Items(int.MaxValue)
            .Select(image => (Id: image["id"].Raw(), Src: image["src"].Raw()))
            .Append((Id: null, Src: product["image"]["src"].Raw()))
            .Where(picture => picture.Src is not null)
            .ToList();
        return
        [
            .. product["variants"].Items(int.MaxValue).Select(variant => (Value: variant, Sku: ForeignText.Code(variant["sku"].Raw())))
                .Where(variant => variant.Sku is not null)
                .Select(variant => new ListedSku(
                    variant.Sku!,
                    variant.Value["title"].Text() is { } own and not "Default Title" ? $"{title} - {own}" : title,
                    ForeignText.Code(variant.Value["barcode"].Raw()),
                    Grams(variant.Value),
                    variant.Value["price"].Price(access.Currency),
                    pictures.Where(picture => picture.Id is not null && picture.Id == variant.Value["image_id"].Raw()).Select(picture => picture.Src).FirstOrDefault()
                        ?? pictures.Select(picture => picture.Src).FirstOrDefault())),
        ];
    }

    private static int? Grams(ForeignValue variant) =>
        !variant["grams"].IsMissing ? variant["grams"].Grams(1m) : variant["weight"].Grams(variant["weight_unit"].Text() switch
        {
            "g" => 1m, "lb" => 453.59237m, "oz" => 28.349523125m, _ => 1000m,
        });

    [GeneratedRegex("<([^<>]+)>;\\s*rel=\"?next\"?")]
    private static partial Regex NextLink();
}
