using System.Globalization;
using System.Text;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>The part of Shopify's Admin REST that a connector uses: orders by change with a cursor in the Link header, one order, products.</summary>
internal static class ShopifyRest
{
    private const int PageMax = 250;

    public static void Map(IEndpointRouteBuilder routes, ShopifyHooks shop, ShopOffice office, Catalogue catalogue, SimSettings settings, TimeProvider clock)
    {
        var rest = routes.MapGroup($"/admin/api/{ShopifyBody.ApiVersion}").AddEndpointFilter((call, next) =>
            settings.RestSecret is null || call.HttpContext.Request.Headers["X-Shopify-Access-Token"] == settings.RestSecret
                ? next(call)
                : new ValueTask<object?>(Results.Json(new { errors = "[API] Invalid API key or access token (unrecognized login or wrong password)" }, statusCode: 401)));
        rest.MapGet("/orders.json", (HttpContext call) => List(call, shop.Ledger));
        rest.MapGet("/orders/{id:long}.json", (long id) =>
            shop.Ledger.Find(id) is { } order ? Bytes(ShopifyBody.One(order)) : Results.Json(new { errors = "Not Found" }, statusCode: 404));
        rest.MapGet("/products.json", (HttpContext call) => Products(call, catalogue));
        ShopifyOffice.Map(rest, shop, office, catalogue, clock);
    }

    private static IResult List(HttpContext call, ShopLedger ledger)
    {
        var query = call.Request.Query;
        var ask = query["page_info"].ToString() is { Length: > 0 } cursor ? Ask.Read(cursor) : Ask.Of(query);
        if (ask is null)
        {
            return Results.Json(new { errors = "Invalid value for page_info or a date." }, statusCode: 400);
        }

        var limit = LimitOf(query);
        var found = (ask.ByUpdate
                ? ledger.ChangedAfter(ask.LastAt ?? ask.UpdatedMin ?? DateTimeOffset.MinValue, ask.LastId ?? 0)
                : ledger.All().Reverse().Where(order => ask.LastId is not { } last || order.Id < last))
            .Where(order => (ask.UpdatedMin is null || order.UpdatedAt >= ask.UpdatedMin) && IsOf(ask.Status, order))
            .Take(limit + 1).ToList();
        if (found.Count > limit)
        {
            found.RemoveAt(limit);
            LinkNext(call, "orders", limit, (ask with { LastAt = found[^1].UpdatedAt, LastId = found[^1].Id }).Text());
        }

        return Bytes(ShopifyBody.Page(found));
    }

    private static IResult Products(HttpContext call, Catalogue catalogue)
    {
        var limit = LimitOf(call.Request.Query);
        var after = Ask.Read(call.Request.Query["page_info"].ToString())?.LastId ?? 0;
        var products = catalogue.Articles.GroupBy(article => article.ProductId).Where(product => product.Key > after).Take(limit + 1).ToList();
        if (products.Count > limit)
        {
            products.RemoveAt(limit);
            LinkNext(call, "products", limit, new Ask(null, "any", false, null, products[^1].Key).Text());
        }

        return Bytes(JsonSerializer.SerializeToUtf8Bytes(new { products = products.Select(ProductOf) }));
    }

    private static object ProductOf(IGrouping<long, Article> product) => new
    {
        id = 788_032_119_674_000_000 + product.Key,
        title = product.First().Name.Split('–')[0].Trim(),
        body_html = "",
        vendor = "Demo company",
        product_type = product.First().Category,
        handle = product.First().Sku.ToLowerInvariant(),
        status = "active",
        variants = product.Select((article, at) => new
        {
            id = 788_032_119_675_000_000 + article.VariantId,
            product_id = 788_032_119_674_000_000 + product.Key,
            title = article.Name.Split('–')[^1].Trim(),
            price = Amount.Text(article.PriceIn("SAR")),
            sku = article.Sku,
            position = at + 1,
            barcode = article.Gtin,
            grams = article.WeightGrams,
            requires_shipping = true,
        }),
        images = Array.Empty<object>(),
        image = (object?)null,
    };

    private static bool IsOf(string status, ShopOrder order) => status switch
    {
        "any" => true,
        "cancelled" => order.State is ShopOrderState.Cancelled,
        "closed" => order.State is ShopOrderState.Completed,
        _ => order.State is ShopOrderState.Open,
    };

    private static int LimitOf(IQueryCollection query) => Math.Clamp(int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var limit) ? limit : 50, 1, PageMax);

    /// <summary>Under the name by which the caller found us: from within a container our own address leads nowhere.</summary>
    private static void LinkNext(HttpContext call, string what, int limit, string cursor) =>
        call.Response.Headers.Link =
            $"<{call.Request.Scheme}://{call.Request.Host}/admin/api/{ShopifyBody.ApiVersion}/{what}.json?limit={limit}&page_info={cursor}>; rel=\"next\"";

    private static IResult Bytes(byte[] json) => Results.Bytes(json, "application/json; charset=utf-8");

    /// <summary>What a list was asked for, and how far it has been read: the whole of it travels in the cursor, as Shopify's does.</summary>
    /// <param name="Status">open, closed, cancelled, any.</param>
    /// <param name="ByUpdate">Oldest change first; else newest order first.</param>
    private sealed record Ask(DateTimeOffset? UpdatedMin, string Status, bool ByUpdate, DateTimeOffset? LastAt, long? LastId)
    {
        public static Ask? Of(IQueryCollection query)
        {
            DateTimeOffset? least = null;
            if (query["updated_at_min"].ToString() is { Length: > 0 } text)
            {
                // A plus sign that nobody escaped arrives as a space.
                if (!DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
                {
                    return null;
                }

                least = parsed.ToUniversalTime();
            }

            var byUpdate = query["order"].ToString().ToLowerInvariant() is "updated_at asc" or "updated_at";
            return new Ask(least, query["status"].ToString() is { Length: > 0 } status ? status : "open", byUpdate, null, null);
        }

        public static Ask? Read(string cursor)
        {
            try
            {
                return cursor.Length == 0 ? null : JsonSerializer.Deserialize<Ask>(System.Buffers.Text.Base64Url.DecodeFromChars(cursor));
            }
            catch (Exception failure) when (failure is FormatException or JsonException)
            {
                return null;
            }
        }

        public string Text() => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this)));
    }
}
