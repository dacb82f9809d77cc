using Bunit;
using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.PackerQc;
using ControlTower.Screens.Words;
using ControlTower.Settings;
using ControlTower.Sops;
using ControlTower.Tests.Inventory;
using ControlTower.Tests.Packing;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Screens;

/// <summary>The bench's checklist: each of its lines is ticked by the work that proves it, and by nothing else.</summary>
public sealed class PackChecksTests : BunitContext, IAsyncLifetime
{
    private StockGround _ground = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await StockGround.StartAsync();
        await new BringSops(_ground.Get<CommitGate>()).HandleAsync(default);
        await _ground.SkuAsync("SHIRT");
        await _ground.ReceiveAsync("SHIRT", "cairo", 20);
        Services.AddSingleton(new TowerWords(new WordBook(), Languages.English)).AddSingleton(_ground.Get<Limits>()).AddSingleton(new SopBook(_ground.Database.Source, _ground.Get<LiveFeed>()));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task Scanning_weighing_printing_photographing_and_sealing_tick_their_lines_and_undoing_takes_the_tick_away()
    {
        var (_, tote) = await _ground.PickedAsync("SHIRT", 2);
        var parcel = await _ground.OpenAsync(tote);
        await _ground.ScanAsync(parcel, "SHIRT");
        Assert.Equal([], await TickedAsync(parcel));

        await _ground.ScanAsync(parcel, "SHIRT");
        Assert.Equal(["Every piece scanned"], await TickedAsync(parcel));
        await _ground.Get<UndoPackScanHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), parcel), default);
        Assert.Equal([], await TickedAsync(parcel));
        await _ground.ScanAsync(parcel, "SHIRT");

        await _ground.WeighAsync(parcel, 5_000);
        Assert.Equal(["Every piece scanned"], await TickedAsync(parcel)); // far too heavy
        await _ground.WeighAsync(parcel, 290);
        Assert.Equal(["Every piece scanned", "Weight fits"], await TickedAsync(parcel));

        StockGround.Done(await _ground.Get<TickPapersHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), parcel, PackingChecklist.Papers), default));
        StockGround.Done(await _ground.Get<PhotographParcelHandler>().HandleAsync(
            new(Guid.NewGuid(), _ground.Packer(), parcel, "00", new("00000000000000000000000000000001.jpg", 10, 10, 10)), default));
        Assert.Equal(["Every piece scanned", "Weight fits", "Papers put in", "Photo"], await TickedAsync(parcel));

        StockGround.Done(await _ground.SealAsync(parcel));
        Assert.Equal("Sealed", (await TickedAsync(parcel))[^1]);
    }

    [Fact]
    public async Task Nobody_ticks_for_the_scanner_or_the_scale()
    {
        var (_, tote) = await _ground.PickedAsync("SHIRT", 1);
        var parcel = await _ground.OpenAsync(tote);
        foreach (var step in PackingChecklist.Steps.Where(step => step != PackingChecklist.Papers))
        {
            Assert.Equal("packing.step-unknown", StockGround.CodeOf(await _ground.Get<TickPapersHandler>().HandleAsync(new(Guid.NewGuid(), _ground.Packer(), parcel, step), default)));
        }
    }

    [Fact]
    public async Task The_procedure_lies_folded_below_the_goods()
    {
        var (_, tote) = await _ground.PickedAsync("SHIRT", 1);
        var pack = await _ground.ShowAsync(await _ground.OpenAsync(tote));
        var lines = Render<PackLines>(part => part.Add(one => one.Pack, pack));

        var fold = await lines.WaitForElementAsync("details");
        Assert.Contains("Every parcel", fold.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.True(fold.QuerySelectorAll(".ct-sop-step").Length >= 5);
    }

    private async Task<List<string>> TickedAsync(string parcel)
    {
        var pack = await _ground.ShowAsync(parcel);
        return [.. Render<PackChecks>(part => part.Add(one => one.Pack, pack)).FindAll("li.ct-pack-ticked > span:first-of-type").Select(line => line.TextContent)];
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _ground.DisposeAsync();
    }
}
