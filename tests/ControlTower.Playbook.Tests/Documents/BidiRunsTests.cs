using ControlTower.Playbook.Documents;

namespace ControlTower.Playbook.Tests.Documents;

public sealed class BidiRunsTests
{
    [Theory]
    [InlineData("١٢ شارع التحرير", "ريرحتلا عراش ١٢")] // a house number before an Arabic street stays twelve
    [InlineData("12 شارع", "عراش 12")]
    [InlineData("شارع 12، شقة 4", "4 ةقش ،12 عراش")]
    [InlineData("Tahrir 12", "Tahrir 12")]
    [InlineData("شارع Tahrir رقم 7", "7 مقر Tahrir عراش")]
    [InlineData("10.50 جم", "مج 10.50")]
    [InlineData("خصم 5%", "%5 مصخ")]
    [InlineData("12-14 شارع", "عراش 12-14")]
    [InlineData("شارع 12-14", "14-12 عراش")] // so says the standard, and so does every browser
    public void An_Arabic_line_is_seen_as_it_is_written_by_hand(string stored, string seenWords) =>
        Assert.Equal(Letters(seenWords), Letters(Seen(stored, isRightToLeft: stored != "Tahrir 12")));

    [Fact]
    public void An_Arabic_name_in_an_English_line_leaves_the_line_in_its_order() =>
        Assert.Equal("Tea 250 ياش g", Seen("Tea شاي 250 g", isRightToLeft: false));

    [Theory]
    [InlineData("١٢ شارع", true)]
    [InlineData("12 Tahrir شارع", false)]
    [InlineData("", false)]
    [InlineData("123", false)]
    public void A_line_is_read_from_where_its_first_letter_says(string text, bool isRightToLeft) => Assert.Equal(isRightToLeft, BidiRuns.IsRightToLeft(text));

    [Fact]
    public void Nothing_is_lost_whatever_is_mixed()
    {
        const string Mixed = "(ABC) ١٢/٣, شارع — 12.5% \u0300x +20-1";
        foreach (var isRightToLeft in new[] { true, false })
        {
            Assert.Equal(Enumerable.Range(0, Mixed.Length), BidiRuns.Of(Mixed, isRightToLeft).SelectMany(run => Enumerable.Range(run.Start, run.Length)).Order());
        }
    }

    /// <summary>Letters from left to right, as an eye meets them.</summary>
    private static string Seen(string text, bool isRightToLeft) => string.Concat(BidiRuns.Of(text, isRightToLeft)
        .Select(run => text.Substring(run.Start, run.Length)).Zip(BidiRuns.Of(text, isRightToLeft), (part, run) => run.IsRightToLeft ? new string([.. part.Reverse()]) : part));

    /// <summary>Word by word from the left, so that a test's own spelling is not a matter of spaces.</summary>
    private static string[] Letters(string seen) => seen.Split([' ', '،'], StringSplitOptions.RemoveEmptyEntries);
}
