using System.Net;
using System.Text.Json;

namespace ControlTower.Notifications.Providers;

/// <summary>One HTTP call to a provider, and what its end means for a message that must not arrive twice.</summary>
internal static class ProviderCall
{
    private const int BytesMax = 1_000_000;

    /// <param name="read">Reads the answer to a call that was taken.</param>
    /// <param name="codeOf">The provider's own code in an answer that refuses.</param>
    public static async Task<SendEnd> EndAsync(
        HttpClient http, Func<HttpRequestMessage> make, Func<JsonElement, SendEnd> read, Func<JsonElement, string?> codeOf, CancellationToken cancellationToken)
    {
        using var request = make();
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var body = await ReadAsync(answer, cancellationToken);
            return answer.IsSuccessStatusCode ? body is { } told ? read(told) : new SendEnd.Unknown()
                : IsNothingDone(answer.StatusCode) ? new SendEnd.Away($"http {(int)answer.StatusCode}")
                : (int)answer.StatusCode >= 500 ? new SendEnd.Unknown()
                : new SendEnd.Refused(body is { ValueKind: JsonValueKind.Object } why && codeOf(why) is { } code ? code : $"http {(int)answer.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            // A connection that never came about carried nothing; one that broke may have.
            return failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                ? new SendEnd.Away("no connection")
                : new SendEnd.Unknown();
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or KeyNotFoundException or InvalidOperationException)
        {
            return new SendEnd.Unknown(); // a time-out, or an answer that we don't understand
        }
    }

    /// <summary>By these two a server says that it did not even begin.</summary>
    private static bool IsNothingDone(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(BytesMax, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException)
        {
            return null; // a proxy's page of HTML
        }
    }
}
