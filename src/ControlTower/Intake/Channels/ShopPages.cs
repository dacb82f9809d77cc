using System.Text;
using System.Text.Json;

namespace ControlTower.Intake.Channels;

/// <summary>Fetches pages of a shop's REST lists, within limits.</summary>
internal static class ShopPages
{
    /// <summary>A shop that never ends its list must not keep a sweep for ever.</summary>
    public const int PagesMax = 2_000;

    private const int PageBytesMax = 64 * 1024 * 1024;
    private const int DepthMax = 64;

    /// <exception cref="HttpRequestException">Not reached, refused, or too large.</exception>
    public static async Task<ShopPage> FetchAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        if (answer.Content.Headers.ContentLength > PageBytesMax)
        {
            throw new HttpRequestException("A page of the shop's list is larger than 64 MB.");
        }

        await answer.Content.LoadIntoBufferAsync(PageBytesMax, cancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return new ShopPage(
            JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = DepthMax }),
            answer.Headers.TryGetValues("Link", out var links) ? string.Join(", ", links) : "",
            answer.Headers.TryGetValues("X-WP-TotalPages", out var total) && int.TryParse(total.First(), out var pages) ? pages : null);
    }

    public static ListedOrder Order(JsonElement order)
    {
        var id = order.ValueKind is JsonValueKind.Object && order.TryGetProperty("id", out var found) && found.ValueKind is JsonValueKind.Number or JsonValueKind.String
            ? found.ToString()
            : null;
        return new ListedOrder(id, Encoding.UTF8.GetBytes(order.GetRawText()));
    }
}

internal sealed record ShopPage(JsonDocument Document, string Link, int? PagesTotal) : IDisposable
{
    public JsonElement Root => Document.RootElement;

    public void Dispose() => Document.Dispose();
}
