using ControlTower.Documents;
using ControlTower.Playbook.Documents;

namespace ControlTower.Tests.Documents;

public sealed class LabelZplTests
{
    public static TheoryData<string, int> EveryLabel => new() { { "en", 203 }, { "en", 300 }, { "ar", 203 }, { "ar", 300 } };

    [Theory, MemberData(nameof(EveryLabel))]
    public void What_the_printer_is_told_is_the_label_field_by_field(string language, int dpi)
    {
        var label = SampleLabels.In(language);
        var read = ZplReading.Of(LabelZpl.Write(label, dpi));

        Assert.Equal(dpi == 203 ? (812, 1218) : (1200, 1800), (read.Width, read.Height));
        var words = read.Fields.Where(field => field.IsWords).ToDictionary(field => field.Name, field => field.Data);
        Assert.Equal(
            (label.Courier.ToUpperInvariant(), $"{label.Piece}/{label.Pieces}", label.OrderNumber, label.Tracking, $"(00){label.Sscc}", label.Receiver.Phone, "2026-11-24"),
            (words["courier"], words["pieces"], words["orderNumber"], words["trackingText"], words["ssccText"], words["phone"], words["date"]));
        Assert.Equal(label.CashDue is null ? "PREPAID" : "COD 1,350.50 EGP", words["cashDue"]);
        Assert.Equal((label.WeightGrams is null, label.Service is null), (!words.ContainsKey("weight"), !words.ContainsKey("service")));
        Assert.StartsWith(label.Sender.Name, words["sender"], StringComparison.Ordinal);
        Assert.Contains(label.ReturnTo, words["return"], StringComparison.Ordinal);
        Assert.Equal(language == "en" ? label.Receiver.Name : null, words.GetValueOrDefault("receiver"));
    }

    [Theory, MemberData(nameof(EveryLabel))]
    public void Its_bars_are_those_of_the_label_bar_by_bar(string language, int dpi)
    {
        var label = SampleLabels.In(language);
        var read = ZplReading.Of(LabelZpl.Write(label, dpi));

        Assert.Equal(label.TrackingCode.Widths, read["tracking"].Bars());
        Assert.Equal(label.SsccCode.Widths, read["sscc"].Bars());
        Assert.True(read["sscc"].BarHeight >= 32 / 25.4 * dpi);
        foreach (var (bars, code) in new[] { (read["tracking"], label.TrackingCode), (read["sscc"], label.SsccCode) })
        {
            Assert.True(bars.X >= Barcode.Quiet * bars.Module);
            Assert.True(read.Width - bars.X - (code.Modules * bars.Module) >= Barcode.Quiet * bars.Module);
        }
    }

    [Theory, MemberData(nameof(EveryLabel))]
    public void Arabic_is_a_picture_of_what_stands_on_the_page(string language, int dpi)
    {
        var read = ZplReading.Of(LabelZpl.Write(SampleLabels.In(language), dpi));
        var texts = LabelLayout.Of(SampleLabels.In(language), dpi).Parts.OfType<TextPart>().Where(text => text.Text.Any(BidiRuns.IsArabic)).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text =>
        {
            var (drawn, told) = (ZplBitmap.Of(text.Text, text.Size, text.IsBold), read[text.Field].Dots());
            Assert.Equal(drawn.Height, told.Count);
            Assert.Equal(Enumerable.Range(0, drawn.Height).Select(y => string.Concat(Enumerable.Range(0, drawn.Width).Select(x => drawn.IsBlack(x, y) ? '1' : '0'))), told.Select(row => row[..drawn.Width]));
            Assert.True(told.Sum(row => row.Count(dot => dot == '1')) > text.Text.Length * text.Size / 2, "nearly no ink");
            Assert.True(read[text.Field].X + drawn.Width <= read.Width);
        });
    }

    [Theory, MemberData(nameof(EveryLabel))]
    public void The_square_code_is_the_same_square(string language, int dpi)
    {
        var square = LabelLayout.Of(SampleLabels.In(language), dpi).Parts.OfType<SquarePart>().Single();
        var told = ZplReading.Of(LabelZpl.Write(SampleLabels.In(language), dpi))["order"].Dots();

        Assert.Equal(SampleLabels.In(language).OrderCode, square.Text);
        Assert.Equal(square.IsBlack.Count * square.Module, told.Count);
        Assert.All(Enumerable.Range(0, told.Count * told.Count), at =>
            Assert.Equal(square.IsBlack[at / told.Count / square.Module][at % told.Count / square.Module] ? '1' : '0', told[at / told.Count][at % told.Count]));
    }

    [Theory]
    [InlineData("AB~1^2_3>4")]
    [InlineData("1Z999AA10123456784")]
    [InlineData("7234258")]
    public void A_tracking_number_with_the_printers_own_signs_in_it_is_still_that_number(string tracking)
    {
        var label = SampleLabels.English with { Tracking = tracking };
        Assert.Equal(label.TrackingCode.Widths, ZplReading.Of(LabelZpl.Write(label))["tracking"].Bars());
    }

    [Fact]
    public void Nothing_that_a_customer_typed_is_a_command_to_the_printer()
    {
        var zpl = LabelZpl.Write(SampleLabels.English with { Receiver = new("^XZ~JA^XA", ["^FS^PQ99", "_5E\\&\r\n^GB"], "~HS") });

        Assert.Equal(1, zpl.Split("^XZ").Length - 1);
        Assert.Equal(1, zpl.Split("^PQ").Length - 1);
        Assert.DoesNotContain('~', zpl);
        Assert.Equal("^XZ~JA^XA", ZplReading.Of(zpl)["receiver"].Data);
    }
}
