using System.Text.Json;
using ControlTower.Simulator.Couriers;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Journeys;

/// <summary>What goes less smoothly, over HTTP alone: two houses, a shelf that is short, an order that is cancelled in its tote, a door that stays shut.</summary>
public sealed class SplitOrderJourneyTests : IAsyncLifetime
{
    private const string Jar = "JAR-1";
    private const string Lid = "LID-1";
    private const string Cup = "CUP-9";

    private OutsideWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await OutsideWorld.StartAsync();
        await _world.Hands.OpenHouseAsync("cairo", "Cairo");
        await _world.Hands.OpenHouseAsync("alex", "Alexandria");
        await _world.Hands.ReceiveAsync("cairo", Jar, 6);
        await _world.Hands.ReceiveAsync("cairo", Cup, 1, "B-02-1");
        await _world.Hands.ReceiveAsync("alex", Lid, 5);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_order_of_two_houses_arrives_though_a_shelf_was_short_and_a_door_stayed_shut()
    {
        var (hands, eyes, shop) = (_world.Hands, _world.Eyes, _world.Buy((Jar, 2), (Lid, 1), (Cup, 1)));
        await _world.TellAsync(shop, "order.created");
        var number = await eyes.NumberAsync(shop);
        Task SeeAsync(Seen wanted, params string[] journal) => eyes.SeeAsync(number, Jar, wanted, journal);
        await SeeAsync(new("confirmed pick", "inbox", "reserved reserved", "6/2/4", "confirmed received", ""), "StockPromised");

        var cairo = Assert.Single(await hands.ReleaseAsync("cairo", number));
        var alex = Assert.Single(await hands.ReleaseAsync("alex", number));
        await hands.PickAsync("cairo", cairo, "1", missing: Cup);
        await SeeAsync(new("inFulfilment pick", "inbox packing", "picked released", "6/2/4", "confirmed received", ""), "GroupReleased", "GroupReleased", "ShortPicked", "GroupPicked");
        Assert.Equal("0/0/0", await eyes.StockAsync(Cup)); // the books follow the shelf
        await hands.PickAsync("alex", alex, "2");

        var parcels = new[] { await hands.PackAsync("1"), await hands.PackAsync("2") };
        await SeeAsync(new("inFulfilment handOver", "inbox dispatch", "labelled labelled labelled labelled", "6/2/4", "confirmed received", "booked booked"), "GroupPacked", "GroupPacked");
        var trackings = await eyes.TrackingsAsync(number);

        await hands.HandOverAsync(OutsideWorld.Courier, "cairo", parcels[0]);
        await SeeAsync(
            new("partiallyShipped handOver", "inbox dispatch delivery", "handedOver labelled handedOver labelled", "4/0/4", "confirmed received shipped", "booked booked"), "OrderHandedOver");
        await hands.HandOverAsync(OutsideWorld.Courier, "alex", parcels[1]);
        await SeeAsync(new("shipped onTheRoad", "dispatch delivery", "handedOver handedOver handedOver handedOver", "4/0/4", "confirmed received shipped", "booked booked"), "OrderHandedOver");

        await _world.MoveAsync(trackings[parcels[1]], CarrierStep.OutForDelivery);
        await _world.MoveAsync(trackings[parcels[1]], CarrierStep.Delivered);
        await _world.MoveAsync(trackings[parcels[0]], CarrierStep.OutForDelivery);
        await _world.MoveAsync(trackings[parcels[0]], CarrierStep.AttemptFailed);
        await RescueAsync(number, parcels[0]);
        await _world.MoveAsync(trackings[parcels[0]], CarrierStep.OutForDelivery);
        await _world.MoveAsync(trackings[parcels[0]], CarrierStep.Delivered);
        await SeeAsync(
            new("delivered -", "dispatch", "handedOver handedOver delivered delivered", "4/0/4", "attemptFailed confirmed delivered outForDelivery received shipped", "delivered delivered"),
            "ParcelMoved", "CaseOpened", "RoadWished", "RoadWishAnswered", "ParcelMoved");
        await ShopFloor.HoldsTrueAsync(_world.Tower.Anonymous());
    }

    [Fact]
    public async Task Goods_of_an_order_that_was_cancelled_in_its_tote_go_back_by_scan_and_are_sold_again()
    {
        var (hands, eyes) = (_world.Hands, _world.Eyes);
        var (gone, waits) = (_world.Buy((Jar, 4)), _world.Buy((Jar, 3)));
        await _world.TellAsync(gone, "order.created");
        var number = await eyes.NumberAsync(gone);
        Task SeeAsync(Seen wanted, params string[] journal) => eyes.SeeAsync(number, Jar, wanted, journal);
        await SeeAsync(new("confirmed pick", "inbox", "reserved", "6/4/2", "confirmed received", ""), "StockPromised");
        var list = Assert.Single(await hands.ReleaseAsync("cairo", number));
        await hands.PickAsync("cairo", list, "4");
        await SeeAsync(new("inFulfilment pack", "inbox packing", "picked", "6/4/2", "confirmed received", ""), "GroupPicked");
        await _world.TellAsync(waits, "order.created");
        var next = await eyes.NumberAsync(waits);
        await eyes.SeeAsync(next, Jar, new("confirmed promise", "inbox", "reserved", "6/6/0", "confirmed received", ""), "StockPromised");

        await hands.ActAsync("opsManager", $"orders/{number}/cancel", new { why = "the customer called" });
        await SeeAsync(new("cancelled -", "", "cancelled", "6/2/0", "cancelled confirmed received", ""), "PickingTakenBack", "OrderCancelled", "ShopTold");
        await eyes.CountsAsync("picking", "putBacks", 4);
        Assert.Equal("cancelled", await _world.StatusInShopAsync(gone));

        Assert.Equal(("refused", "picking.item-first"), await RefusedAsync(list, "LOC-A-01-1"));
        await hands.PutBackAsync(list, Jar);
        await eyes.SeeAsync(next, Jar, new("confirmed pick", "inbox", "reserved reserved", "6/3/3", "confirmed received", ""), "StockPromised");
        await eyes.CountsAsync("picking", "putBacks", 0);
        await ShopFloor.HoldsTrueAsync(_world.Tower.Anonymous());
    }

    /// <summary>Nobody was at home: the customer names another door and another day, and the courier hears both.</summary>
    private async Task RescueAsync(string number, string parcel)
    {
        var (hands, eyes) = (_world.Hands, _world.Eyes);
        Assert.Equal("attemptFailed", (await OneRowAsync(number, parcel)).GetProperty("state").GetString());
        await Eventually.TrueAsync(async () => await WishAsync(number) is null && (await OneRowAsync(number, parcel)).GetProperty("code").ValueKind == JsonValueKind.String);
        var one = (await eyes.OrderAsync(number)).GetProperty("cases").EnumerateArray().Single(of => of.GetProperty("code").GetString() == "NDR");
        await hands.ActAsync("customerSupport", $"exceptions/{one.GetProperty("id").GetString()}/resolve", new { action = "newAddress", values = new { line1 = "9 Makram Ebeid St, shop 2", city = "Cairo" } });
        await Eventually.TrueAsync(async () => await WishAsync(number) == "9 Makram Ebeid St, shop 2");
    }

    private async Task<JsonElement> OneRowAsync(string number, string parcel)
    {
        JsonElement row = default;
        await Eventually.TrueAsync(async () => (row = (await _world.Eyes.RowsAsync("delivery", number)).FirstOrDefault(of => of.GetProperty("parcel").GetString() == parcel
            && of.GetProperty("state").GetString() == "attemptFailed")).ValueKind == JsonValueKind.Object);
        return row;
    }

    private async Task<string?> WishAsync(string number) => (await _world.Eyes.AtCourierAsync(number)).Select(parcel => parcel.GetProperty("wish").GetString()).FirstOrDefault(wish => wish is not null);

    private async Task<(string, string?)> RefusedAsync(string list, string scan)
    {
        var told = await _world.Hands.ActAsync("picker", $"picking/{list}/put-back", new { scan });
        return (told.Text("outcome"), told.Code);
    }
}
