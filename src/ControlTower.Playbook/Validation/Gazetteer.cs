using System.Collections.Frozen;
using System.Globalization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Validation;

/// <summary>
/// Which town lies in which region, for countries whose addresses we know well. It knows the main places only: what it does not
/// find may still exist, what it finds elsewhere is a contradiction.
/// </summary>
public sealed class Gazetteer
{
    /// <summary>Articles, and words for the kind of a place, that one customer writes and the next leaves out.</summary>
    private static readonly FrozenSet<string> s_unspoken =
    [
        "al", "el", "as", "ad", "an", "ar", "ash", "az", "at", "city", "governorate", "province", "region", "district", "area",
        "مدينه", "محافظه", "منطقه", "مركز", "قسم", "حي",
    ];

    private static readonly FrozenDictionary<string, Gazetteer> s_countries = new Dictionary<string, Gazetteer>
    {
        ["EG"] = new(GazetteerEgypt.Text),
        ["SA"] = new(GazetteerSaudiArabia.Text),
        ["US"] = new(GazetteerUnitedStates.Text),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _regions = [];
    private readonly Dictionary<string, HashSet<string>> _towns = [];
    private readonly Dictionary<int, string> _prefixes = [];

    private Gazetteer(string text)
    {
        var region = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith(' '))
            {
                region = AddRegion(line);
                continue;
            }

            foreach (var name in line.Split([';', '='], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                AddTown(name, region);
            }
        }
    }

    /// <returns>Null for a country that we have no gazetteer of.</returns>
    public static Gazetteer? Of(string? country) => country is not null && s_countries.TryGetValue(country, out var found) ? found : null;

    /// <returns>The region's English name, from any of its names and codes; null when it is none that we know.</returns>
    public string? Region(string? name) => Find(_regions, name);

    /// <returns>The regions that have a town or district of this name; empty when we know none.</returns>
    public IReadOnlyCollection<string> RegionsOf(string? town) => Find(_towns, town) ?? [];

    /// <param name="prefix">The first three digits of a ZIP code.</param>
    /// <returns>Null when no region has it.</returns>
    public string? RegionOfPostcode(int prefix) => _prefixes.GetValueOrDefault(prefix);

    /// <summary>Whether two names mean the same place or places of one region; spelled alike where we have no gazetteer.</summary>
    public static bool AreSamePlace(string? country, string one, string other) => Marks(country, one).Overlaps(Marks(country, other));

    /// <summary>What a place is recognised by: its own spelling, and the regions that it is or lies in. Empty for no name.</summary>
    internal static HashSet<string> Marks(string? country, string? name)
    {
        if (Key(name) is not { Length: > 0 } key)
        {
            return [];
        }

        var gazetteer = Of(country);
        return gazetteer?.Region(name) is { } region ? [key, region, .. gazetteer.RegionsOf(name)] : [key, .. gazetteer?.RegionsOf(name) ?? []];
    }

    /// <summary>What different spellings of one place have in common.</summary>
    internal static string Key(string? name)
    {
        var words = TextFolding.Words(name);
        var spoken = words.Where(word => !s_unspoken.Contains(word)).ToArray();
        return string.Concat((spoken.Length > 0 ? spoken : words).Select(word => word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word));
    }

    private static T? Find<T>(Dictionary<string, T> places, string? name)
        where T : class
    {
        var key = Key(name);
        return places.GetValueOrDefault(key)
            ?? (key.StartsWith("al", StringComparison.Ordinal) || key.StartsWith("el", StringComparison.Ordinal) ? places.GetValueOrDefault(key[2..]) : null);
    }

    private string AddRegion(string line)
    {
        var (names, prefixes) = (line.Split(':')[0].Split('=', StringSplitOptions.TrimEntries), line.Split(':').Skip(1).FirstOrDefault() ?? "");
        foreach (var name in names)
        {
            _regions[Key(name)] = names[0];
            if (prefixes.Length == 0)
            {
                AddTown(name, names[0]); // outside the States the chief town is called like its region
            }
        }

        foreach (var range in prefixes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            foreach (var prefix in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1))
            {
                _prefixes[prefix] = names[0];
            }
        }

        return names[0];
    }

    private void AddTown(string name, string region)
    {
        if (!_towns.TryGetValue(Key(name), out var regions))
        {
            _towns[Key(name)] = regions = [];
        }

        regions.Add(region);
    }
}
