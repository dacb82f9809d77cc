using System.Text;
using ControlTower.Foreign;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Intake.Channels;

public sealed class CsvOrderReaderTests
{
    private const string Header = "order_ref,ordered_at,customer_name,phone,address1,city,country,sku,qty,unit_price,payment_method,paid,shipping_amount,note";
    private static readonly TimeZoneInfo s_cairo = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");

    public static string File(params string[] rows) => string.Join("\r\n", [Header, .. rows.Length > 0 ? rows : s_rows]) + "\r\n";

    private static readonly string[] s_rows =
    [
        "R-1,2026-11-23T10:00:00Z,Mona A.,01001234567,12 Nile St,Cairo,EG,TEA-250,2,120.00,cod,n,45,\"call, please\"",
        "R-1,2026-11-23T10:00:00Z,Mona A.,01001234567,12 Nile St,Cairo,EG,MUG-1,1,80,cod,n,45,",
        "R-2,23/11/2026 12:30,Omar B.,=\"01112223334\",5 Tahrir Sq,Giza,مصر,TEA-250,1,\"1,120.50\",cash,y,,",
    ];

    [Fact]
    public void Rows_of_one_reference_are_one_order()
    {
        var orders = Read(File());

        Assert.Equal([2, 1], orders.Orders.Select(order => order.Order!.Lines.Count));
        var (first, second) = (orders.Orders[0].Order!, orders.Orders[1].Order!);
        Assert.Equal((PaymentState.CodUnconfirmed, 4500L, "call, please", 24000L), (first.Payment, first.Shipping.Minor, first.Note, first.Lines[0].LineTotal.Minor));
        Assert.Equal((PaymentState.Paid, "01112223334", "EG", 112050L), (second.Payment, second.Contact.Phone, second.ShipTo.Country, second.Lines[0].LineTotal.Minor));
        Assert.Null(first.Total);
    }

    [Fact]
    public void An_order_of_a_file_is_kept_raw_in_our_own_json_and_reads_the_same()
    {
        Assert.All(Read(File()).Orders, order =>
        {
            Assert.True(OwnOrderReader.Read(OwnOrderWriter.Write(order.Order!)).Decided(out var again, out var refused), refused?.Field);
            Assert.Equal(order.Order! with { Lines = [] }, again with { Lines = [] });
            Assert.Equal(order.Order!.Lines, again.Lines);
        });
    }

    [Fact]
    public void A_time_without_offset_is_the_sites_wall_clock() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 10, 30, 0, TimeSpan.Zero), Read(File()).Orders[1].Order!.PlacedAt);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("utf-16")]
    [InlineData("utf-16-bare")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1256")]
    public void Arabic_is_read_in_every_encoding_that_spreadsheets_write(string encoding)
    {
        const string Text = "رقم الطلب;التاريخ;اسم العميل;الهاتف;العنوان;المدينة;الدولة;كود الصنف;الكمية;السعر;طريقة الدفع\n"
            + "R-9;2026-11-23;منى;٠١٠٠١٢٣٤٥٦٧;شارع ١٠;القاهرة;مصر;TEA-250;٢;12,50;عند الاستلام\n";
        byte[] file = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Text),
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            "utf-16-bare" => Encoding.Unicode.GetBytes("sku;" + Text.Replace("كود الصنف", "x", StringComparison.Ordinal).Replace("\nR-9", "\nTEA-250;R-9", StringComparison.Ordinal)),
            "utf-16BE" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)],
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1256)!.GetBytes(Text.Replace('٢', '2').Replace("٠١٠٠١٢٣٤٥٦٧", "01001234567", StringComparison.Ordinal).Replace("١٠", "10", StringComparison.Ordinal)),
        };

        var order = Assert.Single(Read(file).Orders).Order;

        Assert.NotNull(order);
        Assert.Equal(("منى", "01001234567", "القاهرة", "EG"), (order.Contact.Name, order.Contact.Phone, order.ShipTo.City, order.ShipTo.Country));
        Assert.Equal((2, 1250L, PaymentMethod.Cod), (order.Lines[0].Units, order.Lines[0].UnitPrice.Minor, order.Method));
    }

    [Fact]
    public void What_is_wrong_is_told_by_row_and_column_and_the_other_orders_go_on()
    {
        var orders = Read(File(
            s_rows[0],
            "R-1,2026-11-24T10:00:00Z,Mona A.,01001234567,12 Nile St,Cairo,EG,,1.5,eighty,cod,n,45,",
            s_rows[2],
            ",yesterday,Ali C.,,x,y,Narnia,TEA-250,1,10,barter,n,,"));

        Assert.Equal(["R-1", "R-2", ""], orders.Orders.Select(order => order.OrderRef));
        Assert.Equal(
            ["3 ordered_at csv.differs", "3 qty csv.not-whole", "3 sku csv.cell-missing", "3 unit_price csv.not-a-number"],
            Told(orders.Orders[0]));
        Assert.NotNull(orders.Orders[1].Order);
        Assert.Equal(
            ["5 country csv.not-a-country", "5 order_ref csv.cell-missing", "5 ordered_at csv.not-a-date", "5 payment_method csv.unknown-word", "5 phone csv.cell-missing"],
            Told(orders.Orders[2]));
    }

    [Theory]
    [InlineData("uci-online-retail-2010-12-01.csv")]
    [InlineData("uci-online-retail-2010-12-19.csv")]
    public void A_file_of_another_kind_is_refused_by_the_columns_that_it_lacks(string file)
    {
        var bytes = Fixtures.Find("datasets/" + file);
        Assert.SkipWhen(bytes is null, Fixtures.NotHere);

        Assert.False(CsvOrderReader.Read(bytes, Stores.Pos, s_cairo).Decided(out _, out var refused));
        Assert.Equal(("csv.column-missing", "order_ref"), (refused.Code, refused.Field));
        Assert.Equal($"refused: {refused.Field}", FixtureTable.All.Single(row => row.File == "datasets/" + file).Expected);
    }

    [Theory]
    [InlineData("", "csv.empty")]
    [InlineData(Header, "csv.empty")]
    [InlineData("sku,SKU,qty\n1,2,3", "csv.column-twice")]
    public void A_file_without_orders_is_refused_as_a_whole(string file, string code)
    {
        Assert.False(CsvOrderReader.Read(Encoding.UTF8.GetBytes(file), Stores.Pos, s_cairo).Decided(out _, out var refused));
        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public void Five_megabytes_and_twenty_thousand_rows_are_the_limit()
    {
        Assert.False(CsvTable.Read(new byte[CsvTable.BytesMax + 1]).Decided(out _, out var large));
        Assert.False(CsvTable.Read(Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 20_001)))).Decided(out _, out var many));
        Assert.True(CsvTable.Read(Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 20_000)))).Decided(out _, out _));
        Assert.Equal(("csv.too-large", "csv.too-many-rows"), (large.Code, many.Code));
    }

    private static IEnumerable<string> Told(CsvOrder order) => order.Errors.Select(error => $"{error.Row} {error.Column} {error.Code}").Order(StringComparer.Ordinal);

    private static CsvOrders Read(string file) => Read(Encoding.UTF8.GetBytes(file));

    private static CsvOrders Read(byte[] file)
    {
        Assert.True(CsvOrderReader.Read(file, Stores.Pos, s_cairo).Decided(out var orders, out var refused), refused?.Message);
        return orders;
    }
}
