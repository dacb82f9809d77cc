using System.Collections.Concurrent;
using System.Diagnostics;
using ControlTower.Intake;
using ControlTower.Live;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ControlTower.Bench;

/// <summary>How many signed orders a second are safely taken, and how soon an order stands on a screen.</summary>
internal static class IntakeBench
{
    private const int Callers = 32;
    public const string FloorSql = "insert into bench_floor (id, body) values ($1, $2); one row, one commit, 32 callers, fsync on";
    private static readonly TimeSpan s_during = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        var latency = await LatencyAsync(ground, Pacer.Desk, first: 1);
        var wall = await LatencyAsync(ground, Pacer.Wall, first: 1_000);
        var floor = await FloorAsync(ground);
        var path = await BenchGround.RateAsync(Callers, s_during, async at =>
        {
            using var request = BenchGround.Webhook(10_000 + at);
            using var answer = await ground.Http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        });
        await ground.UntilAsync("select not exists (select from inbound_message where state = 'stored')");
        return
        [
            new("webhooks acknowledged, 32 callers", path, "/s", floor, FloorSql, 0.3, IsAtLeast: true),
            new("webhook answered to row on a desk, p95", latency, "ms", null, "none: the bound is what a person at a desk still feels as at once", 600, IsAtLeast: false),
            new("webhook answered to row on a wall, p95", wall, "ms", null, "none: the bound is a wall's pace of a second and half of one", 1_500, IsAtLeast: false),
        ];
    }

    public static async Task<double> FloorAsync(BenchGround ground)
    {
        await ground.RunAsync("create table if not exists bench_floor (id uuid primary key, body bytea not null); grant insert on bench_floor to ct_app");
        var body = new byte[700];
        return await BenchGround.RateAsync(Callers, s_during, async _ =>
        {
            await using var insert = ground.Database.CreateCommand("insert into bench_floor (id, body) values ($1, $2)");
            insert.Parameters.AddRange((NpgsqlParameter[])[new() { Value = Guid.CreateVersion7() }, new() { Value = body }]);
            await insert.ExecuteNonQueryAsync();
        });
    }

    private static async Task<double> LatencyAsync(BenchGround ground, TimeSpan pace, int first)
    {
        const int Tries = 40;
        var seen = new ConcurrentDictionary<string, long>();
        using var watch = ground.Services.GetRequiredService<InboxBoard>().Watch(view =>
        {
            foreach (var row in view.Rows)
            {
                seen.TryAdd(row.ExternalNumber, Stopwatch.GetTimestamp());
            }

            return Task.CompletedTask;
        }, pace);
        var took = new List<double>();
        for (var at = first; at < first + Tries; at++)
        {
            using var request = BenchGround.Webhook(at);
            using var answer = await ground.Http.SendAsync(request);
            var answered = Stopwatch.GetTimestamp();
            var limit = TimeSpan.FromSeconds(20);
            long shown;
            while (!seen.TryGetValue(at.ToString(System.Globalization.CultureInfo.InvariantCulture), out shown) && Stopwatch.GetElapsedTime(answered) < limit)
            {
                await Task.Delay(2);
            }

            took.Add(shown == 0 ? limit.TotalMilliseconds : Stopwatch.GetElapsedTime(answered, shown).TotalMilliseconds);
        }

        return took.Skip(4).Order().ElementAt((int)((Tries - 4) * 0.95)); // the first ones meet a cold process
    }
}
