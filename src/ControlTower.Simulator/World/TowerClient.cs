using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ControlTower.Simulator.World;

/// <summary>
/// The tower's API as any machine client sees it. Each act keeps one Idempotency-Key through its tries, so that a lost answer
/// never does a thing twice. A tower that is away is no error here: the caller gets <see cref="TowerAnswer.Away"/> and comes again.
/// </summary>
public sealed class TowerClient(HttpClient http, Pace pace, TimeProvider clock, Tally tally)
{
    private const int TriesMax = 4;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_waitMax = TimeSpan.FromSeconds(20);

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public Pace Pace => pace;

    public Task<TowerAnswer> GetAsync(string path, string? key, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), key, TriesMax, cancellationToken);

    /// <summary>One question without tries, for those who wait in a loop anyway.</summary>
    public Task<TowerAnswer> PeekAsync(string path, string? key, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), key, 1, cancellationToken);

    public Task<TowerAnswer> PostAsync(string path, string? key, Guid command, object body, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json);
        return PostAsync(path, key, command, () => JsonContent(bytes), cancellationToken);
    }

    public Task<TowerAnswer> PostAsync(string path, string? key, Guid command, Func<HttpContent> content, CancellationToken cancellationToken) =>
        SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content() };
                request.Headers.Add("Idempotency-Key", command.ToString());
                return request;
            },
            key, TriesMax, cancellationToken);

    /// <summary>The same words give the same key: what was asked once is not done again by another run.</summary>
    public static Guid KeyOf(params ReadOnlySpan<string> words) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))).AsSpan(0, 16));

    private static ByteArrayContent JsonContent(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    private async Task<TowerAnswer> SendAsync(Func<HttpRequestMessage> make, string? key, int tries, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, retryAfter) = await TryAsync(make, key, cancellationToken);
            if (!answer.IsAway || attempt >= tries)
            {
                return answer;
            }

            tally.Count("tower asked again");
            await Task.Delay(WaitOf(attempt, retryAfter), clock, cancellationToken);
        }
    }

    private async Task<(TowerAnswer Answer, TimeSpan? RetryAfter)> TryAsync(Func<HttpRequestMessage> make, string? key, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_timeout);
        using var request = make();
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(limit.Token);
            return (new TowerAnswer((int)response.StatusCode, Read(bytes)), response.Headers.RetryAfter?.Delta);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            tally.Count("tower away");
            return (TowerAnswer.Away, null);
        }
    }

    /// <summary>Half to whole of a doubling wait: many clients that met the same outage do not come back in one moment.</summary>
    private static TimeSpan WaitOf(int attempt, TimeSpan? retryAfter)
    {
        var wait = TimeSpan.FromMilliseconds(250 << attempt);
        wait *= 0.5 + RandomNumberGenerator.GetInt32(500) / 1000.0;
        wait = retryAfter is { } asked && asked > wait ? asked : wait;
        return wait < s_waitMax ? wait : s_waitMax;
    }

    private static JsonElement Read(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes);
        }
        catch (JsonException)
        {
            return default; // a proxy's page of HTML
        }
    }
}
