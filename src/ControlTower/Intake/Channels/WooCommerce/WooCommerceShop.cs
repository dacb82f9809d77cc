using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ControlTower.Foreign;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.WooCommerce;

/// <summary>A WooCommerce shop's REST interface v3.</summary>
public sealed class WooCommerceShop(HttpClient http, ShopAccess access) : IShopApi
{
    private const int PageSize = 100;
    private const string Api = "/wp-json/wc/v3/";

    public string ListedTopic => WooCommerceReader.ListedTopic;

    public async IAsyncEnumerable<ListedOrder> OrdersSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // "After" leaves out the second itself, and the shop counts in seconds.
        var after = since.UtcDateTime.AddSeconds(-1).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        await foreach (var order in EachAsync($"orders?modified_after={after}&dates_are_gmt=true", ShopPages.Order, cancellationToken))
        {
            yield return order;
        }
    }

    public async IAsyncEnumerable<ListedSku> CatalogueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var gramsPerUnit = await GramsPerUnitAsync(cancellationToken);
        await foreach (var product in EachAsync("products?status=publish", product => Product.Of(product, access.Currency, gramsPerUnit), cancellationToken))
        {
            if (product.Own is { } own)
            {
                yield return own;
            }

            if (product.VariationsOf is not { } parent)
            {
                continue;
            }

            await foreach (var variation in EachAsync($"products/{parent}/variations", entry => Product.Of(entry, access.Currency, gramsPerUnit), cancellationToken))
            {
                if (variation.Own is { } sku)
                {
                    yield return sku with { Name = NameOf(product.Name, sku.Name), ImageUrl = sku.ImageUrl ?? product.ImageUrl };
                }
            }
        }
    }

    private async IAsyncEnumerable<T> EachAsync<T>(string path, Func<JsonElement, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; number <= ShopPages.PagesMax; number++)
        {
            using var request = Ask($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}per_page={PageSize}&page={number}");
            using var page = await ShopPages.FetchAsync(http, request, cancellationToken);
            var entries = page.Root.ValueKind is JsonValueKind.Array ? [.. page.Root.EnumerateArray().Select(read)] : new List<T>();
            foreach (var entry in entries)
            {
                yield return entry;
            }

            if (page.PagesTotal is { } total ? number >= total : entries.Count < PageSize)
            {
                yield break;
            }
        }
    }

    /// <summary>Products weigh in whatever unit the shop is set to; kilograms where it does not tell us.</summary>
    private async Task<decimal> GramsPerUnitAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var request = Ask("settings/products/woocommerce_weight_unit");
            using var page = await ShopPages.FetchAsync(http, request, cancellationToken);
            return new ForeignValue(page.Root, "$")["value"].Text() switch { "g" => 1m, "lbs" => 453.59237m, "oz" => 28.349523125m, _ => 1000m };
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            return 1000m; // a key that may read products need not be allowed to read settings
        }
    }

    private HttpRequestMessage Ask(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(access.BaseUrl, Api + path));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{access.ApiKey}:{access.ApiSecret}")));
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    /// <summary>A variation is called by its own attributes only, where it is called anything.</summary>
    private static string NameOf(string parent, string variation) =>
        variation.Length == 0 ? parent : variation.StartsWith(parent, StringComparison.Ordinal) ? variation : $"{parent} - {variation}";

    /// <summary>A product or one of its variations; a variable product is sold by its variations only.</summary>
    private sealed record Product(ListedSku? Own, string? VariationsOf, string Name, string? ImageUrl)
    {
        public static Product Of(JsonElement element, string currency, decimal gramsPerUnit)
        {
            var value = new ForeignValue(element, "$");
            var name = ForeignText.Plain(ForeignText.FromHtml(value["name"].Raw())) ?? "";
            var image = value["images"].Items(int.MaxValue).Append(value["image"]).Select(entry => entry["src"].Raw()).FirstOrDefault(src => src is not null);
            var isVariable = value["type"].Text() == "variable";
            var sku = ForeignText.Code(value["sku"].Raw());
            return new Product(
                isVariable || sku is null
                    ? null
                    : new ListedSku(sku, name, ForeignText.Code(value["global_unique_id"].Raw()), value["weight"].Grams(gramsPerUnit), value["price"].Price(currency), image),
                isVariable ? value["id"].Text() : null,
                name,
                image);
        }
    }
}
