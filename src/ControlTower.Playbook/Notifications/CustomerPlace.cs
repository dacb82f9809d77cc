using System.Collections.Frozen;

namespace ControlTower.Playbook.Notifications;

/// <summary>What language a customer is written to in, and by which clock.</summary>
public static class CustomerPlace
{
    public const string Arabic = "ar";
    public const string English = "en";

    /// <summary>Countries with one zone, or whose largest part of customers lives in one. IANA names.</summary>
    private static readonly FrozenDictionary<string, string> s_zones = new Dictionary<string, string>
    {
        ["EG"] = "Africa/Cairo", ["SA"] = "Asia/Riyadh", ["AE"] = "Asia/Dubai", ["KW"] = "Asia/Kuwait", ["QA"] = "Asia/Qatar", ["BH"] = "Asia/Bahrain",
        ["OM"] = "Asia/Muscat", ["JO"] = "Asia/Amman", ["LB"] = "Asia/Beirut", ["IQ"] = "Asia/Baghdad", ["SY"] = "Asia/Damascus", ["YE"] = "Asia/Aden",
        ["PS"] = "Asia/Hebron", ["SD"] = "Africa/Khartoum", ["LY"] = "Africa/Tripoli", ["TN"] = "Africa/Tunis", ["DZ"] = "Africa/Algiers", ["MA"] = "Africa/Casablanca",
        ["US"] = "America/New_York", ["GB"] = "Europe/London", ["DE"] = "Europe/Berlin", ["FR"] = "Europe/Paris", ["TR"] = "Europe/Istanbul",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_arabic =
        ["EG", "SA", "AE", "KW", "QA", "BH", "OM", "JO", "LB", "IQ", "SY", "YE", "PS", "SD", "LY", "TN", "DZ", "MA"];

    /// <returns>Null where the country is not in the table.</returns>
    public static string? ZoneOf(string country) => s_zones.GetValueOrDefault(country);

    /// <summary>As the customer wrote the own name; who wrote none is taken for somebody of the country.</summary>
    public static string LanguageOf(string? name, string country) =>
        name is not null && name.Any(IsArabic) ? Arabic
        : name is not null && name.Any(char.IsAsciiLetter) ? English
        : s_arabic.Contains(country) ? Arabic
        : English;

    /// <summary>When somebody may be written to: now, or at the end of the quiet hours.</summary>
    /// <param name="from">From late to early means over midnight.</param>
    public static DateTimeOffset NotBefore(DateTimeOffset now, TimeZoneInfo zone, TimeOnly from, TimeOnly until)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (!time.IsBetween(from, until))
        {
            return now;
        }

        var day = time < until ? local.Date : local.Date.AddDays(1);
        var end = DateTime.SpecifyKind(day.Add(until.ToTimeSpan()), DateTimeKind.Unspecified);
        return new(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(end) ? end.AddHours(1) : end, zone), TimeSpan.Zero);
    }

    private static bool IsArabic(char letter) => letter is >= '\u0600' and <= '\u06FF';
}
