using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screening;
using ControlTower.Screens.NewOrder;
using ControlTower.Tests.Api;
using ControlTower.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Intake;

/// <summary>An order that is typed at a screen, in a running tower: what is said while it is typed is what is said once it is placed.</summary>
public sealed class OrderByHandTests(OrderTower tower) : IClassFixture<OrderTower>
{
    private static readonly Actor s_ops = new(Guid.CreateVersion7(), "Order Ops", [Role.OrderOps], null, null);

    [Fact]
    public async Task What_is_told_while_typing_is_what_becomes_a_case()
    {
        var draft = Draft("0100");
        draft.City = "Atlantis";
        draft.Line1 = "home";
        (draft.Lines[0].Units, draft.Lines[0].Price) = ("5000", "0.10"); // dear ones are reviewed, too

        var tried = await TryAsync(draft);
        var placed = await PlaceAsync(draft);

        await tower.SettleAsync(placed.Event.Number);
        var cases = (await tower.OrderAsync(placed.Event.Number)).Body.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("code").GetString()).Order().ToList();
        Assert.Equal(["ADDR_INVALID", "PHONE_INVALID", "QTY_INVALID"], cases);
        Assert.Equal(cases, tried.Findings.Select(finding => finding.Code.Text()).Order());
        Assert.Contains(tried.Address.Reasons, reason => reason.Fault == AddressFault.CityUnknown);
    }

    [Fact]
    public async Task A_good_order_is_told_to_be_good_and_is_held_by_nothing()
    {
        var draft = Draft("01007654321");
        Assert.Empty((await TryAsync(draft)).Findings);

        var placed = await PlaceAsync(draft);
        await tower.SettleAsync(placed.Event.Number);
        Assert.Equal(0, (await tower.OrderAsync(placed.Event.Number)).Body.GetProperty("openHolds").GetInt32());
    }

    [Fact]
    public async Task Pressed_twice_in_one_moment_one_draft_makes_one_order()
    {
        var draft = Draft("01007654322");
        var placed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PlaceAsync(draft)));

        Assert.Single(placed.Select(one => one.Event.Number).Distinct());
        Assert.Equal(1L, await tower.Host.Database.AppAsync($"select count(*) from sales_order where external_id = '{draft.Id:N}'"));
    }

    [Fact]
    public async Task The_same_goods_of_the_same_phone_are_told_before_they_are_placed_twice()
    {
        var first = await PlaceAsync(Draft("01007654323"));
        await tower.SettleAsync(first.Event.Number);

        Assert.Equal(first.Event.Number, (await SeeAsync(Draft("01007654323"))).Double?.OtherNumber);
        var other = Draft("01007654323");
        other.Lines[0].Units = "9";
        Assert.Null((await SeeAsync(other)).Double);
    }

    [Fact]
    public async Task Goods_are_found_by_code_name_and_barcode_with_what_is_left_and_their_price()
    {
        foreach (var text in new[] { "tea-25", "Tea", "6291041500213" })
        {
            var found = Assert.Single(await Get<SkuCandidates>().FindAsync(text, TestContext.Current.CancellationToken));
            Assert.Equal(("TEA-250", 12000L), (found.Sku, found.Price?.Minor));
            Assert.True(found.Available > 0);
        }
    }

    [Fact]
    public async Task An_order_that_is_changed_at_its_page_is_judged_and_promised_anew()
    {
        var draft = Draft("0100");
        var number = (await PlaceAsync(draft)).Event.Number;
        await tower.SettleAsync(number);
        Assert.True((await Get<OrderReader>().ForAsync(number, s_ops, TestContext.Current.CancellationToken)).Decided(out var order, out _));
        Assert.NotEmpty(order.Holds);

        var change = OrderChange.DraftOf(order, s_ops.Id);
        (change.Phone, change.Lines[0].Units, change.Why) = ("01007654399", "3", "the customer read it back");
        var outcome = await Get<EditOrderHandler>().HandleAsync(OrderChange.CommandOf(order, change, s_ops)!, TestContext.Current.CancellationToken);

        Assert.True(outcome.Decided(out _, out var refused), refused?.Message);
        await tower.SettleAsync(number);
        var now = (await tower.OrderAsync(number)).Body;
        Assert.Equal((0, 3), (now.GetProperty("openHolds").GetInt32(), now.GetProperty("lines")[0].GetProperty("reserved").GetInt32()));
    }

    private static OrderDraft Draft(string phone) => new()
    {
        Store = "chat", Name = "Mona S.", Phone = phone, Line1 = "12 Tahrir Street, flat 4", City = "Cairo", Region = "Cairo", Country = "EG", Method = PaymentMethod.Cash, IsPaid = true,
        PlacedAt = TimeProvider.System.GetUtcNow(), Lines = [new() { Sku = "TEA-250", Name = "Tea", Units = "2", Price = "120" }],
    };

    private StoreFacts Store => Get<StoreBook>().Find("chat")!.Facts;

    private T Get<T>()
        where T : notnull => tower.Host.Services.GetRequiredService<T>();

    private Task<OrderTried> TryAsync(OrderDraft draft) => Get<TryOrder>().HandleAsync(draft.ToOrder(Store, TimeProvider.System.GetUtcNow()), Store, TestContext.Current.CancellationToken);

    private async Task<CustomerSeen> SeeAsync(OrderDraft draft) =>
        await Get<KnownCustomer>().SeeAsync(draft.ToOrder(Store, TimeProvider.System.GetUtcNow()), Store, (await TryAsync(draft)).Phone.E164, TestContext.Current.CancellationToken);

    private async Task<ControlTower.Data.Committed<ControlTower.Playbook.Orders.OrderPlaced>> PlaceAsync(OrderDraft draft)
    {
        var raw = OwnOrderWriter.Write(draft.ToOrder(Store, TimeProvider.System.GetUtcNow()));
        Assert.True(OwnOrderReader.Read(raw).Decided(out var told, out var refused), refused?.Message);
        var outcome = await Get<PlaceOrderHandler>().HandleAsync(new(draft.Id, s_ops, told, "screen", raw), TestContext.Current.CancellationToken);
        Assert.True(outcome.Decided(out var placed, out refused), refused?.Message);
        return placed;
    }
}
