using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Inventory;

/// <summary>A shop tells what it sells.</summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    private StockGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await StockGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Orders_that_waited_for_a_sku_nobody_knew_go_on_when_a_shop_tells_it()
    {
        var order = await _ground.OrderAsync("NEW-1", 2);
        await _ground.CarryAsync();
        Assert.Null((await _ground.FindAsync(order)).Lines[0].Sku);

        Assert.Equal(1, await TakeAsync(new ToldSku("NEW-1", "New", null, [new("00000096385074", 1)], 100, new Money(500, "EGP"), null)));
        await _ground.ReceiveAsync("NEW-1", "cairo", 2);
        await _ground.CarryAsync();

        Assert.Equal(("NEW-1", 2), ((await _ground.FindAsync(order)).Lines[0].Sku, (await _ground.FindAsync(order)).Lines[0].Reserved));
        Assert.Empty(await _ground.BrokenAsync());
    }

    [Fact]
    public async Task What_a_shop_does_not_tell_stays_and_what_it_tells_again_is_no_news()
    {
        await TakeAsync(new ToldSku("KEEP", "Old name", "Tea", [new("00000096385074", 1)], 100, new Money(500, "EGP"), null));

        Assert.Equal(1, await TakeAsync(new ToldSku("KEEP", "New name", null, [], null, null, "https://shop.example/p.jpg")));
        Assert.Equal(0, await TakeAsync(new ToldSku("KEEP", "New name", null, [], null, null, "https://shop.example/p.jpg")));

        Assert.Equal(
            "New name|Tea|100|500|https://shop.example/p.jpg", await _ground.Database.AppAsync("select concat_ws('|', name, category, weight_grams, price_minor, image_url) from sku where sku = 'KEEP'"));
    }

    private Task<int> TakeAsync(ToldSku told) => _ground.Get<CommitGate>().CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
    {
        if (await CatalogueBook.TakeAsync(work, "pos-test", [told], default) is not { } taken)
        {
            return 0;
        }

        work.Also(taken);
        return taken.New + taken.Changed;
    }, default);
}
