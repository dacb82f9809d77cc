using System.Globalization;
using ControlTower.Playbook.Flow;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;

namespace ControlTower.Screens.OpsManager;

/// <summary>Says the figures of waves and trucks.</summary>
public static class FloorWords
{
    /// <summary>"Bosta"; the key where it has no word.</summary>
    public static string Courier(this TowerWords words, string? key) =>
        string.IsNullOrEmpty(key) ? words["waves.noCourier"] : words.Has("courier." + key) ? words["courier." + key] : char.ToUpper(key[0], words.Culture) + key[1..];

    /// <summary>"1.9 km", "380 m".</summary>
    public static string Metres(this TowerWords words, double metres) =>
        metres >= 1_000 ? words["waves.km", (metres / 1_000).ToString("0.0", CultureInfo.InvariantCulture)] : words["waves.m", words.Number((long)Math.Round(metres))];

    /// <summary>"3 h 05", "40 min".</summary>
    public static string Work(this TowerWords words, double minutes) => words.Age(TimeSpan.FromMinutes(Math.Ceiling(minutes)));

    /// <summary>"11 min over", "6 min, tight", "22 min spare".</summary>
    public static string Spare(this TowerWords words, CutoffState state, TimeSpan? spare) => state switch
    {
        CutoffState.NoData => words["cutoffs.noData"],
        CutoffState.Ok when spare is null => words["cutoffs.nothing"],
        CutoffState.Over when spare < TimeSpan.Zero => words["cutoffs.over", Minutes(words, -spare.Value)],
        CutoffState.Over => words["cutoffs.some"],
        CutoffState.Tight => words["cutoffs.tight", Minutes(words, spare ?? TimeSpan.Zero)],
        CutoffState.Ok => words["cutoffs.spare", Minutes(words, spare ?? TimeSpan.Zero)],
    };

    public static FloorState Mark(CutoffState state) => state switch
    {
        CutoffState.Ok => FloorState.Ok,
        CutoffState.Tight => FloorState.Risk,
        CutoffState.Over => FloorState.Late,
        CutoffState.NoData => FloorState.Waiting,
    };

    public static string Clock(this Place place, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, place.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Of done-by against the hour in which it must be: how far along a track, in hundredths. The whole track is from now to a third after the truck.</summary>
    public static string Along(DateTimeOffset at, DateTimeOffset now, DateTimeOffset end) =>
        (Math.Clamp((at - now) / (end - now), 0, 1) * 100).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Minutes(TowerWords words, TimeSpan span) => words.Age(span);
}
