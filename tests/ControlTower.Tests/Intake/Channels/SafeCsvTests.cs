using System.Text;
using ControlTower.Foreign;
using ControlTower.Intake.Channels.Csv;
using CsCheck;

namespace ControlTower.Tests.Intake.Channels;

public sealed class SafeCsvTests
{
    private static readonly Gen<string> s_texts =
        Gen.Char["=+-@\t\r\n＝＋－＠' 12.\",;aمنى"].Array[0, 8].Select(letters => new string(letters));

    [Fact]
    public void No_cell_that_we_write_begins_like_a_formula() => s_texts.Sample(text =>
    {
        var guarded = CsvCell.Guard(text).TrimStart(' ');
        return guarded.Length == 0
            || !"=+-@\t\r\n＝＋－＠".Contains(guarded[0], StringComparison.Ordinal)
            || decimal.TryParse(guarded, System.Globalization.CultureInfo.InvariantCulture, out _);
    });

    [Fact]
    public void What_we_write_is_read_back_as_it_was() => s_texts.Where(text => text.Trim() == text && !text.StartsWith("=\"", StringComparison.Ordinal))
        .Array[1, 5].Where(cells => cells.Any(cell => cell.Length > 0)).Sample(cells =>
        {
            var file = SafeCsv.Write([.. cells.Select((_, at) => $"c{at}")], [cells]);
            Assert.True(CsvTable.Read(file).Decided(out var table, out _));
            Assert.Equal(cells, Assert.Single(table.Rows).Cells);
        });

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("-5.20", "-5.20")]
    [InlineData("-5+1", "'-5+1")]
    [InlineData("+201001234567", "'+201001234567")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("O'Neil", "O'Neil")]
    [InlineData(null, "")]
    public void A_formula_becomes_text_and_a_number_stays_one(string? text, string guarded) => Assert.Equal(guarded, CsvCell.Guard(text));

    [Fact]
    public void The_file_of_errors_can_be_mended_and_imported_again()
    {
        var file = Encoding.UTF8.GetBytes(CsvOrderReaderTests.File("R-1,2026-11-23,Mona A.,+201001234567,12 Nile St,Cairo,EG,TEA-250,1.5,120,cod,n,45,"));
        Assert.True(CsvOrderReader.Read(file, Stores.Pos, TimeZoneInfo.Utc).Decided(out var orders, out _));
        var order = Assert.Single(orders.Orders);

        var errors = Encoding.UTF8.GetString(SafeCsv.Errors(orders.Header, order.Rows.Select(row => (row, order.Errors))));
        Assert.Contains("row 2, qty: A quantity is a whole number, 1 or more. (csv.not-whole)", errors, StringComparison.Ordinal);

        var mended = Encoding.UTF8.GetBytes(errors.Replace("\"1.5\"", "\"2\"", StringComparison.Ordinal));
        Assert.True(CsvOrderReader.Read(mended, Stores.Pos, TimeZoneInfo.Utc).Decided(out var again, out _));
        Assert.Equal(("+201001234567", 2), (again.Orders[0].Order!.Contact.Phone, again.Orders[0].Order!.Lines[0].Units));
    }
}
