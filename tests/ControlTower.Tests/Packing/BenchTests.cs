using ControlTower.Data;
using ControlTower.Packing;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Packing;

/// <summary>The bench on a real database: what is scanned goes into the parcel and nothing else does.</summary>
public sealed class BenchTests : IAsyncLifetime
{
    private StockGround _ground = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await StockGround.StartAsync();
        foreach (var sku in new[] { "SHIRT", "SOCKS", "HAT" })
        {
            await _ground.SkuAsync(sku);
            await _ground.ReceiveAsync(sku, "cairo", 500);
        }

        await _ground.Database.AdminAsync("insert into sku_barcode (gtin, sku, units) values ('06291041500213', 'SHIRT', 1), ('16221033000008', 'SHIRT', 12)");
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task A_tote_becomes_a_sealed_parcel_and_its_group_is_packed()
    {
        var (order, tote) = await _ground.PickedAsync("SHIRT", 2);
        var parcel = await _ground.OpenAsync($"TOTE-{tote}");
        Assert.Equal((GroupState.Packing, 2), await GroupAsync(order));

        Assert.Equal((1, null), Of(await _ground.ScanAsync(parcel, "6291041500213")));
        Assert.Equal("packing.not-verified", StockGround.CodeOf(await _ground.SealAsync(parcel)));
        Assert.Equal((0, null), Of(await _ground.ScanAsync(parcel, "]E06291041500213")));
        StockGround.Done(await _ground.SealAsync(parcel));

        Assert.Equal((GroupState.Packed, 0), await GroupAsync(order));
        var line = Assert.Single((await _ground.FindAsync(order)).Lines);
        Assert.Equal((0, 0, 2), (line.Reserved, line.Picked, line.Packed));
        Assert.Equal(0L, await _ground.Database.AppAsync($"select count(*) from tote where code = '{tote}' and group_id is not null"));
        Assert.Equal(1L, await _ground.Database.AppAsync("select count(*) from journal where kind = 'GroupPacked'"));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task A_wrong_scan_counts_nothing_and_is_kept_with_what_was_expected()
    {
        var (order, tote) = await _ground.PickedAsync("SHIRT", 1);
        var (_, other) = await _ground.PickedAsync("HAT", 1);
        var parcel = await _ground.OpenAsync(tote);
        var wrong = new List<string?>();
        foreach (var code in new[] { "HAT", $"TOTE-{other}", "16221033000008", "nothing of ours" })
        {
            var scanned = await _ground.ScanAsync(parcel, code);
            Assert.Equal(("1 × Article SHIRT", 1), (scanned.Expected, scanned.Left));
            wrong.Add(scanned.Refused);
        }

        await _ground.ScanAsync(parcel, "SHIRT");
        wrong.Add((await _ground.ScanAsync(parcel, "SHIRT")).Refused);

        Assert.Equal(["packing.wrong-item", "packing.not-an-item", "packing.case-too-large", "packing.unknown-code", "packing.too-many"], wrong);
        Assert.Equal(1, Assert.Single((await _ground.FindAsync(order)).Lines).Packed);
        Assert.Equal(5L, await _ground.Database.AppAsync("select count(*) from pack_scan where refused is not null"));
        Assert.Equal(6L, await _ground.Database.AppAsync("select count(*) from journal where kind = 'PackScanned'"));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task A_scan_that_is_sent_again_counts_once_whoever_sends_it()
    {
        var (order, tote) = await _ground.PickedAsync("SHIRT", 3);
        var (parcel, scan) = (await _ground.OpenAsync(tote), Guid.NewGuid());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            _ground.Get<ScanUnitHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), parcel, "SHIRT", scan), default)));

        Assert.Single(outcomes, outcome => outcome.Decided(out _, out _));
        Assert.All(outcomes.Select(StockGround.CodeOf).OfType<string>(), code => Assert.Equal(ScanUnitHandler.Repeated, code));
        Assert.Equal(1, Assert.Single((await _ground.FindAsync(order)).Lines).Packed);
    }

    [Fact]
    public async Task Two_packers_at_one_order_pack_no_unit_twice()
    {
        var (order, tote) = await _ground.PickedAsync("SHIRT", 5);
        var parcel = await _ground.OpenAsync(tote);
        var scans = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _ground.ScanAsync(parcel, "SHIRT")));

        Assert.Equal(5, scans.Count(scan => scan.Refused is null));
        Assert.All(scans.Select(scan => scan.Refused).OfType<string>(), code => Assert.Equal("packing.too-many", code));
        Assert.Equal(5, Assert.Single((await _ground.FindAsync(order)).Lines).Packed);
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task What_does_not_fit_goes_into_another_parcel_and_the_group_is_packed_with_the_last_seal()
    {
        var (order, tote) = await _ground.PickedAsync("SHIRT", 3);
        var first = await _ground.OpenAsync(tote);
        await _ground.ScanAsync(first, "SHIRT");
        Assert.Equal("packing.not-verified", StockGround.CodeOf(await _ground.SealAsync(first)));
        var next = StockGround.Done(await _ground.Get<NextParcelHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), first), default)).Parcel;
        Assert.Equal("packing.next-open", StockGround.CodeOf(await _ground.Get<NextParcelHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), first), default)));
        StockGround.Done(await _ground.SealAsync(first));
        Assert.Equal(GroupState.Packing, (await GroupAsync(order)).State);
        await _ground.ScanAsync(next, "SHIRT");
        await _ground.ScanAsync(next, "SHIRT");
        StockGround.Done(await _ground.SealAsync(next));

        Assert.Equal((GroupState.Packed, 0), await GroupAsync(order));
        Assert.Equal([1, 2], (await _ground.ShowAsync(next)).Parcels.Select(parcel => parcel.Units));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task An_undo_and_a_reopened_parcel_give_the_goods_back_to_the_bench()
    {
        var (order, parcel) = await _ground.PackedAsync("SOCKS", 2);
        Assert.Equal("packing.packed", await OpenCodeAsync(_ground.Packer(), $"ORD-{(await _ground.ShowAsync(parcel)).Number}"));
        StockGround.Done(await _ground.Get<ReopenParcelHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), parcel), default));
        Assert.Equal((GroupState.Packing, 2), await GroupAsync(order));
        Assert.Empty(await _ground.BrokenAsync());

        await _ground.ScanAsync(parcel, "SOCKS");
        Assert.Equal(2, StockGround.Done(await _ground.Get<UndoPackScanHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), parcel), default)).Left);
        Assert.Equal("packing.nothing-to-undo", StockGround.CodeOf(await _ground.Get<UndoPackScanHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), parcel), default)));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task A_kit_is_packed_by_its_components()
    {
        await _ground.SkuAsync("SET", new StockUnits("HAT", 1), new StockUnits("SOCKS", 2));
        var (order, tote) = await _ground.PickedAsync("SET", 2);
        var parcel = await _ground.OpenAsync(tote);
        var packed = new List<int>();
        foreach (var code in new[] { "HAT", "SOCKS", "SOCKS", "SOCKS", "HAT", "SOCKS" })
        {
            Assert.Null((await _ground.ScanAsync(parcel, code)).Refused);
            packed.Add(Assert.Single((await _ground.FindAsync(order)).Lines).Packed);
        }

        Assert.Equal([0, 0, 1, 1, 1, 2], packed);
        StockGround.Done(await _ground.Get<ReopenParcelHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), parcel), default));
        Assert.Equal((0, 2), (await _ground.FindAsync(order)).Lines.Select(line => (line.Packed, line.Picked)).Single());
    }

    [Fact]
    public async Task A_hold_or_a_cancellation_stops_the_bench_when_it_is_opened_when_it_scans_and_when_it_seals()
    {
        var (order, tote) = await _ground.PickedAsync("SHIRT", 1);
        var (_, later) = await _ground.PickedAsync("SHIRT", 1);
        var parcel = await _ground.OpenAsync(tote);
        await _ground.ScanAsync(parcel, "SHIRT");
        await _ground.Database.AdminAsync("""
            insert into hold (id, order_id, type, source, keeps_stock, pauses_clock, placed_at, placed_by)
            select gen_random_uuid(), id, 'fraud', 'test', true, false, now(), gen_random_uuid() from sales_order
            """);

        Assert.Equal("packing.held", (await _ground.ScanAsync(parcel, "SHIRT")).Refused);
        Assert.Equal("packing.held", StockGround.CodeOf(await _ground.SealAsync(parcel)));
        Assert.Equal("packing.held", await OpenCodeAsync(_ground.Packer(), later));
        await _ground.Database.AdminAsync("update hold set released_at = now(), released_by = placed_by; update sales_order set cancelled_at = now(), cancel_cause = 'customer'");
        Assert.Equal("packing.cancelled", (await _ground.ScanAsync(parcel, "SHIRT")).Refused);
        Assert.Equal("packing.cancelled", StockGround.CodeOf(await _ground.SealAsync(parcel)));
        Assert.Equal("packing.cancelled", await OpenCodeAsync(_ground.Packer(), later));
        Assert.Contains("goods that go back", (await _ground.ShowAsync(parcel)).Standing.RefuseStopped()!.Message, StringComparison.Ordinal);
        Assert.Equal(GroupState.Packing, (await GroupAsync(order)).State);
    }

    [Fact]
    public async Task What_is_no_work_for_this_bench_is_not_opened()
    {
        var order = await _ground.OrderAsync("HAT", 1);
        await _ground.CarryAsync();
        await _ground.Database.AdminAsync("insert into tote (code, warehouse, is_full, since) values ('T-EMPTY', 'cairo', false, now())");
        var (_, tote) = await _ground.PickedAsync("HAT", 1);
        var stranger = new Actor(Guid.NewGuid(), "packer 2", [Role.PackerQc], ["alex"]);

        Assert.Equal("packing.not-picked", await OpenCodeAsync(_ground.Packer(), $"{(await _ground.FindAsync(order)).Number}"));
        Assert.Equal("packing.tote-empty", await OpenCodeAsync(_ground.Packer(), "TOTE-T-EMPTY"));
        Assert.Equal("packing.unknown", await OpenCodeAsync(_ground.Packer(), "TOTE-T-NEVER"));
        Assert.Equal("packing.unknown", await OpenCodeAsync(_ground.Packer(), "062210330000123458"));
        Assert.Equal("packing.scan-missing", await OpenCodeAsync(_ground.Packer(), "  "));
        Assert.Equal("access.scope", await OpenCodeAsync(stranger, tote));
        Assert.Equal("access.duty", await OpenCodeAsync(new Actor(Guid.NewGuid(), "picker 1", [Role.Picker]), tote));
    }

    private async Task<string?> OpenCodeAsync(Actor by, string scan) => StockGround.CodeOf(await _ground.Get<OpenPackingHandler>().HandleAsync(new(Guid.NewGuid(), by, scan), default));

    private static (int Left, string? Refused) Of(Playbook.Packing.PackScanned scanned) => (scanned.Left, scanned.Refused);

    /// <returns>The state of the order's group, and units of it that are picked and not packed.</returns>
    private async Task<(GroupState State, int Unpacked)> GroupAsync(string externalId)
    {
        var order = await _ground.FindAsync(externalId);
        return (Assert.Single(order.Groups).State, order.Lines.Sum(line => line.Picked));
    }
}
