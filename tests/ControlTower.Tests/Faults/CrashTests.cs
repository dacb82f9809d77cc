using System.Diagnostics;
using ControlTower.Data;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Npgsql;

namespace ControlTower.Tests.Faults;

/// <summary>Processes that die at the worst moment, and what must be true afterwards.</summary>
public sealed class CrashTests
{
    private const int Webhooks = 200;

    [Fact]
    public async Task A_tower_that_is_killed_in_the_middle_of_200_orders_loses_none_and_takes_none_twice()
    {
        await using var database = await TowerDatabase.CloneAsync();
        var tower = await TowerProcess.StartAsync(database.AppConnectionString, database.OwnerConnectionString);
        await ShopFloor.LayAsync(tower.Manager);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var sent = 0;
        var sending = Parallel.ForEachAsync(Enumerable.Range(0, Webhooks), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = limit.Token }, async (at, token) =>
        {
            await TowerProcess.SendUntilTakenAsync(() => Volatile.Read(ref tower).Http, Order(at), token);
            Interlocked.Increment(ref sent);
        });

        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref sent) > Webhooks / 4));
        Assert.True(Volatile.Read(ref sent) < Webhooks, "All had been sent before it was killed.");
        Volatile.Write(ref tower, await tower.KillAndStartAgainAsync(database.AppConnectionString, database.OwnerConnectionString));
        await sending;

        await Eventually.TrueAsync(async () => await TakenAsync(database.Source) == Webhooks);
        await Eventually.TrueAsync(async () => await database.AdminAsync("select count(*) from sales_order where next_step <> 'settled'") is 0L);
        Assert.Equal((long)Webhooks, await database.AdminAsync("select count(*) from journal where kind = 'OrderReceived'"));
        Assert.Equal((long)Webhooks, await database.AdminAsync("select count(distinct external_id) from sales_order"));
        await Eventually.TrueAsync(async () => await database.AdminAsync("select count(*) from journal_unstamped") is 0L);
        await ShopFloor.HoldsTrueAsync(tower.Http);
        await tower.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_is_killed_is_waited_for_with_503_and_taken_up_again_within_10_seconds()
    {
        var folder = Directory.CreateTempSubdirectory("tower-faults-").FullName;
        await using (var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, IsForTests: true, Say: null), default))
        {
            await using var tower = await TowerProcess.StartAsync(postgres.AppConnectionString, postgres.OwnerConnectionString, isMigrating: true);
            await ShopFloor.LayAsync(tower.Manager);
            await TowerProcess.SendUntilTakenAsync(() => tower.Http, Order(1), default);

            await postgres.KillAsync();
            using (var request = Order(2).Request(ShopFloor.Woo, ShopFloor.Secret, "order.created"))
            using (var answer = await tower.Http.SendAsync(request))
            {
                Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.NotNull(answer.Headers.RetryAfter);
            }

            using (var alive = await tower.Http.GetAsync(new Uri("/health/live", UriKind.Relative)))
            {
                Assert.True(alive.IsSuccessStatusCode);
            }

            await postgres.RestartAsync();
            var back = Stopwatch.GetTimestamp();
            await TowerProcess.SendUntilTakenAsync(() => tower.Http, Order(2), default);
            await using var look = NpgsqlDataSource.Create(postgres.AdminConnectionString.Replace("Database=postgres", "Database=tower", StringComparison.Ordinal) + ";Pooling=false");
            await Eventually.TrueAsync(async () => await TakenAsync(look) == 2);

            Assert.True(Stopwatch.GetElapsedTime(back) < TimeSpan.FromSeconds(10), $"It took {Stopwatch.GetElapsedTime(back).TotalSeconds:0.0} s.");
            await ShopFloor.HoldsTrueAsync(tower.Http);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static WooOrder Order(int at) => TowerProcess.Order(at);

    private static async Task<long> TakenAsync(NpgsqlDataSource database)
    {
        await using var count = database.CreateCommand("select count(*) from sales_order");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
