using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Sops;

/// <summary>A procedure has a new version, in these languages.</summary>
public sealed record SopPublished(string Slug, int Version, IReadOnlyList<string> Languages) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Sop(Slug);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}
