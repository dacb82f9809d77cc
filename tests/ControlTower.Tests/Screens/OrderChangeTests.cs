using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.NewOrder;

namespace ControlTower.Tests.Screens;

/// <summary>What of an order was changed in the form, and nothing else, is told to the tower.</summary>
public sealed class OrderChangeTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 32, 0, TimeSpan.Zero);
    private static readonly Actor s_ops = new(Guid.CreateVersion7(), "Order Ops", [Role.OrderOps]);

    private readonly OrderPicture _order = new(
        new(Guid.CreateVersion7(), "CT-1", "shop-eg", Channel.Woocommerce, "7", "#7", Headline.Confirmed, PaymentState.Paid, PaymentMethod.Card, s_now, s_now, s_now, null, null, null, s_now,
            Stage.Promise, new(27000, "EGP"), 0, 4, 0, 0, []),
        ShippingMethod.Standard, null, null, null, null, new() { Name = "Mona A.", Phone = "0100 123 4567", Line1 = "12 Tahrir Street", City = "Cairo", Country = "EG" },
        [Line(1, "TEA-250", 2), Line(2, "CUP-1", 1), Line(3, "OLD-1", 1) with { Cancelled = 1 }], [], [], [], [], new(0, 0), new(0, 0));

    [Fact]
    public void Nothing_changed_is_no_command() => Assert.Null(OrderChange.CommandOf(_order, Draft(), s_ops));

    [Fact]
    public void A_line_that_was_cancelled_before_does_not_come_back() => Assert.Equal(["TEA-250", "CUP-1"], Draft().Lines.Select(line => line.Sku));

    [Fact]
    public void Only_what_was_changed_is_told_with_the_version_that_was_seen()
    {
        var draft = Draft();
        (draft.Phone, draft.Why) = ("0111 222 3333", " customer called ");

        var command = OrderChange.CommandOf(_order, draft, s_ops)!;

        Assert.Equal(new ContactCorrection(Phone: "0111 222 3333"), command.Contact);
        Assert.Equal((false, 4L, "customer called", draft.Id), (command.IsShipTo, command.Version, command.Why, command.CommandId));
        Assert.Null(command.Lines);
        Assert.Null(command.ShippingMethod);
    }

    [Fact]
    public void A_new_street_is_a_change_of_where_it_goes()
    {
        var draft = Draft();
        draft.Line1 = "14 Tahrir Street";
        Assert.True(OrderChange.CommandOf(_order, draft, s_ops)!.IsShipTo);
    }

    [Fact]
    public void Lines_are_changed_taken_off_and_added()
    {
        var draft = Draft();
        draft.Lines[0].Units = "5";
        draft.Lines.RemoveAt(1);
        draft.Lines.Add(new() { Sku = "POT-1", Name = "Pot", Units = "1", Price = "99.50" });

        Assert.Equal(
            [new LineEdit(1, null, 5, null), new LineEdit(2, null, 0, null), new LineEdit(null, "POT-1", 1, new Money(9950, "EGP"))],
            OrderChange.CommandOf(_order, draft, s_ops)!.Lines!);
    }

    private OrderDraft Draft() => OrderChange.DraftOf(_order, s_ops.Id);

    private static PicturedLine Line(int number, string sku, int units) => new(number, sku, sku, "2", sku, units, 0, 0, 0, units, 0, 0, 0, 0, 12000);
}
