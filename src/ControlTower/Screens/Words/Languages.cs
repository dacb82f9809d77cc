using System.Globalization;

namespace ControlTower.Screens.Words;

/// <summary>The two languages of the floor, with the figures and calendars that go with them.</summary>
/// <remarks>
/// Arabic is Egypt's, with Western digits (labels, totes and trucks carry them, and those of the typeface do not stand in
/// columns) and the Gregorian calendar (dates on labels are Gregorian everywhere).
/// </remarks>
public static class Languages
{
    public static readonly CultureInfo English = CultureInfo.ReadOnly(new CultureInfo("en"));

    public static readonly CultureInfo Arabic = MakeArabic();

    public static readonly IReadOnlyList<CultureInfo> All = [English, Arabic];

    /// <param name="code">A culture or a language, such as <c>ar</c>, <c>ar-EG</c>, <c>en</c>; anything else is English.</param>
    public static CultureInfo Of(string? code) =>
        code is not null && code.StartsWith("ar", StringComparison.OrdinalIgnoreCase) ? Arabic : English;

    public static bool IsRightToLeft(this CultureInfo culture) => culture.TextInfo.IsRightToLeft;

    private static CultureInfo MakeArabic()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("ar-EG").Clone();
        culture.NumberFormat = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar();
        return CultureInfo.ReadOnly(culture);
    }
}
