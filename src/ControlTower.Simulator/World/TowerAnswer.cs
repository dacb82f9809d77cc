using System.Text.Json;

namespace ControlTower.Simulator.World;

/// <summary>What the tower said.</summary>
/// <param name="Status">0: it did not answer, after all tries.</param>
/// <param name="Body">Undefined where there was none, or no JSON.</param>
public readonly record struct TowerAnswer(int Status, JsonElement Body)
{
    public static readonly TowerAnswer Away = new(0, default);

    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>Down, starting, or too busy: worth asking again later. A refusal is not.</summary>
    public bool IsAway => Status is 0 or >= 500;

    /// <summary>The refusal's code, where there is one.</summary>
    public string? Code => Text("code");

    public string? Text(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The array of that name; none where it is missing.</summary>
    public IEnumerable<JsonElement> List(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : [];
}
