using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Shipping;

/// <summary>Labels bought over HTTP from couriers that answer, refuse, fall silent and go away.</summary>
public sealed class BookingTests : IAsyncLifetime
{
    private ShippingTower _tower = null!;

    public async ValueTask InitializeAsync() => _tower = await ShippingTower.StartAsync("easypost", "aramex", "bosta");

    public ValueTask DisposeAsync() => _tower.DisposeAsync();

    [Fact]
    public async Task A_packed_group_is_booked_by_itself_and_its_label_is_kept_as_the_courier_drew_it()
    {
        var parcel = await _tower.PackedAsync();

        await Eventually.TrueAsync(async () => await _tower.StateOfAsync(parcel.Sscc) == "labelled");
        Assert.Equal("labelled", await _tower.TextAsync($"select state from fulfilment_group where order_id = '{parcel.Order}'"));
        await Eventually.TrueAsync(async () => await _tower.TextAsync("select count(*) from shipment_label") == "1");
        Assert.Equal("%PDF|application/pdf", await _tower.TextAsync("select convert_from(substring(content from 1 for 4), 'UTF8') || '|' || media_type from shipment_label"));
        Assert.Equal("0", await _tower.TextAsync("select count(*) from inv_i10_one_live_label"));
    }

    [Fact]
    public async Task Cash_goes_to_a_courier_that_collects_it_and_all_of_it_once()
    {
        var parcel = await _tower.PackedAsync(isCod: true);

        await Eventually.TrueAsync(async () => await _tower.StateOfAsync(parcel.Sscc) == "labelled");
        Assert.Equal(285m, _tower.Couriers.Aramex.Ledger.Bought().Concat(_tower.Couriers.Bosta.Ledger.Bought()).Single().Cod);
    }

    [Fact]
    public async Task A_label_is_refused_for_a_parcel_that_is_not_sealed_and_for_a_held_or_cancelled_order()
    {
        var (open, held, gone) = (await _tower.PackedAsync(isSealed: false), await _tower.PackedAsync(isSealed: false), await _tower.PackedAsync(isSealed: false));
        await _tower.Host.Database.AdminAsync($"insert into hold (id, order_id, type, source, keeps_stock, pauses_clock, placed_at, placed_by) values (gen_random_uuid(), '{held.Order}', 'operator', 'person', true, false, now(), gen_random_uuid())");
        await _tower.Host.Database.AdminAsync($"update sales_order set cancelled_at = now(), cancel_cause = 'customer' where id = '{gone.Order}'");

        Assert.Equal("409 shipping.not-sealed", Said(await _tower.BookAsync(open.Sscc)));
        Assert.Equal("409 shipping.held", Said(await _tower.BookAsync(held.Sscc)));
        Assert.Equal("409 shipping.cancelled", Said(await _tower.BookAsync(gone.Sscc)));
        Assert.Equal("404 parcel.unknown", Said(await _tower.BookAsync("000000000000000000")));
    }

    [Fact]
    public async Task A_booking_whose_answer_was_lost_is_found_again_by_our_reference_and_is_not_made_twice()
    {
        _tower.Couriers.Easypost.Mood.Silence = TimeSpan.FromMilliseconds(100);
        _tower.Couriers.Easypost.Mood.LoseAnswers(1);
        var parcel = await _tower.PackedAsync();
        var answer = await _tower.BookAsync(parcel.Sscc, new { courier = "easypost" });

        Assert.Contains(answer.Code, (string?[])["shipping.booking-under-way", "shipping.already-booked", null]); // the automatic one may be quicker
        await Eventually.TrueAsync(async () => await _tower.StateOfAsync(parcel.Sscc) == "labelled");
        var bought = Assert.Single(_tower.Couriers.Carriers.Values.SelectMany(carrier => carrier.Ledger.Bought()));
        Assert.Equal(bought.Tracking, await _tower.TextAsync($"select tracking from parcel where sscc = '{parcel.Sscc}'"));
    }

    [Fact]
    public async Task A_courier_that_cannot_be_asked_leaves_a_case_until_somebody_knows()
    {
        _tower.Couriers.Aramex.Mood.Silence = _tower.Couriers.Bosta.Mood.Silence = TimeSpan.FromMilliseconds(100);
        _tower.Couriers.Aramex.Mood.LoseAnswers(1);
        _tower.Couriers.Bosta.Mood.LoseAnswers(1);
        var parcel = await _tower.PackedAsync(isCod: true);
        await Eventually.TrueAsync(async () => await _tower.CaseOfAsync(parcel.Sscc) != "");
        var one = await _tower.CaseOfAsync(parcel.Sscc);
        Assert.Equal("BOOKING_UNKNOWN", await _tower.TextAsync($"select code from exception_case where id = '{one}'"));
        Assert.Equal("409 shipping.booking-under-way", Said(await _tower.BookAsync(parcel.Sscc)));

        var tracking = _tower.Couriers.Carriers.Values.SelectMany(carrier => carrier.Ledger.Bought()).Single().Tracking;
        var solved = await OrderTower.PostAsync(_tower.Desk, $"exceptions/{one}/resolve", new { action = "confirmBooked", values = new { tracking } });

        Assert.Equal(200, solved.Status);
        Assert.Equal(("labelled", tracking), (await _tower.StateOfAsync(parcel.Sscc), await _tower.TextAsync($"select tracking from parcel where sscc = '{parcel.Sscc}'")));
        Assert.Equal("", await _tower.CaseOfAsync(parcel.Sscc));
    }

    [Fact]
    public async Task A_booking_that_the_courier_does_not_know_is_voided_and_booked_anew()
    {
        _tower.Couriers.Aramex.Mood.Silence = _tower.Couriers.Bosta.Mood.Silence = TimeSpan.FromMilliseconds(100);
        _tower.Couriers.Aramex.Mood.LoseAnswers(1);
        _tower.Couriers.Bosta.Mood.LoseAnswers(1);
        var parcel = await _tower.PackedAsync(isCod: true);
        await Eventually.TrueAsync(async () => await _tower.CaseOfAsync(parcel.Sscc) != "");
        _tower.Couriers.Aramex.Mood.LoseAnswers(-1);
        _tower.Couriers.Bosta.Mood.LoseAnswers(-1);

        Assert.Equal(200, (await OrderTower.PostAsync(_tower.Desk, $"exceptions/{await _tower.CaseOfAsync(parcel.Sscc)}/resolve", new { action = "voidBooking", values = new { } })).Status);

        await Eventually.TrueAsync(async () => await _tower.StateOfAsync(parcel.Sscc) == "labelled");
        Assert.Equal("voided,done", await _tower.TextAsync("select string_agg(state, ',' order by created_at) from shipment"));
    }

    [Fact]
    public async Task A_refusal_is_shown_in_the_couriers_words_and_another_service_takes_it()
    {
        var parcel = await _tower.PackedAsync(isSealed: false);
        await _tower.Host.Database.AdminAsync($"update order_contact set phone_e164 = null, phone = '1', ship_phone = '1' where order_id = '{parcel.Order}'");
        await _tower.Host.Database.AdminAsync($"update parcel set state = 'sealed' where sscc = '{parcel.Sscc}'");
        var refused = await _tower.BookAsync(parcel.Sscc, new { courier = "bosta" });
        Assert.Equal(("failed", "Invalid phone number."), (refused.Text("state"), refused.Text("error")));
        var one = await _tower.CaseOfAsync(parcel.Sscc);
        Assert.Equal("LABEL_FAILED|Invalid phone number.|phone", await _tower.TextAsync($"select code || '|' || (evidence::jsonb ->> 'words') || '|' || (evidence::jsonb ->> 'advice') from exception_case where id = '{one}'"));

        var other = await OrderTower.PostAsync(_tower.Desk, $"exceptions/{one}/resolve", new { action = "otherService", values = new { courier = "easypost", service = "Priority" } });

        Assert.Equal(200, other.Status);
        await Eventually.TrueAsync(async () => await _tower.StateOfAsync(parcel.Sscc) == "labelled");
        Assert.Equal("Priority", await _tower.TextAsync($"select service from parcel where sscc = '{parcel.Sscc}'"));
    }

    [Fact]
    public async Task The_same_wish_sent_twice_buys_one_label_and_is_answered_twice()
    {
        var parcel = await _tower.PackedAsync(isSealed: false);
        await _tower.Host.Database.AdminAsync($"update parcel set state = 'sealed' where sscc = '{parcel.Sscc}'");
        var key = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _tower.BookAsync(parcel.Sscc, new { courier = "easypost", service = "usps/priority" }, key)));

        Assert.All(answers, answer => Assert.Equal(("done", "Priority"), (answer.Text("state"), answer.Text("service"))));
        Assert.Equal(answers[0].Text("tracking"), Assert.Single(_tower.Couriers.Easypost.Ledger.Bought()).Tracking);
    }

    [Fact]
    public async Task A_voided_label_frees_its_parcel_and_the_courier_gives_the_money_back()
    {
        var parcel = await _tower.PackedAsync(isSealed: false);
        await _tower.Host.Database.AdminAsync($"update parcel set state = 'sealed' where sscc = '{parcel.Sscc}'");
        await _tower.BookAsync(parcel.Sscc, new { courier = "easypost" });
        Assert.Equal("422 access.why-missing", Said(await OrderTower.PostAsync(_tower.Desk, $"shipping/{parcel.Sscc}/void", new { })));

        Assert.Equal(200, (await OrderTower.PostAsync(_tower.Desk, $"shipping/{parcel.Sscc}/void", new { why = "wrong box" })).Status);

        Assert.Equal("sealed", await _tower.StateOfAsync(parcel.Sscc));
        await Eventually.TrueAsync(async () => await _tower.TextAsync("select void_state from shipment") == "done");
        Assert.Equal(Simulator.Couriers.CarrierStep.Cancelled, _tower.Couriers.Easypost.Ledger.Bought().Single().Step);
        Assert.Equal("done", (await _tower.BookAsync(parcel.Sscc, new { courier = "bosta" })).Text("state"));
    }

    [Fact]
    public async Task The_label_of_a_cancelled_order_is_voided_by_itself()
    {
        var parcel = await _tower.PackedAsync();
        await Eventually.TrueAsync(async () => await _tower.StateOfAsync(parcel.Sscc) == "labelled");
        await _tower.Host.Database.AdminAsync($"update sales_order set cancelled_at = now(), cancel_cause = 'customer' where id = '{parcel.Order}'");

        await Eventually.TrueAsync(async () => await _tower.StateOfAsync(parcel.Sscc) == "sealed");
        Assert.Equal("voided", await _tower.TextAsync("select state from shipment"));
    }

    private static string Said(Answer answer) => $"{answer.Status} {answer.Code}";
}
