using ControlTower.ExceptionQueue;
using ControlTower.Packing;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Packing;

/// <summary>The scale and the camera: a shirt weighs 100 g, the carton 90 g.</summary>
public sealed class WeightTests : IAsyncLifetime
{
    private StockGround _ground = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await StockGround.StartAsync();
        await _ground.SkuAsync("SHIRT");
        await _ground.ReceiveAsync("SHIRT", "cairo", 2_000);
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task After_twenty_packed_parcels_that_are_five_percent_heavier_the_scale_expects_it_and_allows_less()
    {
        var (first, last) = (default(ParcelWeighed), default(ParcelWeighed));
        for (var at = 0; at < 21; at++)
        {
            var parcel = await FilledAsync(4);
            last = await _ground.WeighAsync(parcel, 510); // 4 × 105 g and the carton
            first ??= last;
            Assert.Equal(WeightVerdict.Ok, last.Judgement);
            StockGround.Done(await _ground.SealAsync(parcel));
        }

        Assert.Equal(490, first!.ExpectedGrams);
        Assert.InRange(last!.ExpectedGrams!.Value, 508, 511);
        Assert.True(last.ToleranceGrams * 2 < first.ToleranceGrams, $"{last.ToleranceGrams} after {first.ToleranceGrams}");
        Assert.Equal(21, await _ground.Database.AppAsync("select parcels from sku_weight where sku = 'SHIRT'"));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task A_parcel_that_is_too_light_opens_a_case_and_is_sealed_only_with_a_reason()
    {
        var parcel = await FilledAsync(2);
        Assert.Equal(WeightVerdict.Light, (await _ground.WeighAsync(parcel, 200)).Judgement);
        Assert.Equal("open", await CaseAsync());
        Assert.Equal("packing.not-verified", StockGround.CodeOf(await _ground.SealAsync(parcel)));
        StockGround.Done(await _ground.SealAsync(parcel, "the scale was not level; both shirts are in"));

        Assert.Equal("override", await CaseAsync());
        Assert.Equal("the scale was not level; both shirts are in", (await _ground.ShowAsync(parcel)).Weight!.OverrideWhy);
        Assert.Equal("the scale was not level; both shirts are in", await _ground.Database.AppAsync("select why from journal where kind = 'WeightOverridden'"));
    }

    [Fact]
    public async Task A_better_reading_closes_the_case_and_a_unit_more_makes_the_old_reading_worthless()
    {
        var (_, tote) = await _ground.PickedAsync("SHIRT", 2);
        var parcel = await _ground.OpenAsync(tote);
        await _ground.ScanAsync(parcel, "SHIRT");
        await _ground.WeighAsync(parcel, 300);
        Assert.Equal("open", await CaseAsync());
        await _ground.WeighAsync(parcel, 190);
        Assert.Equal("mended", await CaseAsync());

        await _ground.ScanAsync(parcel, "SHIRT");
        var pack = await _ground.ShowAsync(parcel);
        Assert.Null(pack.Weight);
        Assert.Equal(290, pack.Expected!.ExpectedGrams);
    }

    [Fact]
    public async Task The_case_reopens_the_parcel_for_real_or_overrides_it_for_real()
    {
        foreach (var action in new[] { CaseAction.Override, CaseAction.Reopen })
        {
            var parcel = await FilledAsync(2);
            await _ground.WeighAsync(parcel, 500);
            var one = (Guid)(await _ground.Database.AppAsync($"select id from exception_case where subject_id = '{parcel}' and state = 'open'"))!;
            var resolve = new ResolveCase(Guid.NewGuid(), one, action, new Dictionary<string, string>(), "a gift was put in", false, _ground.Packer());
            StockGround.Done(await _ground.Get<ResolveCaseHandler>().HandleAsync(resolve, default));

            var pack = await _ground.ShowAsync(parcel);
            Assert.Equal(action == CaseAction.Override ? (0, 2, true) : (2, 0, false), (pack.Left, pack.Here, pack.Weight?.IsGood == true));
            Assert.Equal(action == CaseAction.Override ? null : "packing.empty", StockGround.CodeOf(await _ground.SealAsync(parcel)));
        }

        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task Of_an_order_of_high_value_every_parcel_is_weighed_and_photographed()
    {
        var parcel = await FilledAsync(2); // at 10 EGP each
        await _ground.Database.AppAsync("insert into setting (key, value, updated_at) values ('Rules.HighValueAbove', '15', now())");
        await _ground.Get<Limits>().LoadAsync(_ground.Database.Source, default);
        var pack = await _ground.ShowAsync(parcel);
        Assert.Equal(["weight", "photo"], pack.Checks);
        Assert.Equal(["weight", "photo"], pack.Missing);
        Assert.Equal("packing.not-verified", StockGround.CodeOf(await _ground.SealAsync(parcel)));
        await _ground.WeighAsync(parcel, 290);
        Assert.Equal("packing.not-verified", StockGround.CodeOf(await _ground.SealAsync(parcel)));
        StockGround.Done(await _ground.Get<PhotographParcelHandler>().HandleAsync(
            new(Guid.NewGuid(), _ground.Packer(), parcel, "00", new("00000000000000000000000000000001.jpg", 10, 10, 10)), default));

        StockGround.Done(await _ground.SealAsync(parcel));
        Assert.Equal(["photo", "seal", "units", "weight"], (await _ground.ShowAsync(parcel)).Ticks.Order());
    }

    /// <summary>An order of so many shirts, all of them scanned into one open parcel.</summary>
    private async Task<string> FilledAsync(int units)
    {
        var (_, tote) = await _ground.PickedAsync("SHIRT", units);
        var parcel = await _ground.OpenAsync(tote);
        for (var unit = 0; unit < units; unit++)
        {
            await _ground.ScanAsync(parcel, "SHIRT");
        }

        return parcel;
    }

    /// <returns>How the newest case stands: its resolution, or that it is open.</returns>
    private async Task<string?> CaseAsync() =>
        (string?)await _ground.Database.AppAsync("select coalesce(resolution, state) from exception_case where code = 'PACK_WEIGHT' order by opened_at desc, id desc limit 1");
}
