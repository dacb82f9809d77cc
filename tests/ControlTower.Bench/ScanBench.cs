using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Bench;

/// <summary>Fifty pickers scan twice a second each, over HTTP, as their handhelds do: bin, item, tote, and the next line.</summary>
internal static class ScanBench
{
    private const int Workers = 50;
    private const int ListsLeast = 100;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_during = TimeSpan.FromSeconds(25);
    private static readonly Actor s_manager = new(Guid.CreateVersion7(), "bench", [Role.OpsManager]);

    /// <summary>After <see cref="WaveBench"/>, whose warehouse, goods and waiting orders it works on.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        await ReleaseAsync(ground);
        var floor = new ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => EachTickAsync(worker, TimeSpan.FromSeconds(5), async () =>
        {
            floor.Add(await MsAsync(async () =>
            {
                await using var ask = ground.Database.CreateCommand("select 1");
                await ask.ExecuteScalarAsync();
            }));
            return true;
        })));

        var (took, refused) = (new ConcurrentBag<double>(), 0);
        var hands = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => HandAsync(ground, worker)));
        await Task.WhenAll(hands.Select((hand, worker) => EachTickAsync(worker, s_during, async () =>
        {
            var scan = await hand.NextAsync();
            if (scan is null)
            {
                return false;
            }

            took.Add(await MsAsync(async () => refused += await hand.ScanAsync(scan) ? 0 : 1));
            return true;
        })));
        foreach (var hand in hands)
        {
            hand.Dispose();
        }

        if (refused > 0 || took.Count < Workers * 10)
        {
            throw new InvalidOperationException($"{took.Count} scans, {refused} of them refused: there is nothing to measure.");
        }

        return
        [
            new($"a scan answered, p95, {Workers} pickers, two scans a second each", At(took, 0.95), "ms", null, $"{took.Count:N0} scans over HTTP, each a commit", 60, IsAtLeast: false),
            new("a scan answered, median", At(took, 0.5), "ms", At(floor, 0.5), "select 1, as many callers at the same pace", 6, IsAtLeast: false),
        ];
    }

    private static async Task ReleaseAsync(BenchGround ground)
    {
        var propose = ground.Services.GetRequiredService<ProposeWavesHandler>();
        var (create, release) = (ground.Services.GetRequiredService<CreateWaveHandler>(), ground.Services.GetRequiredService<ReleaseWaveHandler>());
        for (var lists = 0; lists < ListsLeast;)
        {
            var draft = Of((await propose.HandleAsync(new(Guid.NewGuid(), s_manager, WaveBench.Site, OrdersMax: 400, Pickers: 40), default)).Decided(out var proposed, out var no), proposed, no).Event.Drafts[0];
            var wave = Of((await create.HandleAsync(new(Guid.NewGuid(), s_manager, draft), default)).Decided(out var made, out no), made, no).Event.Wave;
            lists += Of((await release.HandleAsync(new(Guid.NewGuid(), s_manager, wave), default)).Decided(out var released, out no), released, no).Event.Lists.Count;
        }
    }

    private static T Of<T>(bool isDecided, T? decided, Playbook.Vocabulary.Refusal? no)
        where T : class => isDecided ? decided! : throw new InvalidOperationException(no!.Message);

    /// <summary>Calls at this pace, spread over it, whatever the last call took, until it says no or the time is over.</summary>
    private static async Task EachTickAsync(int worker, TimeSpan during, Func<Task<bool>> act)
    {
        await Task.Delay(s_pace * worker / Workers);
        using var tick = new PeriodicTimer(s_pace);
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < during && await act();)
        {
            await tick.WaitForNextTickAsync();
        }
    }

    private static async Task<Hand> HandAsync(BenchGround ground, int worker)
    {
        using var made = await ground.SendAsync("access/keys", new { name = $"Picker {worker}", role = "picker", warehouses = new[] { WaveBench.Site } });
        return new Hand(ground.Http.BaseAddress!, made.RootElement.GetProperty("key").GetString()!, worker);
    }

    private static async Task<double> MsAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double At(ConcurrentBag<double> took, double share) => took.Order().ElementAt((int)(took.Count * share));

    /// <summary>One handheld: it scans what it was told to.</summary>
    private sealed class Hand : IDisposable
    {
        private readonly HttpClient _http;
        private readonly int _worker;
        private string? _list;
        private JsonElement _next;
        private int _totes;

        public Hand(Uri tower, string key, int worker)
        {
            (_http, _worker) = (new HttpClient { BaseAddress = tower }, worker);
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        /// <returns>Null: there is no list left.</returns>
        public async Task<string?> NextAsync()
        {
            if (_list is null || Text("kind") is null or "done")
            {
                var claimed = await PostAsync("picking/claim", new { warehouse = WaveBench.Site });
                _list = claimed.TryGetProperty("list", out var list) ? list.GetString() : null;
                _next = _list is null ? default : claimed.GetProperty("next");
            }

            return _list is null ? null : Text("kind") switch
            {
                "bin" => $"LOC-{Text("bin")}",
                "item" => Text("sku"),
                _ => $"TOTE-{Text("tote") ?? $"{_worker:00}{++_totes:000}"}",
            };
        }

        public async Task<bool> ScanAsync(string scan)
        {
            var answer = await PostAsync($"picking/{_list}/scan", new { scan, scanId = Guid.CreateVersion7() });
            _next = answer.TryGetProperty("next", out var next) ? next : default;
            return answer.TryGetProperty("outcome", out var outcome) && outcome.GetString() is "accepted";
        }

        public void Dispose() => _http.Dispose();

        private string? Text(string name) => _next.ValueKind == JsonValueKind.Object && _next.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        private async Task<JsonElement> PostAsync(string path, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await _http.SendAsync(request);
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }
    }
}
