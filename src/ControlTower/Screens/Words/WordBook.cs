using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace ControlTower.Screens.Words;

/// <summary>All words of the screens, read once from <c>Words/&lt;area&gt;.&lt;language&gt;.json</c> that travel inside the program.</summary>
public sealed class WordBook
{
    private readonly Dictionary<string, FrozenDictionary<string, string>> _words = [];

    /// <exception cref="InvalidOperationException">Two areas hold the same key in one language.</exception>
    public WordBook(Assembly? assembly = null)
    {
        assembly ??= typeof(WordBook).Assembly;
        foreach (var language in Languages.All.Select(culture => culture.TwoLetterISOLanguageName))
        {
            var pairs = assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("words/", StringComparison.Ordinal) && name.EndsWith($".{language}.json", StringComparison.Ordinal))
                .SelectMany(name => Read(assembly, name));
            var words = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, word) in pairs)
            {
                if (!words.TryAdd(key, word))
                {
                    throw new InvalidOperationException($"The word '{key}' is written twice in '{language}'.");
                }
            }

            _words[language] = words.ToFrozenDictionary(StringComparer.Ordinal);
        }
    }

    /// <param name="language">Two letters.</param>
    public IReadOnlyDictionary<string, string> In(string language) => _words[language];

    private static Dictionary<string, string> Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
