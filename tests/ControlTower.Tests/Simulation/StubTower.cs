using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ControlTower.Tests.Simulation;

/// <summary>A listener in the tower's place: keeps every request, and answers 200 where nothing else was said.</summary>
internal sealed class StubTower : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Heard> _heard = new();
    private readonly ConcurrentDictionary<string, Func<Heard, IResult>> _answers = new(StringComparer.Ordinal);

    private StubTower(WebApplication app) => _app = app;

    public Uri Root => new(_app.Urls.First());

    public IReadOnlyCollection<Heard> Heard => _heard;

    public static async Task<StubTower> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var tower = new StubTower(app);
        app.MapFallback("{**path}", (Delegate)tower.AnswerAsync);
        await app.StartAsync();
        return tower;
    }

    /// <summary>By the beginning of the path, the longest wins.</summary>
    public void Answer(string path, Func<Heard, IResult> answer) => _answers[path] = answer;

    /// <summary>Waits, with a bound, until something was heard.</summary>
    public async Task<Heard> HearAsync(Func<Heard, bool> what, int seconds = 15)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            if (_heard.FirstOrDefault(what) is { } heard)
            {
                return heard;
            }

            await Task.Delay(25, limit.Token);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext call)
    {
        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body);
        var headers = call.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var heard = new Heard(call.Request.Method, call.Request.Path + call.Request.QueryString, headers, body.ToArray());
        _heard.Enqueue(heard);
        var found = _answers.Keys.Where(path => heard.Path.StartsWith(path, StringComparison.Ordinal)).MaxBy(path => path.Length);
        return found is null ? Results.Json(new { }) : _answers[found](heard);
    }
}

internal sealed record Heard(string Method, string Path, Dictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
}
