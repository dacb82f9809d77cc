using System.Net;
using ControlTower.Simulator.Couriers;
using ControlTower.Tests.Api;

namespace ControlTower.Tests.Journeys;

/// <summary>One order of a shop from its webhook to its refund, over HTTP alone: after each step the journal, the stock, the customer's messages, the courier's book and the boards say the same.</summary>
public sealed class OneOrderJourneyTests : IAsyncLifetime
{
    private const string Sku = "JAR-1";

    private OutsideWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await OutsideWorld.StartAsync();
        await _world.Hands.OpenHouseAsync("cairo", "Cairo");
        await _world.Hands.ReceiveAsync("cairo", Sku, 20);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_order_goes_from_its_webhook_to_the_door_and_comes_back_for_its_money()
    {
        var (hands, shop) = (_world.Hands, _world.Buy((Sku, 2)));
        Assert.Equal(HttpStatusCode.Unauthorized, await _world.TellAsync(shop, "order.created", "not the secret"));
        Assert.Equal(HttpStatusCode.OK, await _world.TellAsync(shop, "order.created"));
        var number = await _world.Eyes.NumberAsync(shop);
        Task SeeAsync(Seen wanted, params string[] journal) => _world.Eyes.SeeAsync(number, Sku, wanted, journal);
        await SeeAsync(new("confirmed pick", "inbox", "reserved", "20/2/18", "confirmed received", ""), "OrderReceived", "OrderValidated", "StockPromised", "ShipBySet");

        var list = Assert.Single(await hands.ReleaseAsync("cairo", number));
        await SeeAsync(new("inFulfilment pick", "inbox", "released", "20/2/18", "confirmed received", ""), "GroupReleased");
        await _world.Eyes.CountsAsync("picking", "units", 2);

        await hands.PickAsync("cairo", list, "7");
        await SeeAsync(new("inFulfilment pack", "inbox packing", "picked", "20/2/18", "confirmed received", ""), "GroupPicked");
        await _world.Eyes.CountsAsync("waves", "onTheFloor", 0);

        var parcel = await hands.PackAsync("7");
        await SeeAsync(new("inFulfilment handOver", "inbox dispatch", "labelled labelled", "20/2/18", "confirmed received", "booked"), "ParcelSealed", "GroupPacked", "LabelBooked");
        var tracking = (await _world.Eyes.TrackingsAsync(number))[parcel];
        Assert.StartsWith("%PDF", (await OrderTower.GetAsync(hands.Shipping, $"shipping/{parcel}/label.pdf")).Raw, StringComparison.Ordinal);

        await hands.HandOverAsync(OutsideWorld.Courier, "cairo", parcel);
        await SeeAsync(new("shipped onTheRoad", "dispatch delivery", "handedOver handedOver", "18/0/18", "confirmed received shipped", "booked"), "OrderHandedOver", "ShopTold", "ShopTold");

        await _world.MoveAsync(tracking, CarrierStep.PickedUp);
        await _world.MoveAsync(tracking, CarrierStep.OutForDelivery);
        await SeeAsync(new("shipped onTheRoad", "dispatch delivery", "handedOver outForDelivery", "18/0/18", "confirmed outForDelivery received shipped", "outForDelivery"), "ParcelMoved");

        await _world.MoveAsync(tracking, CarrierStep.Delivered);
        await SeeAsync(new("delivered -", "dispatch", "handedOver delivered", "18/0/18", "confirmed delivered outForDelivery received shipped", "delivered"), "ParcelMoved");

        await BackAsync(number, SeeAsync);
        await ShopFloor.HoldsTrueAsync(_world.Tower.Anonymous());
    }

    /// <summary>One of two jars comes back, as good as new; one manager asks for its money, another says yes.</summary>
    private async Task BackAsync(string number, Func<Seen, string[], Task> seeAsync)
    {
        var hands = _world.Hands;
        const string told = "confirmed delivered outForDelivery received ";
        Task SeeAsync(Seen wanted, params string[] journal) => seeAsync(wanted, journal);

        var opened = await hands.ActAsync("opsManager", "returns", new { number, lines = new[] { new { line = 1, units = 1, reason = "notAsDescribed" } } });
        var id = opened.Text("id");
        await SeeAsync(new("delivered returns", "dispatch returns", "handedOver delivered", "18/0/18", told + "shipped", "delivered"), "ReturnOpened");

        await hands.ActAsync("packerQc", $"returns/{id}/receive", new { lines = new[] { new { line = 1, units = 1 } }, warehouse = "cairo" });
        await SeeAsync(new("delivered returns", "dispatch returns", "handedOver delivered", "19/0/18", told + "returnReceived shipped", "delivered"), "ReturnReceived");

        var graded = await hands.ActAsync("packerQc", $"returns/{id}/grade", new { lines = new[] { new { line = 1, units = 1, grade = "new", disposition = "restock" } } });
        Assert.Equal("pending", graded.Text("refund"));
        await SeeAsync(new("delivered returns", "dispatch returns", "handedOver delivered", "19/0/19", told + "returnReceived shipped", "delivered"), "ReturnGraded", "RefundAsked");

        var own = await OrderTower.PostAsync(hands.Manager, $"returns/{id}/approve", new { });
        Assert.Equal((409, "returns.self-approval"), (own.Status, own.Code));
        Assert.Equal("approved", FloorHands.Done(await OrderTower.PostAsync(hands.OtherManager, $"returns/{id}/approve", new { })).Text("refund"));
        await SeeAsync(new("delivered -", "dispatch returns", "handedOver delivered", "19/0/19", told + "refunded returnReceived shipped", "delivered"), "RefundApproved", "RefundExecuted");
        Assert.Equal("partRefunded", (await _world.Eyes.OrderAsync(number)).GetProperty("payment").GetString());
    }
}
