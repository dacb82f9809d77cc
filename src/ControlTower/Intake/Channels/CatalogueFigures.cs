using ControlTower.Foreign;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels;

/// <summary>Figures of a shop's catalogue. One that makes no sense is left out: the SKU is worth having without it.</summary>
internal static class CatalogueFigures
{
    private const decimal GramsMax = 10_000_000m;

    /// <returns>Null where nothing, nothing sensible or zero is said: shops write 0 for a weight that nobody took.</returns>
    public static int? Grams(this ForeignValue weight, decimal gramsPerUnit) =>
        AmountOrNull(weight) is { } amount and > 0 && amount * gramsPerUnit is <= GramsMax and var grams
            ? Math.Max(1, (int)Math.Round(grams, MidpointRounding.AwayFromZero))
            : null;

    public static Money? Price(this ForeignValue price, string currency) => AmountOrNull(price) is { } amount and >= 0 ? Money.From(amount, currency) : null;

    private static decimal? AmountOrNull(ForeignValue value)
    {
        try
        {
            return value.IsMissing || value.Text() is null ? null : value.Amount();
        }
        catch (UnreadableBodyException)
        {
            return null;
        }
    }
}
