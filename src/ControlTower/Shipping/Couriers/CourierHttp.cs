using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ControlTower.Foreign;

namespace ControlTower.Shipping.Couriers;

/// <summary>What a courier answered, before it is understood.</summary>
internal sealed record CourierAnswer(HttpStatusCode Status, byte[] Body, string? MediaType, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>One call to a courier within our limits; what went wrong on the way is told apart by whether the courier may have heard us.</summary>
public sealed class CourierHttp(IHttpClientFactory http)
{
    /// <summary>Name of the HTTP client. Nothing repeats a call in it: who calls knows what may be said twice.</summary>
    public const string Client = "couriers";

    private const int BodyBytesMax = 4 * 1024 * 1024;
    private const int WordsCharsMax = 400;
    private static readonly JsonSerializerOptions s_json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="read">Understands an answer of success; null: it is not what it should be, and what was done is unknown.</param>
    /// <param name="refused">Reads the courier's words out of an answer of failure.</param>
    internal async Task<CallEnding<T>> CallAsync<T>(
        HttpMethod method, Uri url, object? body, AuthenticationHeaderValue? who, Func<CourierAnswer, CallEnding<T>?> read,
        Func<ForeignValue, (string? Code, string? Words)> refused, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body, s_json), Encoding.UTF8, "application/json");
        }

        if (who is not null && who.Parameter is null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", who.Scheme); // Bosta's key stands alone
        }
        else
        {
            request.Headers.Authorization = who;
        }

        try
        {
            var answer = await SendAsync(request, cancellationToken);
            return answer.IsSuccess ? read(answer) ?? new CallEnding<T>.Unknown("The courier's answer cannot be read.") : Failed<T>(answer, refused);
        }
        catch (HttpRequestException failure) when (NeverLeft(failure))
        {
            return new CallEnding<T>.NotSent($"The courier is not reached: {Short(failure.Message)}", null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new CallEnding<T>.Unknown($"The line broke before the courier answered: {Short(failure.Message)}");
        }
        catch (OperationCanceledException)
        {
            return new CallEnding<T>.Unknown("The courier did not answer in time.");
        }
    }

    /// <summary>Opens the JSON object of an answer; null where it is none.</summary>
    internal static T? Read<T>(CourierAnswer answer, Func<ForeignValue, T?> read)
        where T : class => ForeignJson.Read(answer.Body, read, (_, _) => null);

    private static CallEnding<T> Failed<T>(CourierAnswer answer, Func<ForeignValue, (string? Code, string? Words)> refused)
    {
        var (code, words) = ForeignJson.Read(answer.Body, refused, (_, _) => (null, null));
        var said = words ?? $"{(int)answer.Status} {Short(Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, WordsCharsMax))))}".Trim();
        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new CallEnding<T>.NotSent(Short(said), answer.RetryAfter),
            HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError => new CallEnding<T>.Unknown(Short(said)),
            _ => new CallEnding<T>.Refused(code ?? $"{(int)answer.Status}", Short(said)),
        };
    }

    private async Task<CourierAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await http.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(BodyBytesMax, cancellationToken);
        return new(
            answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken), answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.RetryAfter?.Delta);
    }

    /// <summary>The connection was never made: whatever was to be said, nobody heard it.</summary>
    private static bool NeverLeft(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        && failure.InnerException is not SocketException { SocketErrorCode: SocketError.ConnectionReset };

    internal static string Short(string? text) => ForeignText.Plain(text, WordsCharsMax) ?? "no words";
}
