using System.Text;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Road;
using ControlTower.Tests.Intake.Channels;

namespace ControlTower.Tests.Shipping.Road;

/// <summary>What becomes of couriers' words, on a real database.</summary>
public sealed class ReadRoadTests : IAsyncLifetime
{
    private RoadGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await RoadGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task The_first_scan_before_our_handover_counts_as_the_handover()
    {
        var parcel = await _ground.OneAsync();
        var before = await _ground.Stock.ShelfAsync("TEA-250", "cairo");

        await _ground.BostaAsync(parcel, 21);

        Assert.Equal(ParcelState.Accepted, await _ground.StateAsync(parcel));
        var order = await _ground.Stock.FindAsync(parcel.External);
        Assert.Equal((Headline.Shipped, GroupState.HandedOver, 1), (order.Headline, order.Groups[0].State, order.Lines[0].Shipped));
        Assert.NotNull(order.HandedOverAt);
        Assert.Equal((before.OnHand - 1, before.Reserved - 1), ((await _ground.Stock.ShelfAsync("TEA-250", "cairo")).OnHand, (await _ground.Stock.ShelfAsync("TEA-250", "cairo")).Reserved));
        Assert.Equal([], await _ground.Stock.BrokenAsync());
    }

    [Fact]
    public async Task A_parcel_walks_to_the_door_and_its_order_is_delivered_with_the_last_one()
    {
        var parcels = await _ground.LabelledAsync(parcels: 2);
        foreach (var state in new[] { 21, 24, 30, 41, 45 })
        {
            await _ground.BostaAsync(parcels[0], state, minutes: state);
        }

        Assert.Equal(ParcelState.Delivered, await _ground.StateAsync(parcels[0]));
        Assert.Equal((Headline.PartiallyShipped, 1), ((await _ground.Stock.FindAsync(parcels[0].External)).Headline, (await _ground.Stock.FindAsync(parcels[0].External)).Lines[0].Shipped));

        await _ground.BostaAsync(parcels[1], 45, minutes: 60);

        Assert.Equal(Headline.Delivered, (await _ground.Stock.FindAsync(parcels[0].External)).Headline);
        Assert.Equal(["ParcelMoved", "ParcelMoved", "ParcelMoved", "ParcelMoved"], await _ground.JournalAsync(parcels[0]));
        Assert.Equal([], await _ground.Stock.BrokenAsync());
    }

    [Fact]
    public async Task An_older_word_is_kept_and_takes_nothing_back_and_a_word_that_comes_twice_is_one()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel, 41, minutes: 10);
        await _ground.BostaAsync(parcel, 24, minutes: 5);
        await _ground.BostaAsync(parcel, 41, minutes: 10, more: ",\"numberOfAttempts\":1");

        Assert.Equal(ParcelState.OutForDelivery, await _ground.StateAsync(parcel));
        Assert.Equal(2L, await _ground.CountAsync("select count(*) from tracking_event"));
        Assert.Equal(["ParcelMoved"], await _ground.JournalAsync(parcel));
    }

    [Fact]
    public async Task What_was_written_down_cannot_be_changed()
    {
        await _ground.BostaAsync(await _ground.OneAsync(), 21);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => _ground.Stock.Database.AppAsync("update tracking_event set code = '45'"));
        Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_nobody_knows_is_kept_and_asked_about_once()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel, 21);
        await _ground.BostaAsync(parcel, 777, minutes: 1);
        await _ground.BostaAsync(parcel, 777, minutes: 2);

        var asked = await _ground.CaseAsync(ExceptionCode.CourierCodeUnknown);
        Assert.Contains("\"code\": \"777\"", asked.Evidence, StringComparison.Ordinal);
        Assert.Equal(Role.ShippingCoordinator, asked.OwnerRole);
        Assert.Equal(ParcelState.Accepted, await _ground.StateAsync(parcel));
        Assert.Equal(3L, await _ground.CountAsync("select count(*) from tracking_event"));
    }

    [Fact]
    public async Task A_failed_attempt_opens_a_case_with_its_reason_and_going_out_again_closes_it()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel, 41);
        await _ground.BostaAsync(parcel, 47, minutes: 1, more: ",\"exceptionReason\":\"Customer is not answering\",\"exceptionCode\":7");

        var ndr = await _ground.CaseAsync(ExceptionCode.Ndr);
        Assert.Contains("\"attemptReason\": \"noAnswer\"", ndr.Evidence, StringComparison.Ordinal);
        Assert.Equal((CaseSubjectOf(parcel), parcel.OrderId), (ndr.SubjectId, ndr.OrderId));
        Assert.Contains("DeliveryAttemptFailed", await _ground.JournalAsync(parcel));

        await _ground.BostaAsync(parcel, 41, minutes: 200);
        Assert.Equal(ParcelState.OutForDelivery, await _ground.StateAsync(parcel));
        Assert.Empty(await _ground.CasesAsync());
    }

    [Fact]
    public async Task A_parcel_that_turns_back_opens_a_case_and_says_so_to_returns_and_delivered_after_it_must_be_cleared_up()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel, 41);
        await _ground.BostaAsync(parcel, 46, minutes: 5);

        Assert.Equal(ParcelState.Returning, await _ground.StateAsync(parcel));
        await _ground.CaseAsync(ExceptionCode.RtoStarted);
        Assert.Contains("ParcelReturning", await _ground.JournalAsync(parcel));

        await _ground.BostaAsync(parcel, 45, minutes: 9);
        Assert.Equal(ParcelState.Returning, await _ground.StateAsync(parcel));
        await _ground.CaseAsync(ExceptionCode.DeliveredAfterReturn);
    }

    [Fact]
    public async Task Cash_is_collected_with_the_delivery_and_what_differs_is_a_case()
    {
        var (good, bad) = (await _ground.OneAsync(cod: 10_00), await _ground.OneAsync(cod: 10_00));
        await _ground.BostaAsync(good, 45, more: ",\"cod\":10");
        await _ground.BostaAsync(bad, 45, more: ",\"cod\":7");

        Assert.Equal(PaymentState.CodCollected, (await _ground.Stock.FindAsync(good.External)).Payment);
        Assert.Equal(bad.OrderId, (await _ground.CaseAsync(ExceptionCode.CodDifference)).OrderId);
    }

    [Fact]
    public async Task Garbage_becomes_a_case_and_blocks_nobody()
    {
        var parcel = await _ground.OneAsync();
        await _ground.KeepAsync("bosta", Encoding.UTF8.GetBytes("not json at all \0 {"));
        await _ground.KeepAsync("bosta", "{\"trackingNumber\":\"x\",\"state\":45,\"timeStamp\":1}"u8.ToArray());
        await _ground.BostaAsync(parcel, 21);

        Assert.Equal(2, (await _ground.CasesAsync()).Count(one => one.Code == ExceptionCode.MessageUnreadable));
        Assert.Equal(ParcelState.Accepted, await _ground.StateAsync(parcel));
    }

    [Theory]
    [InlineData("easypost", "easypost/webhook-event-tracker-updated.body.json", 7)]
    [InlineData("bosta", "bosta/webhook-state-24.json", 1)]
    [InlineData("bosta", "bosta/webhook-delivered.json", 1)]
    [InlineData("bosta", "bosta/webhook-exception.json", 1)]
    [InlineData("bosta", "bosta/get-delivery-type10-arabic.json", 3)]
    [InlineData("aramex", "aramex/trackshipments-response-keyvalue.json", 1)]
    [InlineData("aramex", "aramex/trackshipments-response-recorded-created.json", 1)]
    [InlineData("easypost", "easypost/trackers-retrieve.json", 2)]
    [InlineData("easypost", "easypost/recorded-tracker-create.json", 2)]
    public async Task Bodies_of_real_couriers_are_read_word_by_word(string courier, string file, int words)
    {
        var body = Fixtures.Find(file);
        Assert.SkipWhen(body is null, Fixtures.NotHere);

        await _ground.HearAsync(courier, Encoding.UTF8.GetString(body));

        Assert.Equal(words, await _ground.CountAsync("select count(*) from tracking_event"));
        Assert.DoesNotContain(await _ground.CasesAsync(), one => one.Code is ExceptionCode.MessageUnreadable or ExceptionCode.CourierCodeUnknown);
    }

    private static string CaseSubjectOf(RoadParcel parcel) => parcel.Sscc;
}
