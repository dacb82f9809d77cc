using ControlTower.Documents;
using ControlTower.Playbook.Documents;
using SkiaSharp;

namespace ControlTower.Tests.Documents;

public sealed class LabelPdfTests
{
    private const int Dpi = 203;

    [Theory, MemberData(nameof(SampleLabels.Languages), MemberType = typeof(SampleLabels))]
    public async Task A_scanner_reads_all_three_codes_of_the_page_as_a_label_printer_prints_it(string language)
    {
        Assert.SkipUnless(PaperTools.AreThere, PaperTools.Missing);
        var label = SampleLabels.In(language);
        using var page = await PaperTools.RasterAsync(LabelPdf.Draw(label), Dpi);

        Assert.Equal((812, 1218), (page.Width, page.Height));
        Assert.Equal(Codes(label), await PaperTools.ScanAsync(page));
    }

    [Theory, MemberData(nameof(SampleLabels.Languages), MemberType = typeof(SampleLabels))]
    public async Task It_is_read_from_a_label_that_went_through_the_printer_two_percent_askew(string language)
    {
        Assert.SkipUnless(PaperTools.AreThere, PaperTools.Missing);
        var label = SampleLabels.In(language);
        using var page = await PaperTools.RasterAsync(LabelPdf.Draw(label), Dpi);
        using var skewed = PaperTools.Skew(page, 0.02f);

        Assert.Equal(Codes(label), await PaperTools.ScanAsync(skewed));
    }

    [Fact]
    public async Task The_bars_of_the_parcels_number_are_32_mm_tall_with_ten_modules_of_white_on_either_side_and_no_grey()
    {
        Assert.SkipUnless(PaperTools.AreThere, PaperTools.Missing);
        using var page = await PaperTools.RasterAsync(LabelPdf.Draw(SampleLabels.English), Dpi);
        var bars = LabelLayout.Of(SampleLabels.English).Parts.OfType<BarsPart>().Single(part => part.Field == "sscc");
        var row = Row(page, bars.Y + 5);

        Assert.Equal(row, Row(page, bars.Y + (int)Math.Ceiling(32 / 25.4 * Dpi) - 1));
        Assert.All(row, dot => Assert.True(dot is 0 or 255, $"{dot} is neither black nor white"));
        var quiet = Barcode.Quiet * bars.Module;
        Assert.All(row.Take(bars.X).TakeLast(quiet).Concat(row.Skip(bars.X + (bars.Code.Modules * bars.Module)).Take(quiet)), dot => Assert.Equal(255, dot));
        Assert.Equal(bars.Code.Widths.Select(width => width * bars.Module), Stretches(row, bars.X, bars.Code.Widths.Count));
    }

    [Fact]
    public async Task A_house_number_stands_before_its_Arabic_street_and_is_not_turned_round()
    {
        Assert.SkipUnless(PaperTools.AreThere, PaperTools.Missing);
        var line = ShapedLine.Of("١٢ شارع", 40, isBold: false, isRightToLeft: true);
        var twelve = ShapedLine.Of("١٢", 40, isBold: false, isRightToLeft: false);
        var turned = ShapedLine.Of("٢١", 40, isBold: false, isRightToLeft: false);

        var number = line.Runs[^1].Glyphs.TakeLast(2);
        Assert.Equal(twelve.Runs.Single().Glyphs, number);
        Assert.NotEqual(turned.Runs.Single().Glyphs, number);
        Assert.True(line.Runs[^1].Places[^1].X > line.Width / 2);
    }

    [Fact]
    public void A_label_is_drawn_with_the_letters_that_travel_with_the_program() =>
        Assert.All("Aé1٤شلا،…·€", letter => Assert.True(Face.Of(BidiRuns.IsArabic(letter), isBold: false).Has(letter), $"{letter}"));

    [Fact]
    public void An_address_of_any_length_stays_in_its_room()
    {
        var endless = SampleLabels.English with
        {
            Receiver = new(new string('W', 300), [new string('م', 500), string.Join(' ', Enumerable.Repeat("street", 100))], new string('1', 100)),
            ReturnTo = new string('R', 500), Courier = new string('C', 200), Service = new string('S', 200),
        };
        var texts = LabelLayout.Of(endless).Parts.OfType<TextPart>().ToList();

        Assert.All(texts, text => Assert.True(TextFit.Width(text.Text, text.Size, text.IsBold) <= text.Width, text.Field));
        Assert.Equal(3, texts.Count(text => text.Field.StartsWith("address", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("تتبع")]
    [InlineData("")]
    [InlineData("0123456789-ABCDEFGHIJ-abcdefghij-0123456789-ABCDEFGHIJ")]
    public void A_number_that_no_bars_can_hold_is_no_label(string tracking) =>
        Assert.Throws<ArgumentException>(() => LabelPdf.Draw(SampleLabels.English with { Tracking = tracking }));

    private static string[] Codes(ParcelLabel label) => [.. new[] { label.Tracking, $"00{label.Sscc}", label.OrderCode }.Order(StringComparer.Ordinal)];

    private static byte[] Row(SKBitmap page, int y) => [.. Enumerable.Range(0, page.Width).Select(x => page.GetPixel(x, y).Red)];

    private static IEnumerable<int> Stretches(byte[] row, int from, int count)
    {
        for (var at = from; count-- > 0;)
        {
            var length = row.Skip(at).TakeWhile(dot => dot == row[at]).Count();
            yield return length;
            at += length;
        }
    }
}
