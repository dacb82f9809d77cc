using System.Text.Json;

namespace ControlTower.Screens.Audit;

/// <summary>One value of an entry, before and after.</summary>
/// <param name="Old">Null: there was none.</param>
/// <param name="New">Null: the entry does not tell it any more.</param>
public sealed record ValueChange(string Name, string? Old, string? New);

/// <summary>Makes of an entry's two JSON objects the list of what changed.</summary>
public static class JsonChange
{
    private const int CharsMax = 120;

    public static IReadOnlyList<ValueChange> Of(string? old, string @new)
    {
        var (before, after) = (Flat(old), Flat(@new));
        return [.. after.Keys.Union(before.Keys)
            .Select(name => new ValueChange(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(change => change.Old != change.New)
            .OrderBy(change => change.Old is not null ? 0 : Guid.TryParse(change.New, out _) ? 2 : 1)]; // what changed first, ids last
    }

    /// <summary>Nested values by their path; arrays as one value.</summary>
    private static Dictionary<string, string> Flat(string? json)
    {
        var values = new Dictionary<string, string>();
        if (json is not null)
        {
            using var document = JsonDocument.Parse(json);
            Walk("", document.RootElement, values);
        }

        return values;
    }

    private static void Walk(string path, JsonElement value, Dictionary<string, string> values)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                Walk(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value, values);
            }
        }
        else
        {
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            values[path] = text.Length <= CharsMax ? text : text[..CharsMax] + "…";
        }
    }
}
