using System.Text;
using ControlTower.Foreign;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.WooCommerce;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Intake.Channels;

public sealed class WooCommerceReaderTests
{
    [Theory]
    [InlineData("pending", "bacs", false, PaymentState.Pending, IncomingWish.Take)]
    [InlineData("failed", "bacs", false, PaymentState.Failed, IncomingWish.Take)]
    [InlineData("on-hold", "bacs", false, PaymentState.Pending, IncomingWish.Take)]
    [InlineData("on-hold", "cheque", false, PaymentState.Pending, IncomingWish.Take)]
    [InlineData("on-hold", "cod", false, PaymentState.CodUnconfirmed, IncomingWish.Take)]
    [InlineData("processing", "stripe", true, PaymentState.Paid, IncomingWish.Take)]
    [InlineData("processing", "cod", false, PaymentState.CodUnconfirmed, IncomingWish.Take)]
    [InlineData("completed", "stripe", true, PaymentState.Paid, IncomingWish.AskFulfilledElsewhere)]
    [InlineData("cancelled", "stripe", true, PaymentState.Paid, IncomingWish.Cancel)]
    [InlineData("trash", "cod", false, PaymentState.CodUnconfirmed, IncomingWish.Cancel)]
    [InlineData("refunded", "stripe", true, PaymentState.Refunded, IncomingWish.Take)]
    [InlineData("pre-ordered", "stripe", true, PaymentState.Paid, IncomingWish.Ask)]
    public void A_status_says_where_the_money_is_and_what_to_do(string status, string method, bool isPaid, PaymentState payment, IncomingWish wish)
    {
        var order = Read($$"""
            {"id":9,"status":"{{status}}","date_created_gmt":"2026-01-01T10:00:00","payment_method":"{{method}}",
             "date_paid_gmt":{{(isPaid ? "\"2026-01-01T10:01:00\"" : "null")}},"line_items":[]}
            """);

        Assert.Equal((payment, wish), (order.Payment, order.Wish));
        Assert.Equal(wish == IncomingWish.Take ? null : status, order.WishNote);
    }

    [Theory]
    [InlineData("auto-draft")]
    [InlineData("draft")]
    [InlineData("checkout-draft")]
    public void A_draft_is_kept_and_not_worked_on(string status) =>
        Assert.Equal(new ReadOutcome.Ignored("draft"), ReadAny($$"""{"id":9,"status":"{{status}}"}"""));

    [Fact]
    public void An_order_from_kuwait_keeps_three_decimals_and_loses_what_cannot_be_seen()
    {
        var outcome = WooCommerceReader.Read("order.created", Fixtures.Bytes("woocommerce/wire-derived-kwd-3decimals-cod-arabic.json"), Stores.WooCommerce);
        var order = Assert.IsType<ReadOutcome.Order>(outcome).Told;

        Assert.Equal(("KWD", 29875L, 1500L, 750L), (order.Currency, order.Total!.Value.Minor, order.Shipping.Minor, order.Fees.Minor));
        Assert.Equal((12250L, 24500L), (order.Lines[0].UnitPrice.Minor, order.Lines[0].LineTotal.Minor));
        Assert.Equal("مريم المثال", order.Contact.Name);
        Assert.Equal("قطعة 3، شارع 10، منزل 7", order.ShipTo.Line1);
        Assert.Equal("عباية سوداء - مقاس M & طرحة", order.Lines[0].Name);
        Assert.Equal(("Mug \"Kuwait\" 0.5L", ""), (order.Lines[1].Name, order.Lines[1].Sku));
        Assert.Equal(new DateTimeOffset(2026, 3, 28, 21, 30, 0, TimeSpan.Zero), order.PlacedAt);
        Assert.Null(order.ShipTo.Postcode);
    }

    [Fact]
    public void What_the_customer_owes_is_the_sum_of_what_is_told()
    {
        foreach (var file in FixtureTable.All.Where(row => row.Door == FixtureDoor.WooCommerce && row.Expected.StartsWith("order Take Paid", StringComparison.Ordinal)))
        {
            // Two of the app's samples do not add up in themselves: their fees and bundles came later than their totals.
            if (file.File is "woocommerce/app-order.json" or "woocommerce/app-order-with-bundled-line-items.json" || Fixtures.Find(file.File) is not { } body)
            {
                continue;
            }

            var order = Assert.IsType<ReadOutcome.Order>(WooCommerceReader.Read(file.Topic!, body, Stores.WooCommerce)).Told;
            var sum = order.Lines.Sum(line => line.LineTotal.Minor) + order.Shipping.Minor + order.Fees.Minor + order.Tax.Minor - order.Discount.Minor - order.PaidOtherwise.Minor;
            Assert.Equal(order.Total!.Value.Minor, sum);
        }
    }

    [Theory]
    [InlineData("1.5", null)]
    [InlineData("0", null)]
    [InlineData("-2", null)]
    [InlineData("1e30", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"٣\"", 3)]
    [InlineData("\"2\"", 2)]
    [InlineData("2.0", 2)]
    public void A_quantity_that_is_no_whole_number_above_zero_keeps_its_text(string quantity, int? units)
    {
        var line = Read($$"""{"id":9,"status":"processing","date_created_gmt":"2026-01-01T10:00:00","line_items":[{"quantity":{{quantity}},"price":3}]}""").Lines[0];

        Assert.Equal((units, ForeignText.LatinDigits(quantity.Trim('"'))), (line.Units, line.UnitsText));
    }

    [Theory]
    [InlineData("""{"status":"processing"}""", "id")]
    [InlineData("""{"id":1}""", "status")]
    [InlineData("""{"id":1,"status":"processing"}""", "date_created_gmt")]
    [InlineData("""{"id":1,"status":"processing","date_created_gmt":"soon"}""", "date_created_gmt")]
    [InlineData("""{"id":1,"status":"processing","date_created_gmt":"2026-01-01T10:00:00"}""", "line_items")]
    [InlineData("""{"id":1,"status":"processing","date_created_gmt":"2026-01-01T10:00:00","line_items":[{"quantity":1,"price":1e30}]}""", "line_items[0].price")]
    [InlineData("""{"id":1,"status":"processing","date_created_gmt":"2026-01-01T10:00:00","line_items":[],"total":"free"}""", "total")]
    [InlineData("""{"id":1,"status":"processing","date_created_gmt":"2026-01-01T10:00:00","line_items":[],"currency":"pounds"}""", "currency")]
    [InlineData("""[{"id":1}]""", "$")]
    [InlineData("""{"\ud800identity":1,"id":1}""", "$")]
    [InlineData("""{"id":1,"status":"processing","date_created_gmt":"2026-01-01T10:00:00","line_items":[],"shipping_total":"99999999999999999999"}""", "shipping_total")]
    [InlineData("<html>", "$")]
    public void What_is_not_understood_names_its_place(string body, string path) =>
        Assert.Equal(path, Assert.IsType<ReadOutcome.Unreadable>(ReadAny(body)).Path);

    [Fact]
    public void More_than_500_lines_or_32_levels_are_not_read()
    {
        var lines = string.Join(',', Enumerable.Repeat("{}", 501));
        Assert.IsType<ReadOutcome.Unreadable>(ReadAny($$"""{"id":1,"status":"processing","date_created_gmt":"2026-01-01T10:00:00","line_items":[{{lines}}]}"""));
        Assert.IsType<ReadOutcome.Unreadable>(ReadAny(string.Concat(Enumerable.Repeat("{\"a\":", 33)) + "1" + new string('}', 33)));
    }

    [Fact]
    public void A_text_cut_in_the_middle_of_an_emoji_is_kept()
    {
        var note = Read("""{"id":9,"status":"processing","date_created_gmt":"2026-01-01T10:00:00","line_items":[],"customer_note":"ring twice \ud83d\u0000"}""").Note;
        Assert.Equal("ring twice \uFFFD", note);
    }

    [Fact]
    public void A_cancelled_order_that_is_told_by_its_id_alone_is_cancelled() =>
        Assert.Equal(new ReadOutcome.Cancel("9", null, "cancelled"), ReadAny("""{"id":9,"status":"cancelled"}"""));

    private static IncomingOrder Read(string body) => Assert.IsType<ReadOutcome.Order>(ReadAny(body)).Told;

    private static ReadOutcome ReadAny(string body) => WooCommerceReader.Read("order.updated", Encoding.UTF8.GetBytes(body), Stores.WooCommerce);
}
