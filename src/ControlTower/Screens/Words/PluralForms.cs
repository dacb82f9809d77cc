namespace ControlTower.Screens.Words;

/// <summary>Which form of a word a number asks for, by Unicode's CLDR.</summary>
public static class PluralForms
{
    public static readonly IReadOnlyList<string> English = ["one", "other"];

    public static readonly IReadOnlyList<string> Arabic = ["zero", "one", "two", "few", "many", "other"];

    /// <param name="language">Two letters; only <c>ar</c> and <c>en</c> are spoken here.</param>
    /// <param name="count">At least 0; whole things only.</param>
    public static string Of(string language, long count) => language == "ar" ? OfArabic(count) : count == 1 ? "one" : "other";

    private static string OfArabic(long count) => (count, count % 100) switch
    {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, >= 3 and <= 10) => "few",
        (_, >= 11) => "many",
        _ => "other",
    };
}
