using System.Text.Json;
using ControlTower.Intake;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Journeys;

/// <summary>What a shop is told by the tower, read back from the shop over HTTP: tracking, completion, a refund, a cancellation, and how much may be sold.</summary>
public sealed class ShopToldTests : IAsyncLifetime
{
    private OutsideWorld _world = null!;
    private string _sku = "";

    public async ValueTask InitializeAsync()
    {
        _world = await OutsideWorld.StartAsync();
        _sku = (await _world.InShopAsync("products?per_page=1"))[0].GetProperty("sku").GetString()!;
        await _world.Hands.OpenHouseAsync("cairo", "Cairo");
        await _world.Hands.ReceiveAsync("cairo", _sku, 20);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_shop_is_told_of_its_parcel_and_its_completion_pays_the_refund_once_and_knows_what_may_be_sold()
    {
        var (hands, shop) = (_world.Hands, _world.Buy((_sku, 2)));
        var number = await ToldAsync(shop);
        await hands.PickAsync("cairo", Assert.Single(await hands.ReleaseAsync("cairo", number)), "3");
        var parcel = await hands.PackAsync("3");
        var tracking = (await _world.Eyes.TrackingsAsync(number))[parcel];
        await hands.HandOverAsync(OutsideWorld.Courier, "cairo", parcel);

        await Eventually.TrueAsync(async () => await _world.StatusInShopAsync(shop) == "completed");
        Assert.Contains(tracking, Assert.Single(await InShopAsync($"orders/{shop}/notes")).GetProperty("note").GetString(), StringComparison.Ordinal);

        var back = (await hands.ActAsync("customerSupport", "returns", new { number, lines = new[] { new { line = 1, units = 1, reason = "notAsDescribed" } } })).Text("id");
        await hands.ActAsync("packerQc", $"returns/{back}/receive", new { lines = new[] { new { line = 1, units = 1 } }, warehouse = "cairo" });
        await hands.ActAsync("packerQc", $"returns/{back}/grade", new { lines = new[] { new { line = 1, units = 1, grade = "new", disposition = "restock" } } });
        await hands.ActAsync("opsManager", $"returns/{back}/approve", new { });
        await Eventually.TrueAsync(async () => (await _world.Eyes.GetAsync($"returns/{back}")).GetProperty("refund").GetString() == "executed");
        var refund = Assert.Single(await InShopAsync($"orders/{shop}/refunds"));
        var paid = (await _world.Eyes.GetAsync($"returns/{back}")).GetProperty("refunds")[0];
        Assert.Equal(
            (paid.GetProperty("reference").GetString(), paid.GetProperty("amount").GetProperty("amount").GetString()), (refund.GetProperty("id").ToString(), refund.GetProperty("amount").GetString()));

        // The answer was lost, as far as our books say: the worker looks into the shop's before it pays.
        await _world.Tower.Database.AdminAsync("update shop_errand set state = 'sending', next_at = now() where kind = 'refund'");
        await Eventually.TrueAsync(async () => await _world.Tower.Database.AdminAsync("select count(*) from shop_errand where kind = 'refund' and state = 'done' and attempts = 2") is 1L);
        Assert.Single(await InShopAsync($"orders/{shop}/refunds"));

        await _world.Tower.Services.GetRequiredService<TellShopsStock>().HandleAsync(default); // the schedule does it twice a minute
        await Eventually.TrueAsync(async () => (await InShopAsync($"products?sku={_sku}"))[0].GetProperty("stock_quantity") is { ValueKind: JsonValueKind.Number } told && told.GetInt32() == 19);
        Assert.Equal("19/0/19", await _world.Eyes.StockAsync(_sku));
    }

    [Fact]
    public async Task A_shop_is_told_that_its_order_was_cancelled_here_and_never_what_it_cancelled_itself()
    {
        var hands = _world.Hands;
        var (by, released, ours) = (_world.Buy((_sku, 1)), _world.Buy((_sku, 2)), _world.Buy((_sku, 1)));
        var (byNumber, releasedNumber, oursNumber) = (await ToldAsync(by), await ToldAsync(released), await ToldAsync(ours));

        await CancelledByShopAsync(by);
        await ComesToAsync(byNumber, "cancelled");
        await hands.ReleaseAsync("cairo", releasedNumber);
        await CancelledByShopAsync(released);
        await Eventually.TrueAsync(async () => (await _world.Eyes.JournalAsync(releasedNumber)).Contains("CaseOpened"));
        await hands.ActAsync("opsManager", $"orders/{releasedNumber}/cancel", new { why = "the shop says so" });

        await hands.ActAsync("opsManager", $"orders/{oursNumber}/cancel", new { why = "the customer called", lines = (int[])[1] });

        await Eventually.TrueAsync(async () => await _world.StatusInShopAsync(ours) == "cancelled");
        await Eventually.TrueAsync(async () => (await _world.Eyes.JournalAsync(oursNumber)).Contains("ShopTold"));
        Assert.DoesNotContain("ShopTold", await _world.Eyes.JournalAsync(byNumber));
        Assert.DoesNotContain("ShopTold", await _world.Eyes.JournalAsync(releasedNumber));
        await ShopFloor.HoldsTrueAsync(_world.Tower.Anonymous());
    }

    private async Task<string> ToldAsync(long id)
    {
        await _world.TellAsync(id, "order.created");
        var number = await _world.Eyes.NumberAsync(id);
        await Eventually.TrueAsync(async () => (await _world.Eyes.OrderAsync(number)).GetProperty("groups").EnumerateArray().Any(group => group.GetProperty("state").GetString() == "reserved"));
        return number;
    }

    private async Task CancelledByShopAsync(long id)
    {
        _world.CancelInShop(id);
        await _world.TellAsync(id, "order.updated");
    }

    private Task ComesToAsync(string number, string headline) =>
        Eventually.TrueAsync(async () => (await _world.Eyes.OrderAsync(number)).GetProperty("headline").GetString() == headline);

    private async Task<List<JsonElement>> InShopAsync(string path) => [.. (await _world.InShopAsync(path)).EnumerateArray()];
}
