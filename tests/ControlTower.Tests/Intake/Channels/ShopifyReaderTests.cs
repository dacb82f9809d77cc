using System.Text;
using System.Text.Json.Nodes;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Intake.Channels;

public sealed class ShopifyReaderTests
{
    [Theory]
    [InlineData("pending", "bogus", PaymentState.Pending)]
    [InlineData("pending", "Cash on Delivery (COD)", PaymentState.CodUnconfirmed)]
    [InlineData("pending", "الدفع عند الاستلام", PaymentState.CodUnconfirmed)]
    [InlineData("authorized", "visa", PaymentState.Authorised)]
    [InlineData("partially_paid", "visa", PaymentState.PartPaid)]
    [InlineData("paid", "visa", PaymentState.Paid)]
    [InlineData("paid", "Cash on Delivery (COD)", PaymentState.Paid)]
    [InlineData("partially_refunded", "visa", PaymentState.PartRefunded)]
    [InlineData("refunded", "visa", PaymentState.Refunded)]
    [InlineData("voided", "visa", PaymentState.Voided)]
    public void The_financial_status_and_the_gateway_say_where_the_money_is(string financial, string gateway, PaymentState payment)
    {
        var order = Read(sample =>
        {
            sample["financial_status"] = financial;
            sample["payment_gateway_names"] = new JsonArray(gateway);
        });

        Assert.Equal((payment, IncomingWish.Take), (order.Payment, order.Wish));
    }

    [Theory]
    [InlineData("expired")]
    [InlineData(null)]
    public void A_payment_that_we_do_not_know_is_asked_about(string? financial) =>
        Assert.Equal(
            (PaymentState.Pending, IncomingWish.Ask, financial ?? "no payment status"),
            Read(sample => sample["financial_status"] = financial) is var order ? (order.Payment, order.Wish, order.WishNote) : default);

    [Fact]
    public void A_cancelled_order_is_a_wish_to_cancel_with_the_reason() =>
        Assert.Equal((IncomingWish.Cancel, "customer"), Read(sample => sample["cancelled_at"] = "2026-01-01T10:00:00+02:00") is var order ? (order.Wish, order.WishNote) : default);

    [Fact]
    public void An_order_that_the_shop_has_sent_itself_is_asked_about() =>
        Assert.Equal(IncomingWish.AskFulfilledElsewhere, Read(sample => sample["fulfillment_status"] = "fulfilled").Wish);

    [Fact]
    public void Ids_longer_than_a_floating_point_number_keep_every_digit()
    {
        var order = Read(_ => { });
        Assert.Equal(("820982911946154508", "487817672276298554", "#9999"), (order.ExternalId, order.Lines[0].ExternalLineId, order.ExternalNumber));
        Assert.Equal(40495L, order.Lines.Sum(line => line.LineTotal.Minor) + order.Shipping.Minor + order.Fees.Minor + order.Tax.Minor - order.Discount.Minor);
        Assert.Equal(40495L, order.Total!.Value.Minor);
    }

    [Fact]
    public void A_gift_card_and_a_service_cost_money_and_are_not_picked()
    {
        var order = Read(sample =>
        {
            sample["line_items"]![0]!["gift_card"] = true;
            sample["line_items"]![1]!["requires_shipping"] = false;
        });

        Assert.Equal((3, 8999L + 1999L), (order.Lines.Count, order.Fees.Minor));
    }

    [Fact]
    public void An_order_of_gift_cards_alone_has_nothing_to_ship() =>
        Assert.Equal(new ReadOutcome.Ignored("nothing to ship"), ReadAny(sample =>
        {
            foreach (var line in sample["line_items"]!.AsArray())
            {
                line!["gift_card"] = true;
            }
        }));

    [Fact]
    public void A_line_that_was_taken_out_of_the_order_is_gone_and_the_current_totals_count()
    {
        var order = Read(sample =>
        {
            sample["line_items"]![0]!["current_quantity"] = 0;
            sample["current_total_price"] = "324.96";
        });

        Assert.Equal((4, 32496L), (order.Lines.Count, order.Total!.Value.Minor));
        Assert.DoesNotContain(order.Lines, line => line.Sku == "SKU2006-001");
    }

    [Fact]
    public void An_order_that_was_given_back_whole_keeps_its_lines() =>
        Assert.Equal(5, Read(sample =>
        {
            foreach (var line in sample["line_items"]!.AsArray())
            {
                line!["current_quantity"] = 0;
            }
        }).Lines.Count);

    [Fact]
    public void A_sku_with_a_line_break_is_spelled_without_it() =>
        Assert.Equal("AD-04-blue-OS", Read(sample => sample["line_items"]![0]!["sku"] = "AD-04\r\n-blue-OS").Lines[0].Sku);

    [Fact]
    public void Where_there_is_no_shipping_address_the_billing_address_is_meant()
    {
        Assert.Equal("123 Shipping Street", Read(sample => sample["shipping_address"] = null).ShipTo.Line1);
        Assert.Null(Read(sample => (sample["shipping_address"], sample["billing_address"]) = (null, null)).ShipTo.Line1);
    }

    /// <summary>Shopify's own sample, made a real order: the sample is a test order and cancelled.</summary>
    private static ReadOutcome ReadAny(Action<JsonObject> change)
    {
        var sample = JsonNode.Parse(Fixtures.Bytes("shopify/docs-2026-04-orders-create.json"))!.AsObject();
        (sample["test"], sample["cancelled_at"], sample["financial_status"]) = (false, null, "paid");
        change(sample);
        return ShopifyReader.Read("orders/create", Encoding.UTF8.GetBytes(sample.ToJsonString()), Stores.Shopify);
    }

    private static IncomingOrder Read(Action<JsonObject> change) => Assert.IsType<ReadOutcome.Order>(ReadAny(change)).Told;
}
