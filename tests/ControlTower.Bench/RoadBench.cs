using System.Diagnostics;
using System.Globalization;
using System.Text;
using ControlTower.Shipping;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Bench;

/// <summary>How many couriers' events a second are kept, written down and weighed.</summary>
internal static class RoadBench
{
    private const int Events = 6_000;
    private const int Callers = 32;
    private const string Secret = "secret-of-the-bench";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        var couriers = ground.Services.GetRequiredService<CourierBook>();
        await ground.RunAsync($"""
            insert into courier (key, kind, country, poll_seconds, services, config, is_on, is_fixed, webhook_secret) values ('bench', 'bosta', 'EG', 600, '[]', '{"{}"}', true, false, '{couriers.Protect(Secret)}')
            """);
        await couriers.LoadAsync(default);
        var floor = await IntakeBench.FloorAsync(ground);
        var (began, next) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (var at = Interlocked.Increment(ref next); at <= Events; at = Interlocked.Increment(ref next))
            {
                var body = string.Create(CultureInfo.InvariantCulture, $$"""{"trackingNumber":"B-{{at % 1000}}","state":30,"timeStamp":{{1_774_733_400_000 + (at * 60_000L)}}}""");
                using var request = new HttpRequestMessage(HttpMethod.Post, "/couriers/bench/events") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
                request.Headers.Add("X-Tower-Secret", Secret);
                using var answer = await ground.Http.SendAsync(request);
                answer.EnsureSuccessStatusCode();
            }
        }));
        await ground.UntilAsync("select not exists (select from inbound_message where state = 'stored' and door = 'courier')");
        return [new("tracking events kept, read and written down, 32 callers", Events / Stopwatch.GetElapsedTime(began).TotalSeconds, "/s", floor, IntakeBench.FloorSql, 0.3, IsAtLeast: true)];
    }
}
