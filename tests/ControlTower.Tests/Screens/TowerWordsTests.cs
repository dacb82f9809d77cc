using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Words;

namespace ControlTower.Tests.Screens;

public sealed class TowerWordsTests
{
    private readonly TowerWords _english = new(new WordBook(), Languages.English);
    private readonly TowerWords _arabic = new(new WordBook(), Languages.Arabic);

    [Theory]
    [InlineData(0, "zero"), InlineData(1, "one"), InlineData(2, "two"), InlineData(3, "few"), InlineData(10, "few"), InlineData(11, "many"), InlineData(99, "many")]
    [InlineData(100, "other"), InlineData(102, "other"), InlineData(103, "few"), InlineData(111, "many"), InlineData(1000, "other"), InlineData(1_003, "few")]
    public void Arabic_counts_in_six_forms(long count, string form) => Assert.Equal(form, PluralForms.Of("ar", count));

    [Fact]
    public void A_count_takes_its_form_and_its_grouped_figure()
    {
        Assert.Equal(["0 orders", "1 order", "1,148 orders"], new[] { 0L, 1, 1148 }.Select(count => _english.Plural("count.orders", count)));
        Assert.Equal(["طلبان", "3 طلبات", "37 طلبًا", "1,100 طلب"], new[] { 2L, 3, 37, 1100 }.Select(count => _arabic.Plural("count.orders", count)));
    }

    [Fact]
    public void Figures_are_Western_and_dates_Gregorian_in_both_languages()
    {
        var day = new DateTime(2026, 11, 12);
        Assert.Equal("1,240.5", 1240.5m.ToString("N1", _arabic.Culture));
        Assert.Equal("12 نوفمبر 2026", day.ToString("d MMMM yyyy", _arabic.Culture));
    }

    [Theory]
    [InlineData(22, "0:22", "22 min"), InlineData(-14, "0:14", "0 min"), InlineData(88, "1:28", "1 h 28"), InlineData(33 * 60, "1 d 9 h", "1 d 9 h"), InlineData(24 * 60 - 1, "23:59", "23 h 59")]
    public void Time_is_told_in_two_units_at_most(int minutes, string left, string age)
    {
        Assert.Equal(left, _english.Left(TimeSpan.FromMinutes(minutes)));
        Assert.Equal(age, _english.Age(TimeSpan.FromMinutes(minutes)));
    }

    [Fact]
    public void A_whole_amount_shows_no_digits_unless_it_is_an_invoice()
    {
        Assert.Equal("930", _english.Amount(new Money(93000, "EGP")));
        Assert.Equal("930.00", _english.Amount(new Money(93000, "EGP"), isExact: true));
        Assert.Equal("350.50", _arabic.Amount(new Money(35050, "EGP")));
        Assert.Equal("−40", _english.Amount(new Money(-4000, "EGP")));
        Assert.Equal("1.250", _english.Amount(new Money(1250, "KWD")));
    }

    [Fact]
    public void A_hold_is_named_in_the_middle_of_a_sentence_and_an_abbreviation_keeps_its_capitals()
    {
        Assert.Equal("Held: phone not valid", _english.Held(HoldType.Phone));
        Assert.Equal("Held: SKU unknown", _english.Held(HoldType.Sku));
    }

    [Fact]
    public void A_refusal_without_a_translation_is_told_in_English_to_who_reads_English_and_in_plain_words_to_others()
    {
        var refusal = new Refusal("nowhere.unheard-of", "Do it another way.");
        Assert.Equal("Do it another way.", _english.Refused(refusal));
        Assert.Equal(_arabic["refusal.generic"].Value, _arabic.Refused(refusal));
    }

    [Fact]
    public void A_missing_word_breaks_a_test_and_not_the_floor()
    {
        Assert.Throws<KeyNotFoundException>(() => _english["no.such.word"]);
        Assert.Equal("no.such.word", new TowerWords(new WordBook(), Languages.English, isStrict: false)["no.such.word"].Value);
    }
}
