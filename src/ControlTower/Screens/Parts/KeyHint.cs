namespace ControlTower.Screens.Parts;

/// <param name="Keys">As the browser names them: <c>j</c>, <c>Enter</c>.</param>
/// <param name="Word">What they do: "move".</param>
public sealed record KeyHint(IReadOnlyList<string> Keys, string Word);
