using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Microsoft.AspNetCore.SignalR.Client;

namespace ControlTower.Tests.Faults;

/// <summary>Two towers in processes of their own, on two ports and one database.</summary>
public sealed class TwoNodesTests(ITestOutputHelper output)
{
    /// <summary>A second is what a person at a desk is promised, and the middle one must keep; the rest is for a machine that runs other tests meanwhile.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task What_one_node_commits_a_desk_at_the_other_shows_within_a_second_and_goes_on_when_the_first_is_killed()
    {
        await using var database = await TowerDatabase.CloneAsync();
        await using var one = await TowerProcess.StartAsync(database.AppConnectionString, database.OwnerConnectionString);
        await using var other = await TowerProcess.StartAsync(database.AppConnectionString, database.OwnerConnectionString);
        Assert.NotEqual(one.Http.BaseAddress, other.Http.BaseAddress);
        await ShopFloor.LayAsync(one.Manager);
        await using var desk = await Desk.OpenAsync(other);

        List<TimeSpan> waited = [];
        for (var at = 0; at < 8; at++)
        {
            waited.Add(await PlaceAsync(one, desk, database, at));
            await Eventually.TrueAsync(async () => await IsOnBoardAsync(other, at)); // who asks once is told the same as who listens
        }

        output.WriteLine($"From the commit on one node to the desk on the other: {string.Join(", ", waited.Select(time => $"{time.TotalMilliseconds:0}"))} ms.");
        var warm = waited.Skip(2).Order().ToList(); // the first ones find cold processes
        Assert.All(warm, time => Assert.InRange(time, TimeSpan.Zero, s_longest));
        Assert.InRange(warm[warm.Count / 2], TimeSpan.Zero, TimeSpan.FromSeconds(1));

        await one.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => one.Http.GetAsync(new Uri("/health/live", UriKind.Relative)));
        for (var at = 8; at < 12; at++)
        {
            Assert.InRange(await PlaceAsync(other, desk, database, at), TimeSpan.Zero, s_longest);
        }

        await Eventually.TrueAsync(async () => await database.AdminAsync("select count(*) from journal_unstamped") is 0L);
        await ShopFloor.HoldsTrueAsync(other.Http);
    }

    /// <returns>How long after the moment that the journal names the row stood on the desk.</returns>
    private static async Task<TimeSpan> PlaceAsync(TowerProcess node, Desk desk, TowerDatabase database, int at)
    {
        await TowerProcess.SendUntilTakenAsync(() => node.Http, TowerProcess.Order(at), default);
        var id = TowerProcess.Order(at).ExternalId;
        await Eventually.TrueAsync(() => Task.FromResult(desk.Shown.ContainsKey(id)));
        var committed = await database.AdminAsync($"select j.at from journal j join sales_order o on j.subject = 'order:' || o.id where o.external_id = '{id}' and j.kind = 'OrderReceived'");
        return desk.Shown[id] - new DateTimeOffset(Assert.IsType<DateTime>(committed), TimeSpan.Zero);
    }

    private static async Task<bool> IsOnBoardAsync(TowerProcess node, int at)
    {
        var board = await node.Manager.GetFromJsonAsync<JsonElement>("/api/v1/boards/inbox");
        return board.GetProperty("rows").EnumerateArray().Any(row => row.GetProperty("externalNumber").GetString() == TowerProcess.Order(at).ExternalId);
    }

    /// <summary>Somebody who looks at the inbox of one node, and when each order came up there.</summary>
    private sealed class Desk(HubConnection hub) : IAsyncDisposable
    {
        public ConcurrentDictionary<string, DateTimeOffset> Shown { get; } = new();

        public static async Task<Desk> OpenAsync(TowerProcess node)
        {
            var hub = new HubConnectionBuilder().WithUrl(new Uri(node.Http.BaseAddress!, "/hubs/boards"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(TowerHost.BootstrapKey)).Build();
            await hub.StartAsync();
            var desk = new Desk(hub);
            var isOpen = new TaskCompletionSource();
            _ = desk.LookAsync(isOpen);
            await isOpen.Task.WaitAsync(TimeSpan.FromSeconds(20));
            return desk;
        }

        public ValueTask DisposeAsync() => hub.DisposeAsync();

        private async Task LookAsync(TaskCompletionSource isOpen)
        {
            await foreach (var change in hub.StreamAsync<JsonElement>("Subscribe", "inbox", null))
            {
                foreach (var row in change.GetProperty("upserts").EnumerateArray())
                {
                    Shown.TryAdd(row.GetProperty("externalNumber").GetString()!, TimeProvider.System.GetUtcNow());
                }

                isOpen.TrySetResult();
            }
        }
    }
}
