using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Intake;

/// <summary>Rows of a file could not be read and became cases.</summary>
/// <param name="Orders">How many orders of the file.</param>
/// <param name="Cases">How many of them were new; the others had been refused before.</param>
public sealed record RowsRefused(string Store, int Orders, int Cases) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Store(Store);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}
