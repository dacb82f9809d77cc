using System.Text.Json;

namespace ControlTower.Simulator.World;

/// <summary>Reads what the tower answered without being surprised by what is missing.</summary>
internal static class JsonReading
{
    public static int Number(this JsonElement row, string name) =>
        row.Part(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : 0;

    /// <summary>The text of that name; of an object its name (a person may be told as either).</summary>
    public static string? Text(this JsonElement row, string name)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object => value.Text("name"),
            _ => null,
        };
    }

    public static JsonElement Part(this JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value : default;

    public static IReadOnlyList<JsonElement> List(this JsonElement row, string name) =>
        row.Part(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
