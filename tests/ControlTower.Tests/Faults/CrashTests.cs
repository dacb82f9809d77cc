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
    public async Task What_one_node_takes_in_the_other_shows_within_a_second()
    {
        await using var database = await TowerDatabase.CloneAsync();
        await using var one = await TowerProcess.StartAsync(database.AppConnectionString, database.OwnerConnectionString);
        await using var other = await TowerProcess.StartAsync(database.AppConnectionString, database.OwnerConnectionString);
        await ShopFloor.LayAsync(one.Manager);
        var waited = new List<TimeSpan>();
        for (var at = 0; at < 6; at++)
        {
            await TowerProcess.SendUntilTakenAsync(() => one.Http, Order(at), default);
            await Eventually.TrueAsync(async () => await TakenAsync(database.Source) == at + 1);
            var committed = Stopwatch.GetTimestamp();
            await Eventually.TrueAsync(async () => await other.PositionAsync() is var position
                && await database.AdminAsync($"select count(*) from journal j join journal_position p on p.entry = j.id where j.kind = 'OrderReceived' and p.pos <= {position}") is long shown && shown == at + 1);
            waited.Add(Stopwatch.GetElapsedTime(committed));
        }

        // The first one finds cold processes; of the others the middle one counts, since the machine of the tests may be busy.
        var middle = waited.Skip(1).Order().ElementAt(2);
        Assert.True(middle < TimeSpan.FromSeconds(1), $"It took {middle.TotalMilliseconds:0} ms.");
        await ShopFloor.HoldsTrueAsync(other.Http);
    }

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

    private static WooOrder Order(int at) => new(50_000 + at) { Phone = $"(415) 555-{2000 + at}" };

    private static async Task<long> TakenAsync(NpgsqlDataSource database)
    {
        await using var count = database.CreateCommand("select count(*) from sales_order");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
