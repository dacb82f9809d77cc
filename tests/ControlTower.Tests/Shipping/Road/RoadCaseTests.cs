using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Road;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Shipping.Road;

/// <summary>What people do about parcels on the road, and what is noticed without an event.</summary>
public sealed class RoadCaseTests : IAsyncLifetime
{
    private RoadGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await RoadGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task A_failed_delivery_is_saved_by_another_day_which_waits_for_the_courier()
    {
        var parcel = await FailedAsync("bosta");
        await ActAsync(ExceptionCode.Ndr, CaseAction.NewTime, ("date", _ground.Now.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Empty(await _ground.CasesAsync());
        Assert.Equal("newTime queued", await _ground.Stock.Database.AppAsync("select kind || ' ' || state from road_wish"));
        Assert.Contains("RoadWished", await _ground.JournalAsync(parcel));
    }

    [Fact]
    public async Task A_courier_without_a_door_for_it_is_told_by_hand_and_a_new_number_stands_in_the_order()
    {
        var parcel = await _ground.OneAsync("aramex");
        await _ground.HearAsync("aramex", $$"""{"Key":"{{parcel.Tracking}}","Value":[{"UpdateCode":"SH033","UpdateDescription":"nobody there","UpdateDateTime":"{{_ground.Now:O}}"}]}""");
        await ActAsync(ExceptionCode.Ndr, CaseAction.NewPhone, ("phone", "01000000777"));

        Assert.Equal("newPhone byHand", await _ground.Stock.Database.AppAsync("select kind || ' ' || state from road_wish"));
        Assert.Equal("01000000777", (await _ground.Stock.FindAsync(parcel.External)).Contact.PhoneToCall);
    }

    [Theory]
    [InlineData(CaseAction.NewTime, "date", "2020-01-01", "delivery.day-invalid")]
    [InlineData(CaseAction.NewPhone, "phone", "12", "exceptions.phone-invalid")]
    public async Task What_cannot_be_passed_on_is_refused_before_anything_changes(CaseAction action, string value, string text, string code)
    {
        await FailedAsync("bosta");

        Assert.Equal(code, StockGround.CodeOf(await TryAsync(ExceptionCode.Ndr, action, (value, text))));
        Assert.Equal(0L, await _ground.CountAsync("select count(*) from road_wish"));
    }

    [Fact]
    public async Task After_three_attempts_only_the_way_back_is_left()
    {
        var parcel = await _ground.OneAsync();
        foreach (var minute in new[] { 1, 200, 400 })
        {
            await _ground.BostaAsync(parcel, 47, minute, ",\"exceptionReason\":\"Customer is not answering\"");
        }

        Assert.Equal("delivery.no-attempt-left", StockGround.CodeOf(await TryAsync(ExceptionCode.Ndr, CaseAction.NewPhone, ("phone", "01000000777"))));
        await ActAsync(ExceptionCode.Ndr, CaseAction.LetReturn);
    }

    [Fact]
    public async Task What_people_map_counts_for_what_was_heard_before()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel, 777);
        await ActAsync(ExceptionCode.CourierCodeUnknown, CaseAction.MapCode, ("status", "atPickupPoint"));
        await _ground.Stock.Get<ReadRoad>().HandleAsync(default);

        Assert.Equal(ParcelState.AtPickupPoint, await _ground.StateAsync(parcel));
        Assert.Empty(await _ground.CasesAsync());
        Assert.Equal(GroupState.HandedOver, (await _ground.Stock.FindAsync(parcel.External)).Groups[0].State);
    }

    [Fact]
    public async Task A_number_that_nobody_knows_is_kept_asked_about_and_linked_by_a_person()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel with { Tracking = "STRANGE-1" }, 45);
        await WatchAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("STRANGE-1", (await _ground.CaseAsync(ExceptionCode.TrackingUnknown)).SubjectId);

        await ActAsync(ExceptionCode.TrackingUnknown, CaseAction.LinkParcel, ("sscc", parcel.Sscc));
        await _ground.Stock.Get<ReadRoad>().HandleAsync(default);

        Assert.Equal(ParcelState.Delivered, await _ground.StateAsync(parcel));
        Assert.Equal([], await _ground.Stock.BrokenAsync());
    }

    [Fact]
    public async Task A_number_that_was_heard_before_its_booking_was_written_finds_its_parcel_by_itself()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel with { Tracking = "EARLY-1" }, 21);
        await _ground.Stock.Database.AppAsync($"update parcel set tracking = 'EARLY-1' where id = '{parcel.Id}'");
        await WatchAsync(TimeSpan.FromMinutes(1));
        await _ground.Stock.Get<ReadRoad>().HandleAsync(default);

        Assert.Equal(ParcelState.Accepted, await _ground.StateAsync(parcel));
        Assert.Empty(await _ground.CasesAsync());
    }

    [Fact]
    public async Task A_put_away_number_is_not_asked_about_again()
    {
        await _ground.BostaAsync(await _ground.OneAsync() with { Tracking = "STRANGE-2" }, 45);
        await WatchAsync(TimeSpan.FromMinutes(1));
        StockGround.Done(await TryAsync(ExceptionCode.TrackingUnknown, CaseAction.Discard, why: "another shop's parcel"));
        await WatchAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(await _ground.CasesAsync());
    }

    [Fact]
    public async Task Silence_opens_a_case_a_trace_gives_it_a_day_and_a_lost_parcel_is_lost()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel, 21);
        await WatchAsync(TimeSpan.FromHours(71));
        Assert.Empty(await _ground.CasesAsync());
        await WatchAsync(TimeSpan.FromHours(2));
        await ActAsync(ExceptionCode.TransitStalled, CaseAction.Trace);
        await WatchAsync(TimeSpan.FromHours(1));
        Assert.Empty(await _ground.CasesAsync());

        await WatchAsync(TimeSpan.FromHours(25));
        await ActAsync(ExceptionCode.TransitStalled, CaseAction.ClaimLost);
        Assert.Equal(ParcelState.Lost, await _ground.StateAsync(parcel));
        Assert.Empty(await _ground.CasesAsync());
    }

    [Fact]
    public async Task Whoever_asked_the_courier_says_what_is_true_and_later_words_count_from_then_on()
    {
        var parcel = await _ground.OneAsync();
        await _ground.BostaAsync(parcel, 46);
        await _ground.BostaAsync(parcel, 45, minutes: 3);
        _ground.Stock.Clock.Advance(TimeSpan.FromHours(1));
        await ActAsync(ExceptionCode.DeliveredAfterReturn, CaseAction.Believe, ("state", "delivered"));

        Assert.Equal(ParcelState.Delivered, await _ground.StateAsync(parcel));
        Assert.Empty(await _ground.CasesAsync());
        await _ground.BostaAsync(parcel, 46, minutes: -50);
        Assert.Equal(ParcelState.Delivered, await _ground.StateAsync(parcel));
        await _ground.BostaAsync(parcel, 46, minutes: 5);
        Assert.Equal(ParcelState.Returning, await _ground.StateAsync(parcel));
    }

    [Fact]
    public async Task Our_own_driver_delivers_with_the_customers_code_and_what_proves_it_is_kept()
    {
        var parcel = await _ground.OneAsync("drivers", cod: 10_00);
        var token = await TokenAsync(parcel);
        Assert.Equal("delivery.reason-invalid", StockGround.CodeOf(await DriverAsync(parcel, ParcelState.AttemptFailed)));
        Assert.Equal("delivery.code-wrong", StockGround.CodeOf(await DriverAsync(parcel, ParcelState.Delivered, code: "000000x")));
        StockGround.Done(await DriverAsync(parcel, ParcelState.OutForDelivery));
        StockGround.Done(await DriverAsync(parcel, ParcelState.Delivered, code: Playbook.Shipping.DoorCode.Of(token, parcel.Id)));

        Assert.Equal(ParcelState.Delivered, await _ground.StateAsync(parcel));
        Assert.Equal(PaymentState.CodCollected, (await _ground.Stock.FindAsync(parcel.External)).Payment);
        Assert.Equal("Hassan, by code", await _ground.Stock.Database.AppAsync("select received_by || case when with_code then ', by code' else '' end from delivery_proof"));
        Assert.Equal("delivery.not-own", StockGround.CodeOf(await DriverAsync(await _ground.OneAsync(), ParcelState.Delivered)));
        Assert.Equal([], await _ground.Stock.BrokenAsync());
    }

    [Fact]
    public async Task A_statement_settles_what_it_pays_to_the_piastre_and_what_differs_is_decided_by_a_manager()
    {
        var (good, bad) = (await _ground.OneAsync(cod: 10_00), await _ground.OneAsync(cod: 10_00));
        await _ground.BostaAsync(good, 45);
        await _ground.BostaAsync(bad, 45);
        var file = System.Text.Encoding.UTF8.GetBytes($"tracking,amount\n{good.Tracking},10.00\n{bad.Tracking},8.50\nNOBODY-1,5\n{good.Tracking},10.00\n");
        var tried = Reading(await StatementAsync(file, isDry: true));
        Assert.Equal((1, 1, 2), (tried.Count("matched"), tried.Count("differs"), tried.Count("refused")));
        Assert.Equal(PaymentState.CodCollected, (await _ground.Stock.FindAsync(good.External)).Payment);

        Assert.Equal(1, Reading(await StatementAsync(file, isDry: false)).Count("matched"));
        Assert.Equal("cod.statement-twice", (await StatementAsync(file, isDry: false)).Decided(out _, out var twice) ? null : twice.Code);
        Assert.Equal((PaymentState.CodRemitted, PaymentState.CodCollected), ((await _ground.Stock.FindAsync(good.External)).Payment, (await _ground.Stock.FindAsync(bad.External)).Payment));

        var one = await _ground.CaseAsync(ExceptionCode.CodDifference);
        StockGround.Done(await _ground.Stock.Get<ResolveCaseHandler>().HandleAsync(
            new(Guid.NewGuid(), one.Id, CaseAction.AcceptDifference, new Dictionary<string, string>(), "the courier's fee", AllOfCause: false, _ground.Stock.Manager), default));
        Assert.Equal(PaymentState.CodRemitted, (await _ground.Stock.FindAsync(bad.External)).Payment);
        Assert.Empty(await _ground.CasesAsync());
        Assert.Equal([], await _ground.Stock.BrokenAsync());
    }

    [Fact]
    public async Task Cash_that_does_not_come_within_a_week_is_asked_for()
    {
        await _ground.BostaAsync(await _ground.OneAsync(cod: 10_00), 45);
        await WatchAsync(TimeSpan.FromDays(8));

        Assert.Contains("\"difference\": \"late\"", (await _ground.CaseAsync(ExceptionCode.CodDifference)).Evidence, StringComparison.Ordinal);
    }

    private Task<Outcome<Committed<ToldFromRoad>>> DriverAsync(RoadParcel parcel, ParcelState state, string? code = null) => _ground.Stock.Get<TellFromRoadHandler>().HandleAsync(
        new(Guid.NewGuid(), RoadGround.Shipping, parcel.Sscc, state, null, null, null, state == ParcelState.Delivered ? "Hassan" : null, code, null, null, null, []), default);

    private Task<Outcome<StatementReading>> StatementAsync(byte[] file, bool isDry) => _ground.Stock.Get<ReadCodStatementHandler>().HandleAsync(
        new(Guid.NewGuid(), _ground.Stock.Manager, "bosta", ReadCodStatementHandler.HashOf(file), isDry), file, default);

    private static StatementReading Reading(Outcome<StatementReading> outcome) => outcome.Decided(out var reading, out var refused) ? reading : throw new Xunit.Sdk.XunitException(refused.Code);

    private async Task<string> TokenAsync(RoadParcel parcel)
    {
        await using var db = await _ground.Stock.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await TrackLinks.TokenAsync(db, parcel.OrderId, _ground.Now, default);
    }

    private async Task<RoadParcel> FailedAsync(string courier)
    {
        var parcel = await _ground.OneAsync(courier);
        await _ground.BostaAsync(parcel, 47, more: ",\"exceptionReason\":\"Customer is not answering\"");
        return parcel;
    }

    private async Task WatchAsync(TimeSpan after)
    {
        _ground.Stock.Clock.Advance(after);
        await _ground.Stock.Get<WatchRoad>().HandleAsync(default);
    }

    private async Task ActAsync(ExceptionCode code, CaseAction action, params (string Name, string Value)[] values) => StockGround.Done(await TryAsync(code, action, values));

    private Task<Outcome<Committed<CaseActed>>> TryAsync(ExceptionCode code, CaseAction action, params (string Name, string Value)[] values) => TryAsync(code, action, why: null, values);

    private async Task<Outcome<Committed<CaseActed>>> TryAsync(ExceptionCode code, CaseAction action, string? why, params (string Name, string Value)[] values)
    {
        var one = await _ground.CaseAsync(code);
        var by = one.OwnerRole == Role.ShippingCoordinator ? RoadGround.Shipping : RoadGround.Support;
        return await _ground.Stock.Get<ResolveCaseHandler>().HandleAsync(
            new(Guid.NewGuid(), one.Id, action, values.ToDictionary(pair => pair.Name, pair => pair.Value), why, AllOfCause: false, by), default);
    }
}
