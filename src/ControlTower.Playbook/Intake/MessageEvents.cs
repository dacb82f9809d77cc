using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Intake;

/// <summary>What a person decided about a raw message.</summary>
public abstract record MessageEvent(Guid Message, string Store) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Message(Message);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, JournalKeys.Store(Store)];
}

/// <summary>It waits to be read once more.</summary>
public sealed record MessageReplayed(Guid Message, string Store) : MessageEvent(Message, Store);

/// <summary>Nothing will be made of it; its body is kept.</summary>
public sealed record MessageDiscarded(Guid Message, string Store) : MessageEvent(Message, Store);

public static class MessageRefusals
{
    public static Refusal Unknown(Guid id) => new("intake.message-unknown", $"There is no message {id}.");

    public static Refusal Waits() => new("intake.message-waits", "It waits to be read already.");
}
