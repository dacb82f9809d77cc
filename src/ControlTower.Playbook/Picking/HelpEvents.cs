using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>What happened to a call for help. What the caller wrote stands with the call and not in the journal: people write names.</summary>
public abstract record HelpEvent(Guid Call, string Warehouse, string Zone) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Help(Call);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record HelpCalled(Guid Call, string Warehouse, string Zone, HelpKind Kind) : HelpEvent(Call, Warehouse, Zone);

/// <summary>Somebody is coming.</summary>
public sealed record HelpAnswered(Guid Call, string Warehouse, string Zone) : HelpEvent(Call, Warehouse, Zone);

public sealed record HelpClosed(Guid Call, string Warehouse, string Zone, int MinutesOpen) : HelpEvent(Call, Warehouse, Zone);

/// <summary>So many people will work from then to then.</summary>
public sealed record ShiftPlanned(string Warehouse, DateTimeOffset From, DateTimeOffset To, int People) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Warehouse(Warehouse);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

/// <summary>Why a call or a shift cannot be taken.</summary>
public static class HelpRefusals
{
    public static Refusal Unknown(string call) => new("help.unknown", $"There is no call {call}.");

    public static Refusal PlaceMissing() => new("help.zone-missing", "Say where: a zone, a bin, a bench.", "zone");

    public static Refusal TextInvalid(int most) => new("help.text-invalid", $"At most {most} characters.", "text");

    public static Refusal Answered(string by) => new("help.answered", $"{by} is on the way already.");

    public static Refusal Over() => new("help.over", "This call is closed.");

    public static Refusal ShiftInvalid(string field, string what) => new("shifts.value-invalid", what, field);
}
