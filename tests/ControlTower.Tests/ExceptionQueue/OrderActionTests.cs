using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;
using Microsoft.EntityFrameworkCore;
using static ControlTower.Tests.Inventory.StockGround;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>Each action on a real database: the case closes by itself, the hold is lifted, the stock promised, and the journal says who.</summary>
public sealed class OrderActionTests : IAsyncLifetime
{
    private CaseGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await CaseGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task A_fixed_phone_lifts_the_hold_closes_the_case_and_lets_the_order_go_on()
    {
        var order = await _ground.OrderAsync(phone: "0123");
        Assert.Contains(order.OpenHolds, hold => hold.Type == HoldType.Phone);

        var mended = await _ground.MendAsync(order, ExceptionCode.PhoneInvalid, CaseAction.FixPhone, new() { ["phone"] = "01001234567" });

        Assert.Equal("+201001234567", mended.Contact.PhoneE164);
        AssertPromised(mended);
        Assert.All(await _ground.CasesAsync(mended), one => Assert.Equal("mended", one.Resolution));
        var journal = await _ground.JournalAsync(order.Id);
        Assert.Contains(journal, entry => entry is { Kind: "CaseActed", ActorName: "order ops 1" });
        Assert.Contains(journal, entry => entry is { Kind: "HoldReleased", ActorName: "tower" });
        Assert.DoesNotContain(journal, entry => entry.New.Contains("1001234567", StringComparison.Ordinal)); // personal words stand apart
    }

    [Fact]
    public async Task A_phone_that_is_wrong_again_is_refused_while_the_customer_is_on_the_line()
    {
        var order = await _ground.OrderAsync(phone: "0123");
        var outcome = await _ground.ResolveAsync(await _ground.CaseOfAsync(order, ExceptionCode.PhoneInvalid), CaseAction.FixPhone, new() { ["phone"] = "0100" });

        Assert.False(outcome.Decided(out _, out var refused));
        Assert.Equal(("exceptions.phone-invalid", "values.phone"), (refused.Code, refused.Field));
        Assert.Equal("0123", (await _ground.Stock.FindAsync(order.ExternalId)).Contact.Phone);
    }

    [Fact]
    public async Task A_completed_address_lets_the_order_go_on_and_a_half_completed_one_says_what_is_left()
    {
        var order = await _ground.OrderAsync(line1: "home");
        var before = await _ground.CaseOfAsync(order, ExceptionCode.AddrInvalid);
        Done(await _ground.ResolveAsync(before, CaseAction.CompleteAddress, new() { ["line2"] = "near the school" }));
        await _ground.Stock.CarryAsync();
        Assert.Equal(before.Id, (await _ground.CaseOfAsync(order, ExceptionCode.AddrInvalid)).Id);
        Assert.Equal("near the school", (await _ground.Stock.FindAsync(order.ExternalId)).Contact.Line2);

        AssertPromised(await _ground.MendAsync(order, ExceptionCode.AddrInvalid, CaseAction.CompleteAddress, new() { ["line1"] = "22 Talaat Harb Street, Apt 4" }));
    }

    [Fact]
    public async Task An_address_that_somebody_lets_pass_is_not_raised_again()
    {
        var order = await _ground.OrderAsync(line1: "home");
        Assert.Equal("access.why-missing", CodeOf(await _ground.ResolveAsync(await _ground.CaseOfAsync(order, ExceptionCode.AddrInvalid), CaseAction.KeepAddress)));

        AssertPromised(await _ground.MendAsync(order, ExceptionCode.AddrInvalid, CaseAction.KeepAddress, why: "The courier knows the place."));
    }

    [Fact]
    public async Task A_total_that_differs_is_accepted_with_why()
    {
        var order = await _ground.OrderAsync(total: new Money(99_00, "EGP"));
        AssertPromised(await _ground.MendAsync(order, ExceptionCode.PayMismatch, CaseAction.AcceptPayment, why: "A coupon that the shop does not tell."));
    }

    [Fact]
    public async Task A_dropped_line_takes_its_price_along_and_the_last_one_the_order()
    {
        var order = await _ground.OrderAsync(sku: "NOT-OURS");
        var mended = await _ground.MendAsync(order, ExceptionCode.SkuUnknown, CaseAction.DropLine);

        Assert.Equal((Headline.Cancelled, CancelCause.Seller, 0L), (mended.Headline, mended.CancelCause, mended.TotalMinor));
        Assert.Empty(mended.OpenHolds);
    }

    [Fact]
    public async Task A_corrected_quantity_is_promised()
    {
        var order = await _ground.OrderAsync(units: "1.5");
        var mended = await _ground.MendAsync(order, ExceptionCode.QtyInvalid, CaseAction.SetUnits, new() { ["line"] = "1", ["units"] = "3" });

        AssertPromised(mended);
        Assert.Equal((3, 30_00L), (mended.Lines[0].Reserved, mended.TotalMinor));
    }

    [Fact]
    public async Task A_mapped_service_serves_every_order_of_the_store_that_asked_for_it()
    {
        var (one, other) = (await _ground.OrderAsync(shipping: "Rakib 48h"), await _ground.OrderAsync(shipping: "Rakib 48h"));
        var mended = await _ground.MendAsync(one, ExceptionCode.ShipMethodInvalid, CaseAction.MapService, new() { ["service"] = "express" }, by: CaseGround.Shipping);

        AssertPromised(mended);
        Assert.Equal(ShippingMethod.Express, (await _ground.Stock.FindAsync(other.ExternalId)).ShippingMethod);
        AssertPromised(await _ground.Stock.FindAsync(other.ExternalId));
    }

    [Fact]
    public async Task Cash_on_delivery_is_confirmed_by_support()
    {
        await _ground.Stock.Database.AppAsync("update channel_store set cod_confirm = 'always' where key = 'pos-test'");
        var order = await _ground.OrderAsync(payment: PaymentState.CodUnconfirmed, method: PaymentMethod.Cod);
        var mended = await _ground.MendAsync(order, ExceptionCode.CodUnconfirmed, CaseAction.ConfirmCod, new() { ["by"] = "phone" }, by: CaseGround.Support);

        Assert.Equal(PaymentState.CodConfirmed, mended.Payment);
        AssertPromised(mended);
    }

    [Fact]
    public async Task Waiting_for_stock_keeps_the_backorder_and_settles_the_question_until_stock_comes()
    {
        var order = await _ground.OrderAsync(units: "60");
        var mended = await _ground.MendAsync(order, ExceptionCode.NoStock, CaseAction.WaitForStock);
        Assert.Equal((50, 10), (mended.Lines[0].Reserved, mended.Lines[0].Backordered));
        Assert.All(await _ground.CasesAsync(mended), one => Assert.Equal("waitForStock", one.Resolution));

        await _ground.Stock.ReceiveAsync("TEA-250", "cairo", 10);
        await _ground.Stock.CarryAsync();
        Assert.Equal(60, (await _ground.Stock.FindAsync(order.ExternalId)).Lines[0].Reserved);
    }

    [Fact]
    public async Task An_order_that_waits_for_all_is_split_and_promised_what_there_is()
    {
        var order = await _ground.OrderAsync(units: "60", partial: PartialPolicy.Hold);
        Assert.Equal(0, order.Lines[0].Reserved);
        var mended = await _ground.MendAsync(order, ExceptionCode.NoStock, CaseAction.SplitOrder);

        Assert.Equal((50, 10), (mended.Lines[0].Reserved, mended.Lines[0].Backordered));
        Assert.Empty(mended.OpenHolds);
    }

    [Fact]
    public async Task A_substitute_is_promised_instead_and_stays_what_was_agreed()
    {
        var order = await _ground.OrderAsync(units: "60");
        var mended = await _ground.MendAsync(order, ExceptionCode.NoStock, CaseAction.Substitute, new() { ["line"] = "1", ["sku"] = "MUG-WHT" });
        Assert.Equal(("MUG-WHT", 50), (mended.Lines[0].Sku, mended.Lines[0].Reserved));
    }

    [Fact]
    public async Task A_double_is_merged_into_the_order_that_is_kept_and_doubt_is_lifted_by_the_person_who_accepts_it()
    {
        var kept = await _ground.OrderAsync(phone: "01005556677");
        var twice = await _ground.OrderAsync(phone: "01005556677");
        var third = await _ground.OrderAsync(phone: "01005556677");
        var numbers = _ground.Stock.Get<OrderNumbers>();
        Assert.Equal("exceptions.merge-self", CodeOf(await _ground.ResolveAsync(
            await _ground.CaseOfAsync(twice, ExceptionCode.DuplicateSuspect), CaseAction.Merge, new() { ["into"] = numbers.Of(twice) })));

        var merged = await _ground.MendAsync(twice, ExceptionCode.DuplicateSuspect, CaseAction.Merge, new() { ["into"] = numbers.Of(kept) });
        Assert.Equal((Headline.Cancelled, CancelCause.Duplicate), (merged.Headline, merged.CancelCause));
        Assert.Contains(await _ground.JournalAsync(kept.Id), entry => entry.Kind == "OrderMerged");

        AssertPromised(await _ground.MendAsync(third, ExceptionCode.DuplicateSuspect, CaseAction.Accept));
        Assert.Contains(await _ground.JournalAsync(third.Id), entry => entry is { Kind: "HoldReleased", ActorName: "order ops 1" });
    }

    [Fact]
    public async Task Cancelling_gives_the_stock_back_and_closes_every_case_of_the_order()
    {
        var order = await _ground.OrderAsync(phone: "0123", units: "60");
        var mended = await _ground.MendAsync(order, ExceptionCode.PhoneInvalid, CaseAction.CancelOrder, why: "Nobody can be reached.");

        Assert.Equal((Headline.Cancelled, CancelCause.Customer), (mended.Headline, mended.CancelCause));
        Assert.DoesNotContain(await _ground.CasesAsync(order), one => one.IsLive);
        Assert.Equal(0, (await _ground.Stock.ShelfAsync("TEA-250", "cairo")).Reserved);
    }

    [Fact]
    public async Task What_was_done_elsewhere_comes_back_if_a_rule_still_finds_it_with_the_time_of_its_first_opening()
    {
        var order = await _ground.OrderAsync(phone: "0123");
        var first = await _ground.CaseOfAsync(order, ExceptionCode.PhoneInvalid);
        _ground.Stock.Clock.Advance(TimeSpan.FromMinutes(5));
        await _ground.MendAsync(order, ExceptionCode.PhoneInvalid, CaseAction.Done, why: "Called them.");

        var again = await _ground.CaseOfAsync(order, ExceptionCode.PhoneInvalid);
        Assert.NotEqual(first.Id, again.Id);
        Assert.Equal(first.FirstOpenedAt, again.FirstOpenedAt);
        Assert.Contains((await _ground.Stock.FindAsync(order.ExternalId)).OpenHolds, hold => hold.Type == HoldType.Phone);
    }

    [Fact]
    public async Task A_note_and_a_question_to_the_customer_leave_the_case_open()
    {
        var order = await _ground.OrderAsync(phone: "0123");
        var one = await _ground.CaseOfAsync(order, ExceptionCode.PhoneInvalid);
        Assert.True(Done(await _ground.ResolveAsync(one, CaseAction.Note, new() { ["text"] = "Called twice." }, by: CaseGround.Support)).StaysOpen);
        Assert.True(Done(await _ground.ResolveAsync(one, CaseAction.AskCustomer)).StaysOpen);
        await _ground.Stock.CarryAsync();

        Assert.Equal(CaseState.Open, (await _ground.AgainAsync(one)).State);
        Assert.Contains(await _ground.JournalAsync(order.Id), entry => entry.Kind == "NoteWritten");
    }

    private static void AssertPromised(SalesOrder order)
    {
        Assert.Empty(order.OpenHolds);
        Assert.Equal(Headline.Confirmed, order.Headline);
        Assert.All(order.Lines, line => Assert.True(line.Reserved > 0));
    }
}
