using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Api;
using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Flow;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Live;

public sealed class BoardsTests(ShopFloor floor) : IClassFixture<ShopFloor>
{
    private InboxBoard Inbox => floor.Tower.Services.GetRequiredService<InboxBoard>();

    [Fact]
    public async Task With_the_sweep_off_a_board_follows_the_feed()
    {
        await Eventually.TrueAsync(() => Task.FromResult(Inbox.IsLoaded));
        Inbox.IsSweeping = false;
        try
        {
            var order = await PlaceAsync(71001);
            await Eventually.TrueAsync(() => Task.FromResult(floor.RowOf(order) is not null));
        }
        finally
        {
            Inbox.IsSweeping = true;
        }
    }

    [Fact]
    public async Task With_the_feed_off_the_sweep_heals_the_board()
    {
        await Eventually.TrueAsync(() => Task.FromResult(Inbox.IsLoaded));
        Inbox.IsFollowing = Inbox.IsSweeping = false; // what the sweep does is then done by hand, so that no test waits for it
        try
        {
            var order = await PlaceAsync(71002);
            Assert.Null(floor.RowOf(order));
            await Inbox.ReloadAsync(default);
            Assert.NotNull(floor.RowOf(order));
        }
        finally
        {
            Inbox.IsFollowing = Inbox.IsSweeping = true;
        }
    }

    [Fact]
    public async Task The_sum_of_the_aging_board_is_the_inboxs_total_of_open_orders()
    {
        await ShownAsync(71003);
        var manager = await floor.Tower.AsAsync(Role.OpsManager);

        await Eventually.TrueAsync(async () =>
        {
            var (inbox, aging) = (await GetAsync(manager, "inbox"), await GetAsync(manager, "aging"));
            var sum = aging.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("key").GetString() == "all").GetProperty("all").GetInt64();
            return sum > 0 && sum == inbox.GetProperty("rowsTotal").GetInt64() && sum == await floor.CountAsync(
                "select count(*) from sales_order where stage in ('check', 'promise', 'pick', 'pack', 'handOver')");
        });
        Assert.Equal(Inbox.View.Rows.Standing().Count(), AgingFigures.Of(Inbox.View.Rows.Standing(), TimeProvider.System.GetUtcNow(), AgeSince.LastMove).All);
    }

    [Fact]
    public async Task A_board_is_asked_for_one_order_and_hides_its_customer_from_who_works_with_goods()
    {
        var number = await ShownAsync(71004);
        var (support, picker) = (await floor.Tower.AsAsync(Role.CustomerSupport), await floor.Tower.AsAsync(Role.Picker));

        var seen = Assert.Single((await GetAsync(support, $"inbox?number={number}")).GetProperty("rows").EnumerateArray());
        var hidden = Assert.Single((await GetAsync(picker, $"inbox?number={number}")).GetProperty("rows").EnumerateArray());

        Assert.NotEmpty(seen.GetProperty("customer").GetString()!);
        Assert.Equal(JsonValueKind.Null, hidden.GetProperty("customer").ValueKind);
    }

    [Fact]
    public async Task Boards_declare_what_they_have_and_refuse_what_they_do_not_know()
    {
        var manager = await floor.Tower.AsAsync(Role.OpsManager);
        var heads = await manager.GetFromJsonAsync<JsonElement>("/api/v1/boards");
        Assert.Superset(
            new HashSet<string?> { "inbox", "exceptions", "aging", "flow", "stock" }, heads.EnumerateArray().Select(head => head.GetProperty("board").GetString()).ToHashSet());
        Assert.All(heads.EnumerateArray(), head => Assert.Contains("key", head.GetProperty("columns").EnumerateArray().Select(column => column.GetString())));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(manager, "nothing"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(manager, "inbox?colour=red"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(manager, "inbox?stage=nowhere"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await floor.Tower.AsAsync(Role.OrderOps, "elsewhere"), $"inbox?warehouse={ShopFloor.Warehouse}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(floor.Tower.Anonymous(), "inbox"));
    }

    [Fact]
    public async Task Who_works_elsewhere_does_not_see_orders_that_this_warehouse_ships()
    {
        var number = await ShownAsync(71005);
        var here = await floor.Tower.AsAsync(Role.OrderOps, ShopFloor.Warehouse);
        await Eventually.TrueAsync(async () =>
            (await GetAsync(here, $"inbox?number={number}&warehouse={ShopFloor.Warehouse}")).GetProperty("rowsTotal").GetInt32() == 1);

        var elsewhere = await GetAsync(await floor.Tower.AsAsync(Role.OrderOps, "elsewhere"), $"inbox?number={number}");
        Assert.Equal(0, elsewhere.GetProperty("rowsTotal").GetInt32());
    }

    [Fact]
    public async Task The_hub_sends_the_board_first_and_then_what_changed()
    {
        await using var hub = await ConnectAsync(await floor.Tower.KeyAsync(Role.OpsManager));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var changes = hub.StreamAsync<JsonElement>("Subscribe", "inbox", null, limit.Token).GetAsyncEnumerator(limit.Token);

        Assert.True(await changes.MoveNextAsync());
        Assert.True(changes.Current.GetProperty("snapshot").GetBoolean());

        await floor.SendAsync(Order(71006), "order.created");
        var isSeen = false;
        while (!isSeen && await changes.MoveNextAsync())
        {
            Assert.False(changes.Current.GetProperty("snapshot").GetBoolean());
            isSeen = changes.Current.GetProperty("upserts").EnumerateArray().Any(row => row.GetProperty("externalNumber").GetString() == "71006");
        }

        Assert.True(isSeen);
    }

    [Fact]
    public async Task The_hub_says_by_code_what_it_will_not_show()
    {
        await using var hub = await ConnectAsync(await floor.Tower.KeyAsync(Role.Picker));
        var refused = await Assert.ThrowsAsync<HubException>(async () => await hub.StreamAsync<JsonElement>("Subscribe", "inbox", new { colour = "red" }).GetAsyncEnumerator().MoveNextAsync());
        Assert.Contains(ApiProblem.FilterUnknown, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hub_lets_nobody_in_without_a_key()
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(floor.Tower.Address, "/hubs/boards")).Build();
        await using (hub)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync());
        }
    }

    private static WooOrder Order(long id) => new(id) { Phone = $"(415) 555-{id % 10_000:0000}" };

    private async Task<HubConnection> ConnectAsync(string key)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(floor.Tower.Address, "/hubs/boards"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(key)).Build();
        await hub.StartAsync();
        return hub;
    }

    private async Task<OrderNow> PlaceAsync(long id)
    {
        await floor.SendAsync(Order(id), "order.created");
        return await floor.ComesToAsync(Order(id).ExternalId, _ => true);
    }

    private async Task<string> ShownAsync(long id)
    {
        var order = await PlaceAsync(id);
        await Eventually.TrueAsync(() => Task.FromResult(floor.RowOf(order) is not null));
        return floor.RowOf(order)!.Number;
    }

    private static Task<JsonElement> GetAsync(HttpClient client, string board) => client.GetFromJsonAsync<JsonElement>($"/api/v1/boards/{board}");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string board)
    {
        using var answer = await client.GetAsync(new Uri($"/api/v1/boards/{board}", UriKind.Relative));
        return answer.StatusCode;
    }
}
