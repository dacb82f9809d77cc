using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <param name="Secrets">Names of the secrets that were written, never their words.</param>
public sealed record CourierSaved(
    string Courier, CourierKind Kind, string Country, string? BaseUrl, int PollSeconds, IReadOnlyList<CourierService> Services, CourierConfig Config, bool IsOn,
    IReadOnlyList<string> Secrets, [property: JsonIgnore] object? Before) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Courier(Courier);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public object? Old => Before;
}
