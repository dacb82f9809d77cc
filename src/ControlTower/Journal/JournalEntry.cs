using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Journal;

/// <summary>Who did what, when and why, with the values before and after. Written in the transaction that made it true, never changed.</summary>
public sealed class JournalEntry
{
    private JournalEntry() { }

    public static JournalEntry Of(Guid id, IJournaled happened, Actor by, Guid commandId, string? why, DateTimeOffset now) => new()
    {
        Id = id, At = now, Actor = by.Id, ActorName = by.Name, Device = by.Device, CommandId = commandId,
        Kind = happened.GetType().Name, Subject = happened.Subject, Keys = [.. happened.Keys], Why = why,
        Old = happened.Old is { } old ? JsonSerializer.Serialize(old, JournalJson.Options) : null,
        New = JsonSerializer.Serialize(happened, happened.GetType(), JournalJson.Options),
    };

    public Guid Id { get; private init; }
    public DateTimeOffset At { get; private init; }
    public Guid Actor { get; private init; }
    public string ActorName { get; private init; } = "";
    public string? Device { get; private init; }
    public Guid CommandId { get; private init; }

    /// <summary>What happened, past tense: <c>OrderReceived</c>.</summary>
    public string Kind { get; private init; } = "";

    public string Subject { get; private init; } = "";
    public string[] Keys { get; private init; } = [];
    public string? Old { get; private init; }
    public string New { get; private init; } = "";
    public string? Why { get; private init; }
}

/// <summary>The personal words of an entry, apart from it, so that they can be erased.</summary>
public sealed class PersonalWords
{
    public required Guid Entry { get; init; }
    public string? Old { get; init; }
    public string? New { get; init; }
}

/// <summary>How the journal spells what it stores.</summary>
public static class JournalJson
{
    private static readonly HashSet<string> s_ownColumns = ["subject", "keys", "old", "oldPersonal", "newPersonal"];

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatHasItsOwnColumn } },
    };

    /// <summary>Subject, keys, old values and personal words of an event stand beside it; an override in the event does not bring them back.</summary>
    private static void LeaveOutWhatHasItsOwnColumn(JsonTypeInfo type)
    {
        if (typeof(IJournaled).IsAssignableFrom(type.Type))
        {
            foreach (var member in type.Properties.Where(member => s_ownColumns.Contains(member.Name)))
            {
                member.ShouldSerialize = (_, _) => false;
            }
        }
    }
}
