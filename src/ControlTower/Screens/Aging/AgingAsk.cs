using System.Globalization;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.Aging;

/// <summary>What the address of the aging screen says: everything chosen there can be bookmarked and sent.</summary>
/// <param name="Stage">Of the chosen cell; null: all stages.</param>
/// <param name="Age">Of the chosen cell; null: all that is older than a day.</param>
internal sealed record AgingAsk(AgeSince Since, WaitsOn? Cause, Stage? Stage, AgeBucket? Age)
{
    private const string LastMove = "lastMove";

    public string Href
    {
        get
        {
            string?[] parts =
            [
                Since == AgeSince.LastMove ? $"since={LastMove}" : null,
                Cause is { } cause ? $"cause={Spell(cause)}" : null,
                Stage is { } stage ? $"stage={Spell(stage)}" : null,
                Age is { } age ? $"age={Spell(age)}" : null,
            ];
            return string.Join('&', parts.OfType<string>()) is { Length: > 0 } query ? "/aging?" + query : "/aging";
        }
    }

    public static AgeSince SinceOf(string? word) => word == LastMove ? AgeSince.LastMove : AgeSince.Confirmed;

    public static TEnum? WordOf<TEnum>(string? word)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    public static AgeBucket? AgeOf(string? word)
    {
        foreach (var age in Enum.GetValues<AgeBucket>())
        {
            if (Spell(age) == word)
            {
                return age;
            }
        }

        return null;
    }

    /// <summary>"24-48", "over-72".</summary>
    private static string Spell(AgeBucket age) => AgingFigures.HoursOf(age) is var (from, below) && below is { } end
        ? string.Create(CultureInfo.InvariantCulture, $"{from}-{end}")
        : string.Create(CultureInfo.InvariantCulture, $"over-{from}");

    private static string Spell<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
