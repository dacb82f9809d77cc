using ControlTower.Playbook.Inventory;

namespace ControlTower.Playbook.Tests.Inventory;

public sealed class GtinTests
{
    [Theory]
    [InlineData("4006381333931", "04006381333931")] // EAN-13
    [InlineData("036000291452", "00036000291452")] // UPC-A
    [InlineData("36000291452", "00036000291452")] // the same, its zero dropped by a scanner
    [InlineData("96385074", "00000096385074")] // EAN-8
    [InlineData("10614141000415", "10614141000415")] // GTIN-14
    [InlineData("٤٠٠٦٣٨١٣٣٣٩٣١", "04006381333931")]
    [InlineData(" 4006381333931 ", "04006381333931")]
    public void Every_length_becomes_one_of_fourteen_digits(string text, string gtin) => Assert.Equal(gtin, Gtin.Find(text));

    [Theory]
    [InlineData("4006381333932")] // a digit mistyped
    [InlineData("4006381333391")] // two digits swapped
    [InlineData("TEA-250")]
    [InlineData("TOTE-12")]
    [InlineData("123")]
    [InlineData("123456789012345")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_gtin_is_not_read_as_one(string? text) => Assert.Null(Gtin.Find(text));

    [Fact]
    public void The_check_digit_makes_the_weighted_sum_a_multiple_of_ten() => Assert.Equal(1, Gtin.CheckDigitOf("400638133393"));
}
