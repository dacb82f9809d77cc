using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Packing;

/// <param name="Weight">Null: nobody knows what a unit weighs.</param>
public sealed record WeighedUnits(string Sku, int Units, SkuWeight? Weight);

/// <summary>What a parcel should weigh, carton included, and by how much it may be off.</summary>
public sealed record WeightExpectation(int ExpectedGrams, int ToleranceGrams);

/// <summary>
/// Compares a parcel on the scale with what its contents should weigh. It is stopped only when three guards agree: it is off by more than a share
/// of the expected weight, by more than what a scale, tape and filling make, and by more than these goods usually vary. (ShipHero's check has the
/// same three, of 5 %, an ounce or a pound, and two deviations; its pound would let a shirt go missing, and two deviations stop every twentieth parcel.)
/// </summary>
public static class WeightCheck
{
    /// <summary>Share of the expected weight, in thousandths.</summary>
    public const int RelativePermille = 20;

    /// <summary>What scale, tape and filling make: in parcels up to <see cref="LightGrams"/>, and in heavier ones.</summary>
    public const int AbsoluteGrams = 10;

    public const int AbsoluteGramsHeavy = 30;
    public const int LightGrams = 1_000;

    private const double Deviations = 3;

    /// <summary>However little we know, a parcel off by more than a quarter is looked at.</summary>
    private const int RelativePermilleMax = 250;

    /// <summary>More than this is no parcel of ours.</summary>
    public const int GramsMax = 100_000;

    /// <returns>Null while the weight of something in it is not known: the first parcels teach it.</returns>
    public static WeightExpectation? Expect(IReadOnlyCollection<WeighedUnits> contents, int tareGrams)
    {
        if (contents.Count == 0 || contents.Any(of => of.Weight is null))
        {
            return null;
        }

        var expected = (int)Math.Round(tareGrams + contents.Sum(of => of.Units * of.Weight!.Grams));
        var spread = Math.Sqrt(contents.Sum(of => Square(of.Units * of.Weight!.Spread)));
        var guards = Math.Max(
            Math.Max(expected * RelativePermille / 1000, expected <= LightGrams ? AbsoluteGrams : AbsoluteGramsHeavy),
            (int)Math.Ceiling(Deviations * spread));
        return new(expected, Math.Min(guards, Math.Max(AbsoluteGrams, expected * RelativePermilleMax / 1000)));
    }

    /// <param name="measuredGrams">Scale reading in grams; 1 to <see cref="GramsMax"/>.</param>
    /// <returns>
    /// <see cref="WeightVerdict.Ok"/> when |measured − expected| ≤ tolerance; the edge counts as a match. Integer arithmetic, so the verdict is
    /// the same on every machine.
    /// </returns>
    public static WeightVerdict Judge(WeightExpectation expected, int measuredGrams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(measuredGrams);
        var off = measuredGrams - expected.ExpectedGrams;
        return Math.Abs(off) <= expected.ToleranceGrams ? WeightVerdict.Ok : off < 0 ? WeightVerdict.Light : WeightVerdict.Heavy;
    }

    /// <summary>A parcel whose weight was believed teaches what its goods weigh. What it was off is laid to the goods that we know least of.</summary>
    /// <returns>The weights that changed, new ones included; empty where it teaches nothing: two things of unknown weight lie in it.</returns>
    public static IReadOnlyList<SkuWeight> Learn(IReadOnlyCollection<WeighedUnits> contents, int measuredGrams, int tareGrams, DateTimeOffset now)
    {
        var goods = (double)measuredGrams - tareGrams;
        List<WeighedUnits> unknown = [.. contents.Where(of => of.Weight is null)];
        if (goods <= 0 || unknown.Count > 1)
        {
            return [];
        }

        var off = goods - contents.Sum(of => of.Units * (of.Weight?.Grams ?? 0));
        if (unknown is [var stranger])
        {
            return off / stranger.Units >= 1 ? [SkuWeight.FromParcel(stranger.Sku, off / stranger.Units, now)] : [];
        }

        var doubt = contents.Sum(of => Square(of.Units * of.Weight!.Spread));
        foreach (var (weight, share) in contents.Select(of => (of, Square(of.Units * of.Weight!.Spread) / doubt)).ToList())
        {
            weight.Weight!.Teach(off * share / weight.Units, now);
        }

        return [.. contents.Select(of => of.Weight!)];
    }

    private static double Square(double value) => value * value;
}
