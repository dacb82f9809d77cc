using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Packing;

public sealed class WeightCheckTests
{
    private const int Tare = 100;
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_twenty_parcels_that_are_five_percent_heavier_the_expected_weight_follows_and_the_tolerance_narrows()
    {
        WeighedUnits[] shirt = [new("SHIRT", 2, SkuWeight.FromCatalogue("SHIRT", 400))];
        var before = WeightCheck.Expect(shirt, Tare)!;
        for (var parcel = 0; parcel < 20; parcel++)
        {
            var measured = 940 + ((parcel % 3) - 1); // 2 × 420 and the carton, as well as a scale can say
            Assert.Equal(WeightVerdict.Ok, WeightCheck.Judge(WeightCheck.Expect(shirt, Tare)!, measured));
            WeightCheck.Learn(shirt, measured, Tare, s_now);
        }

        var after = WeightCheck.Expect(shirt, Tare)!;
        Assert.Equal(900, before.ExpectedGrams);
        Assert.InRange(after.ExpectedGrams, 938, 942);
        Assert.True(after.ToleranceGrams * 3 < before.ToleranceGrams, $"{after} after {before}");
        Assert.Equal(20, shirt[0].Weight!.Parcels);
    }

    [Fact]
    public void A_new_package_is_followed_also_by_weights_that_were_sure_of_themselves()
    {
        WeighedUnits[] jar = [new("JAR", 1, SkuWeight.FromCatalogue("JAR", 500))];
        Teach(jar, 600, parcels: 100);
        Assert.Equal(WeightVerdict.Heavy, WeightCheck.Judge(WeightCheck.Expect(jar, Tare)!, 630));

        Teach(jar, 630, parcels: 20);
        Assert.InRange(WeightCheck.Expect(jar, Tare)!.ExpectedGrams, 625, 631);
        Assert.Equal(WeightVerdict.Ok, WeightCheck.Judge(WeightCheck.Expect(jar, Tare)!, 630));
    }

    /// <summary>Expected 1,000 g of well-known goods: two in a hundred, and never less than scale and tape make.</summary>
    [Theory]
    [InlineData(1_000, 20, 0.1)] // the share
    [InlineData(300, 10, 0.1)]   // scale, tape and filling
    [InlineData(1_200, 30, 0.1)] // the same, in a heavier parcel
    [InlineData(1_000, 150, 50)] // goods that vary by 50 g each
    [InlineData(1_000, 250, 900)] // and however much they do, a quarter is looked at
    public void The_widest_of_three_guards_counts_up_to_a_quarter(int grams, int tolerance, double spread)
    {
        var expected = WeightCheck.Expect([new("X", 1, Known(grams, spread))], 0)!;
        Assert.Equal((grams, tolerance), (expected.ExpectedGrams, expected.ToleranceGrams));
    }

    [Theory, InlineData(979, WeightVerdict.Light), InlineData(980, WeightVerdict.Ok), InlineData(1_020, WeightVerdict.Ok), InlineData(1_021, WeightVerdict.Heavy)]
    public void The_edge_is_a_match_and_beyond_it_something_is_missing_or_too_much(int grams, WeightVerdict verdict) =>
        Assert.Equal(verdict, WeightCheck.Judge(new(1_000, 20), grams));

    [Fact]
    public void A_parcel_that_weighs_nothing_was_not_on_the_scale() => Assert.Throws<ArgumentOutOfRangeException>(() => WeightCheck.Judge(new(1_000, 20), 0));

    [Fact]
    public void What_nobody_ever_weighed_is_expected_after_its_first_parcel()
    {
        WeighedUnits[] contents = [new("KNOWN", 2, Known(100, 1)), new("NEW", 3, null)];
        Assert.Null(WeightCheck.Expect(contents, Tare));

        var taught = Assert.Single(WeightCheck.Learn(contents, 100 + 200 + 150, Tare, s_now));
        Assert.Equal(("NEW", 50, 1), (taught.Sku, taught.Grams, taught.Parcels));
        Assert.Empty(WeightCheck.Learn([new("NEW", 1, null), new("OTHER", 1, null)], 500, Tare, s_now));
    }

    [Fact]
    public void What_a_mixed_parcel_is_off_is_laid_to_the_goods_that_we_know_least_of()
    {
        var (sure, unsure) = (Known(500, 2), Known(500, 40));
        WeightCheck.Learn([new("SURE", 1, sure), new("UNSURE", 1, unsure)], 1_050, 0, s_now);

        Assert.InRange(sure.Grams, 500, 501);
        Assert.InRange(unsure.Grams, 515, 530);
    }

    /// <summary>A weight that was taught until it stands where the test needs it.</summary>
    private static SkuWeight Known(int grams, double spread)
    {
        var weight = SkuWeight.FromParcel("X", grams, s_now);
        typeof(SkuWeight).GetProperty(nameof(SkuWeight.Spread))!.SetValue(weight, spread);
        return weight;
    }

    private static void Teach(WeighedUnits[] contents, int measured, int parcels)
    {
        for (var parcel = 0; parcel < parcels; parcel++)
        {
            WeightCheck.Learn(contents, measured, Tare, s_now);
        }
    }
}
