using System.Collections.Frozen;
using System.Text.Json;

namespace ControlTower.Journal;

/// <summary>The words of the screens in English, for machines: they read the journal in one language.</summary>
public static class EnglishWords
{
    private static readonly Lazy<FrozenDictionary<string, string>> s_words = new(Read);

    /// <returns>The key itself where there is no word for it.</returns>
    public static string Of(string key) => s_words.Value.GetValueOrDefault(key, key);

    private static FrozenDictionary<string, string> Read()
    {
        var program = typeof(EnglishWords).Assembly;
        return program.GetManifestResourceNames()
            .Where(name => name.StartsWith("words/", StringComparison.Ordinal) && name.EndsWith(".en.json", StringComparison.Ordinal))
            .SelectMany(name =>
            {
                using var words = program.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Dictionary<string, string>>(words)!;
            })
            .ToFrozenDictionary(StringComparer.Ordinal);
    }
}
