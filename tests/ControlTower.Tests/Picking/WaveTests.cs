using ControlTower.Data;
using ControlTower.Intake;
using ControlTower.Inventory;
using ControlTower.Picking;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Tests.Picking;

/// <summary>From a proposal to pick lists and back, on a real database.</summary>
public sealed class WaveTests : IAsyncLifetime
{
    private StockGround _ground = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await StockGround.StartAsync();
        await _ground.SkuAsync("TEA");
        await _ground.SkuAsync("CUP");
        await _ground.SkuAsync("SET", new("TEA", 2), new("CUP", 1));
        await _ground.ReceiveAsync("TEA", "cairo", 6, "A-01-1");
        await _ground.ReceiveAsync("TEA", "cairo", 30, "A-02-1");
        await _ground.ReceiveAsync("CUP", "cairo", 30, "B-01-1");
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task A_released_wave_has_a_line_for_every_promised_unit_and_no_bin_gives_more_than_it_holds()
    {
        List<string> orders = [await _ground.OrderAsync("TEA", 4), await _ground.OrderAsync("TEA", 8), await _ground.OrderAsync("SET", 3)];
        await _ground.CarryAsync();

        var released = await ReleaseAsync();

        Assert.Equal((3, 0), (released.Orders, released.Left.Count));
        Assert.Equal("CUP B-01-1 3|TEA A-01-1 4|TEA A-02-1 14", await LinesAsync());
        foreach (var order in orders)
        {
            var now = await _ground.FindAsync(order);
            Assert.Equal((GroupState.Released, Stage.Pick, Headline.InFulfilment), (now.Groups.Single().State, now.Stage, now.Headline));
        }

        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task Where_one_bin_has_too_little_the_rest_is_taken_from_another()
    {
        await _ground.OrderAsync("TEA", 33);
        await _ground.CarryAsync();

        await ReleaseAsync();

        Assert.Equal("TEA A-01-1 3|TEA A-02-1 30", await LinesAsync());
    }

    [Fact]
    public async Task Units_on_an_open_list_are_not_given_to_the_next_wave()
    {
        await _ground.OrderAsync("TEA", 30);
        await _ground.CarryAsync();
        await ReleaseAsync();
        await _ground.OrderAsync("TEA", 6);
        await _ground.CarryAsync();

        await ReleaseAsync();

        Assert.Equal("TEA A-01-1 6|TEA A-02-1 30", await LinesAsync());
    }

    [Fact]
    public async Task An_order_that_is_held_meanwhile_stays_behind_with_the_reason()
    {
        var (held, free) = (await _ground.OrderAsync("TEA", 1), await _ground.OrderAsync("TEA", 1));
        await _ground.CarryAsync();
        var wave = await CreateAsync();
        StockGround.Done(await _ground.Get<HoldOrderHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, (await _ground.FindAsync(held)).Id, HoldType.Operator, "ask first"), default));

        var released = StockGround.Done(await _ground.Get<ReleaseWaveHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, wave), default));

        Assert.Equal((1, "orders.held"), (released.Orders, Assert.Single(released.Left).Code));
        Assert.Equal((GroupState.Reserved, GroupState.Released), ((await _ground.FindAsync(held)).Groups.Single().State, (await _ground.FindAsync(free)).Groups.Single().State));
        Assert.Contains(Assert.Single((await ProposeAsync())).Left.Single().Limits, limit => limit == WaveLimit.Held);
    }

    [Fact]
    public async Task Goods_that_lie_in_no_bin_keep_their_order_out_of_the_draft()
    {
        await _ground.OrderAsync("TEA", 30);
        await _ground.OrderAsync("CUP", 1);
        await _ground.CarryAsync();
        await _ground.Database.AdminAsync("update bin_stock set units = 0 where sku = 'TEA'");

        var left = Assert.Single(Assert.Single(await ProposeAsync()).Left);

        Assert.Equal([WaveLimit.NotInBins], left.Limits);
    }

    [Fact]
    public async Task A_cancelled_wave_gives_its_orders_back_and_frees_its_bins()
    {
        var order = await _ground.OrderAsync("TEA", 30);
        await _ground.CarryAsync();
        var wave = (await ReleaseAsync()).Wave;

        StockGround.Done(await CancelAsync(wave));

        Assert.Equal(GroupState.Reserved, (await _ground.FindAsync(order)).Groups.Single().State);
        Assert.Equal("", await LinesAsync());
        Assert.Equal("waves.state", StockGround.CodeOf(await CancelAsync(wave)));
        await ReleaseAsync();
        Assert.Equal("TEA A-02-1 30", await LinesAsync());
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task A_wave_is_locked_while_somebody_walks_with_one_of_its_lists()
    {
        await _ground.OrderAsync("TEA", 1);
        await _ground.CarryAsync();
        var wave = (await ReleaseAsync()).Wave;
        await _ground.Database.AppAsync("update pick_list set state = 'claimed', claimed_by = gen_random_uuid(), claimed_name = 'picker 2', lease_until = now()");

        Assert.Equal("waves.being-picked", StockGround.CodeOf(await CancelAsync(wave)));
    }

    [Fact]
    public async Task An_order_is_in_one_wave_at_most_however_many_are_made_of_one_draft_at_once()
    {
        await _ground.OrderAsync("TEA", 1);
        await _ground.CarryAsync();
        var proposed = StockGround.Done(await _ground.Get<ProposeWavesHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, "cairo"), default));

        var made = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            _ground.Get<CreateWaveHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, proposed.Drafts[0]), default)));

        Assert.Equal([null, .. Enumerable.Repeat("waves.draft-stale", 4)], made.Select(StockGround.CodeOf).Order());
    }

    [Fact]
    public async Task Two_waves_released_at_once_share_the_bins_and_never_a_unit()
    {
        await _ground.OrderAsync("TEA", 18);
        await _ground.CarryAsync();
        var first = await CreateAsync();
        await _ground.OrderAsync("TEA", 18);
        await _ground.CarryAsync();
        var second = await CreateAsync();

        await Task.WhenAll(new[] { first, second }.Select(async wave =>
            StockGround.Done(await _ground.Get<ReleaseWaveHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, wave), default))));

        Assert.Equal("TEA A-01-1 6|TEA A-02-1 30", await LinesAsync());
    }

    private async Task<List<WaveDraft>> ProposeAsync()
    {
        var proposed = StockGround.Done(await _ground.Get<ProposeWavesHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, "cairo"), default));
        return [.. (await _ground.Get<WaveReader>().DraftsAsync(proposed.Drafts, default)).Select(draft => draft.Draft)];
    }

    private async Task<Guid> CreateAsync()
    {
        var proposed = StockGround.Done(await _ground.Get<ProposeWavesHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, "cairo"), default));
        return StockGround.Done(await _ground.Get<CreateWaveHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, proposed.Drafts[^1]), default)).Wave;
    }

    private async Task<WaveReleased> ReleaseAsync() =>
        StockGround.Done(await _ground.Get<ReleaseWaveHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, await CreateAsync()), default));

    private Task<Outcome<Committed<WaveCancelled>>> CancelAsync(Guid wave) =>
        _ground.Get<CancelWaveHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Manager, wave, "wrong truck"), default);

    /// <summary>What open lists take from where, added up.</summary>
    private async Task<string> LinesAsync() => (string)(await _ground.Database.AppAsync("""
        select coalesce(string_agg(concat_ws(' ', sku, bin, units), '|' order by sku, bin), '')
        from (select sku, bin, sum(units - picked - short) as units from pick_line group by sku, bin having sum(units - picked - short) > 0) as taken
        """))!;
}
