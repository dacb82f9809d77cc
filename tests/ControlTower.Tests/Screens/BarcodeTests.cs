using System.Globalization;
using Bunit;
using ControlTower.Playbook.Documents;
using ControlTower.Screens.Parts;

namespace ControlTower.Tests.Screens;

public sealed class BarcodeTests : BunitContext
{
    [Fact]
    public void The_pattern_of_an_EAN_is_the_one_that_is_printed_on_goods() =>
        Assert.Equal(
            "10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101",
            Bits(Barcode.Ean13("4006381333931")));

    [Fact]
    public void Every_pattern_is_eleven_modules_wide_with_an_even_number_of_black_ones_and_no_other_is_like_it()
    {
        var patterns = Code128.Patterns;
        Assert.Equal(107, patterns.Distinct().Count());
        Assert.All(patterns.Take(106), pattern => Assert.Equal((11, 0), (pattern.Sum(width => width - '0'), pattern.Where((_, at) => at % 2 == 0).Sum(width => width - '0') % 2)));
        Assert.Equal("2331112", patterns[^1]);
    }

    [Theory]
    [InlineData("PJJ123C")]
    [InlineData("TEA-01-1K")]
    [InlineData("A-01-1")]
    [InlineData("CMD-OK")]
    [InlineData("12345678")]
    [InlineData("TOTE-000123456")]
    [InlineData("1234AB567890")]
    [InlineData("~ a\"z")]
    public void What_is_drawn_is_what_is_read(string text) => Assert.Equal(text, Read(Barcode.Code128(text)));

    [Fact]
    public void The_check_of_a_known_text_is_the_known_one() => Assert.Equal(55, Values(Barcode.Code128("PJJ123C"))[^2]);

    [Fact]
    public void Pairs_of_digits_take_half_the_room() => Assert.True(Barcode.Code128("12345678").Modules < Barcode.Code128("1234567A").Modules);

    [Theory]
    [InlineData("4006381333930")]
    [InlineData("400638133393")]
    [InlineData("40063813339٣1")]
    public void A_number_with_a_wrong_check_digit_is_not_drawn(string digits) => Assert.Throws<ArgumentException>(() => Barcode.Ean13(digits));

    [Fact]
    public void Letters_that_a_scanner_cannot_type_are_not_drawn() => Assert.Throws<ArgumentException>(() => Barcode.Code128("شاي"));

    [Fact]
    public void It_is_drawn_with_ten_modules_of_white_on_either_side()
    {
        var code = Barcode.Code128("A-01-1");
        var image = Render<BarcodeImage>(part => part.Add(one => one.Of, code));
        Assert.Equal($"0 0 {code.Modules + 20} 50", image.Find("svg").GetAttribute("viewBox"));
        Assert.StartsWith("M10 0h2v50", image.Find("path").GetAttribute("d"), StringComparison.Ordinal);
        Assert.Equal((code.Widths.Count + 1) / 2, image.Find("path").GetAttribute("d")!.Count(letter => letter == 'z'));
    }

    private static string Bits(Barcode code) => string.Concat(code.Widths.Select((width, at) => new string(at % 2 == 0 ? '1' : '0', width)));

    private static List<int> Values(Barcode code)
    {
        var widths = string.Concat(code.Widths.Select(width => width.ToString(CultureInfo.InvariantCulture)));
        return [.. Enumerable.Range(0, (widths.Length - 7) / 6).Select(at => Code128.Patterns.ToList().IndexOf(widths.Substring(at * 6, 6))), 106];
    }

    /// <summary>As a scanner does, by the standard: code sets B and C, the check before the stop.</summary>
    private static string Read(Barcode code)
    {
        var values = Values(code);
        var check = values[0];
        for (var at = 1; at < values.Count - 2; at++)
        {
            check += at * values[at];
        }

        Assert.Equal(check % 103, values[^2]);
        var (text, isPairs) = ("", values[0] == 105);
        foreach (var value in values.Skip(1).SkipLast(2))
        {
            if (value is 99 && !isPairs)
            {
                isPairs = true;
            }
            else if (value is 100 && isPairs)
            {
                isPairs = false;
            }
            else
            {
                text += isPairs ? value.ToString("00", CultureInfo.InvariantCulture) : ((char)(value + ' ')).ToString();
            }
        }

        return text;
    }
}
