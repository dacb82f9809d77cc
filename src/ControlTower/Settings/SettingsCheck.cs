using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Settings;

/// <summary>
/// Reads all settings before anything starts. A misspelt key would otherwise be silently nothing, and show itself weeks later
/// as a webhook that is refused or a customer who is written to at night.
/// </summary>
public static class SettingsCheck
{
    private const int TyposMax = 3;

    /// <returns>One line for each setting that is wrong, unknown or missing, each naming the key and what to do; empty when all is well.</returns>
    public static IReadOnlyList<string> Complaints(IConfiguration configuration) =>
    [
        .. SettingsCatalogue.Sections.SelectMany(section => Leaves(configuration.GetSection(section))).SelectMany(ComplaintsAbout),
        .. Kinds(configuration),
        .. Together(configuration),
    ];

    /// <exception cref="StartRefusedException">Something is wrong; all of it is in the message, a line each.</exception>
    public static void ThrowIfWrong(IConfiguration configuration)
    {
        var complaints = Complaints(configuration);
        if (complaints.Count > 0)
        {
            throw new StartRefusedException(string.Join(Environment.NewLine, complaints));
        }
    }

    private static IEnumerable<IConfigurationSection> Leaves(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        return children.Count == 0
            ? section.Value is null ? [] : [section]
            : children.SelectMany(Leaves);
    }

    private static IEnumerable<string> ComplaintsAbout(IConfigurationSection leaf)
    {
        var path = leaf.Path.Split(ConfigurationPath.KeyDelimiter);
        var name = SettingsCatalogue.Name(path);
        var setting = SettingsCatalogue.All.FirstOrDefault(known => known.Matches(path));
        if (setting is null)
        {
            yield return $"{name} is no setting of the tower{Instead(path)}: correct or remove it.";
        }
        else if (!setting.IsRight(leaf.Value!))
        {
            // The value is not shown: it may be a secret that stands in the wrong place.
            yield return $"{name} is not right: give it {setting.Wish}, or remove it.";
        }
    }

    private static string Instead(string[] path)
    {
        var nearest = SettingsCatalogue.All
            .Select(known => known.Path.Select((part, at) => part == "*" && at < path.Length ? path[at] : part).ToList())
            .Select(known => (Name: SettingsCatalogue.Name(known), Typos: Typos(SettingsCatalogue.Name(known), SettingsCatalogue.Name(path))))
            .MinBy(known => known.Typos);
        return nearest.Typos <= TyposMax ? $"; {nearest.Name} is" : "";
    }

    private static IEnumerable<string> Kinds(IConfiguration configuration)
    {
        foreach (var (section, wish) in new[] { (StoresOptions.Section, "woocommerce"), (CouriersOptions.Section, "bosta") })
        {
            foreach (var one in configuration.GetSection(section).GetChildren().Where(one => one["Kind"] is null))
            {
                yield return $"{section}__{one.Key}__Kind is missing: say what it is, for example {wish}.";
            }
        }

        foreach (var shop in configuration.GetSection(StoresOptions.Section).GetChildren())
        {
            if (Enum.TryParse<Channel>(shop["Kind"], ignoreCase: true, out var kind)
                && kind is Channel.Woocommerce or Channel.Shopify
                && string.IsNullOrWhiteSpace(shop["Secret"]))
            {
                yield return $"Stores__{shop.Key}__Secret is missing: the shop signs its webhooks with it, and without it none is taken.";
            }
        }

        foreach (var printer in configuration.GetSection(PrintersOptions.Section).GetChildren().Where(printer => printer["Host"] is null))
        {
            yield return $"Printers__{printer.Key}__Host is missing: say the printer's address.";
        }
    }

    private static IEnumerable<string> Together(IConfiguration configuration)
    {
        var given = configuration.GetConnectionString("Tower");
        if (given is null && configuration.GetConnectionString("TowerOwner") is not null)
        {
            yield return "ConnectionStrings__TowerOwner is set without ConnectionStrings__Tower: set both, or none for the embedded database.";
        }

        if (given is not null && bool.TryParse(configuration["Tower:Demo"], out var demo) && demo)
        {
            yield return "Tower__Demo is true together with ConnectionStrings__Tower: the demo lets anybody in as anybody, so it runs on its own database only; remove one of the two.";
        }
    }

    /// <summary>Levenshtein's distance, ignoring case.</summary>
    private static int Typos(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[^1];
    }
}
