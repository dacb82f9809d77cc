using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>The part of WooCommerce's REST v3 that a connector uses: lists by change, one order, its status and notes, products.</summary>
internal static class WooRest
{
    private const int PageMax = 100;
    private static readonly TimeZoneInfo s_site = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");

    public static void Map(IEndpointRouteBuilder routes, WooHooks shop, ShopOffice office, Catalogue catalogue, OwnAddress own, SimSettings settings, TimeProvider clock)
    {
        var rest = routes.MapGroup("/wp-json/wc/v3").AddEndpointFilter((call, next) =>
            IsAllowed(call.HttpContext.Request, settings)
                ? next(call)
                : new ValueTask<object?>(Fault("woocommerce_rest_cannot_view", "Sorry, you cannot list resources.", 401)));
        rest.MapGet("/orders", (HttpContext call) => List(call, shop.Ledger, own));
        rest.MapGet("/orders/{id:long}", (long id) => shop.Ledger.Find(id) is { } order ? Bytes(WooBody.Of(order, own.Root)) : NoSuchOrder());
        rest.MapPut("/orders/{id:long}", (long id, JsonElement change) => Change(id, change, shop, own, clock));
        rest.MapGet("/products", (HttpContext call) => Products(call, catalogue, own, office));
        WooOffice.Map(rest, shop, office, catalogue);
    }

    private static IResult List(HttpContext call, ShopLedger ledger, OwnAddress own)
    {
        var query = call.Request.Query;
        var isGmt = query["dates_are_gmt"] == "true";
        if (!TryInstant(query["modified_after"], isGmt, out var modifiedAfter) || !TryInstant(query["modified_before"], isGmt, out var modifiedBefore)
            || !TryInstant(query["after"], isGmt, out var after) || !TryInstant(query["before"], isGmt, out var before))
        {
            return Fault("rest_invalid_param", "Invalid parameter(s): a date is not ISO 8601.", 400);
        }

        var statuses = query["status"].ToString() is { Length: > 0 } text and not "any" ? text.Split(',') : null;
        var found = (modifiedAfter is { } least ? ledger.ChangedAfter(least, long.MaxValue) : ledger.All())
            .Where(order => (modifiedBefore is null || order.UpdatedAt < modifiedBefore) && (after is null || order.PlacedAt > after)
                && (before is null || order.PlacedAt < before) && statuses?.Contains(WooBody.StatusOf(order)) != false);
        found = query["orderby"].ToString() switch
        {
            "modified" => found.OrderBy(order => order.UpdatedAt).ThenBy(order => order.Id),
            "id" => found.OrderBy(order => order.Id),
            _ => found.OrderBy(order => order.PlacedAt).ThenBy(order => order.Id),
        };
        return Page<ShopOrder>(call, query["order"] == "asc" ? [.. found] : [.. found.Reverse()], page => WooBody.Page(page, own.Root));
    }

    private static IResult Products(HttpContext call, Catalogue catalogue, OwnAddress own, ShopOffice office) => Page(call, Asked(call, catalogue), page =>
        JsonSerializer.SerializeToUtf8Bytes(page.Select(article => new
        {
            id = article.VariantId,
            name = article.Name.Replace("&", "&amp;", StringComparison.Ordinal),
            slug = article.Sku.ToLowerInvariant(),
            permalink = new Uri(own.Root, $"/product/{article.Sku.ToLowerInvariant()}/"),
            type = article.Kit.Count > 0 ? "bundle" : "simple",
            status = "publish",
            sku = article.Sku,
            global_unique_id = article.Gtin,
            price = Amount.Text(article.Price),
            regular_price = Amount.Text(article.Price),
            manage_stock = office.StockOf(article.Sku) is not null,
            stock_quantity = office.StockOf(article.Sku),
            stock_status = "instock",
            weight = (article.WeightGrams / 1000m).ToString(CultureInfo.InvariantCulture),
            dimensions = new { length = "", width = "", height = "" },
            parent_id = 0,
            categories = new[] { new { id = article.Shelf + 15, name = article.Category, slug = article.Category.ToLowerInvariant().Replace(' ', '-') } },
            images = Array.Empty<object>(),
            variations = Array.Empty<object>(),
            meta_data = Array.Empty<object>(),
            date_modified_gmt = "2026-01-01T00:00:00",
        })));

    private static IReadOnlyList<Article> Asked(HttpContext call, Catalogue catalogue) =>
        call.Request.Query["sku"].ToString() is { Length: > 0 } sku ? [.. catalogue.Articles.Where(article => article.Sku == sku)] : catalogue.Articles;

    private static IResult Page<T>(HttpContext call, IReadOnlyList<T> all, Func<IEnumerable<T>, byte[]> render)
    {
        var query = call.Request.Query;
        var size = Math.Clamp(NumberOr(query["per_page"], 10), 1, PageMax);
        var page = Math.Max(1, NumberOr(query["page"], 1));
        call.Response.Headers["X-WP-Total"] = all.Count.ToString(CultureInfo.InvariantCulture);
        call.Response.Headers["X-WP-TotalPages"] = ((all.Count + size - 1) / size).ToString(CultureInfo.InvariantCulture);
        return Bytes(render(all.Skip((page - 1) * size).Take(size)));
    }

    /// <summary>What a connector writes back: a status. The shop saves it and, as ever, tells so by webhook.</summary>
    private static IResult Change(long id, JsonElement change, WooHooks shop, OwnAddress own, TimeProvider clock)
    {
        var status = change.Text("status");
        var changed = shop.Ledger.Change(id, clock.GetUtcNow(), order => status switch
        {
            "completed" => order with { State = ShopOrderState.Completed, Intends = null },
            "cancelled" => order with { State = ShopOrderState.Cancelled, CancelledAt = clock.GetUtcNow(), Intends = null },
            _ => order,
        });
        if (changed is not null)
        {
            shop.Tell(changed, ShopEvent.Updated);
        }

        return shop.Ledger.Find(id) is { } order ? Bytes(WooBody.Of(order, own.Root)) : NoSuchOrder();
    }

    private static bool IsAllowed(HttpRequest request, SimSettings settings)
    {
        if (settings.RestKey is null)
        {
            return true;
        }

        var expected = "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{settings.RestKey}:{settings.RestSecret}"));
        return request.Headers.Authorization == expected
            || request.Query["consumer_key"] == settings.RestKey && request.Query["consumer_secret"] == settings.RestSecret;
    }

    /// <summary>Without an offset it is GMT or the site's local time, as the caller said.</summary>
    private static bool TryInstant(string? text, bool isGmt, out DateTimeOffset? instant)
    {
        instant = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
        {
            return false;
        }

        var hasZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        instant = hasZone || isGmt ? parsed : new DateTimeOffset(parsed.UtcDateTime, TimeSpan.Zero) - s_site.GetUtcOffset(parsed);
        return true;
    }

    private static int NumberOr(string? text, int otherwise) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static IResult Bytes(byte[] json) => Results.Bytes(json, "application/json; charset=UTF-8");

    private static IResult NoSuchOrder() => Fault("woocommerce_rest_shop_order_invalid_id", "Invalid ID.", 404);

    private static IResult Fault(string code, string message, int status) => Results.Json(new { code, message, data = new { status } }, statusCode: status);
}
