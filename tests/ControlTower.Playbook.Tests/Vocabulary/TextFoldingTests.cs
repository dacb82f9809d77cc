using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Vocabulary;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("أحمد إبراهيم آدم", "احمد ابراهيم ادم")]
    [InlineData("مصطفى", "مصطفي")]
    [InlineData("فاطمة", "فاطمه")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("محـــمد", "محمد")]
    [InlineData("٠١٢٣٤٥٦٧٨٩", "0123456789")]
    [InlineData("۰۱۲۳", "0123")]
    [InlineData("José  Müller\tŁódź", "jose muller lodz")]
    [InlineData("ＡＢＣ１２", "abc12")]
    [InlineData("\u200fعلي\u200e", "علي")]
    [InlineData(null, "")]
    public void Spellings_of_one_word_become_equal(string? text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Fact]
    public void A_broken_surrogate_is_no_reason_to_fail() => Assert.Equal("a\ufffdb", TextFolding.Fold("a\ud800b"));

    [Fact]
    public void Folding_twice_changes_nothing_more()
    {
        const string Text = "أسْـــماء ÉCOLE ٣٤";

        Assert.Equal(TextFolding.Fold(Text), TextFolding.Fold(TextFolding.Fold(Text)));
    }

    [Fact]
    public void Words_are_what_stands_between_blanks_and_signs() =>
        Assert.Equal(["12", "شارع", "التحرير", "شقه", "5"], TextFolding.Words("١٢، شارع التحرير (شقة ٥)"));

    [Fact]
    public void Digits_can_be_made_western_without_touching_the_rest() => Assert.Equal("+20 100 É", TextFolding.WesternDigits("+٢٠ ١٠٠ É"));
}
