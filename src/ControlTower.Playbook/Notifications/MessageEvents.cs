using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Notifications;

/// <summary>What happened to a message. The words themselves stand with the message.</summary>
public abstract record MessageEvent(Guid Message, Guid? Order, string? Number, MessageOccasion Occasion, MessageChannel Channel) : IJournaled
{
    [JsonIgnore]
    public string Subject => Order is { } order ? JournalKeys.Order(order) : JournalKeys.Outgoing(Message);

    [JsonIgnore]
    public virtual IReadOnlyList<string> Keys => Order is null ? [Subject] : [Subject, JournalKeys.Outgoing(Message)];
}

/// <param name="IsUnsure">The provider's answer was lost and cannot be asked for.</param>
public sealed record MessageSent(Guid Message, Guid? Order, string? Number, MessageOccasion Occasion, MessageChannel Channel, bool IsUnsure) : MessageEvent(Message, Order, Number, Occasion, Channel);

public sealed record MessageDelivered(Guid Message, Guid? Order, string? Number, MessageOccasion Occasion, MessageChannel Channel) : MessageEvent(Message, Order, Number, Occasion, Channel);

public sealed record MessageFailed(Guid Message, Guid? Order, string? Number, MessageOccasion Occasion, MessageChannel Channel, string Reason) : MessageEvent(Message, Order, Number, Occasion, Channel);

/// <summary>It is not sent: too late, not wanted, overtaken, or there is no way to reach the customer.</summary>
public sealed record MessageSuppressed(Guid Message, Guid? Order, string? Number, MessageOccasion Occasion, MessageChannel Channel, string Reason) : MessageEvent(Message, Order, Number, Occasion, Channel);

/// <summary>A person wrote to the customer, or had something told once more.</summary>
/// <param name="Conversation">Null: it is not part of one.</param>
public sealed record MessageWritten(Guid Message, Guid? Order, string? Number, MessageOccasion Occasion, MessageChannel Channel, Guid? Conversation = null)
    : MessageEvent(Message, Order, Number, Occasion, Channel)
{
    [JsonIgnore]
    public override IReadOnlyList<string> Keys => Conversation is { } of ? [.. base.Keys, JournalKeys.Conversation(of)] : base.Keys;
}

/// <summary>Something is to be told by another channel: what failed before, or what a person chose.</summary>
/// <param name="Milestone">Of the message that failed.</param>
public sealed record MessageAsked(Guid Order, string Number, MessageOccasion Occasion, string Milestone, MessageChannel Channel) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Order(Order);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

/// <summary>A customer wrote to us, pressed a button or showed a place.</summary>
/// <param name="Kind">As WhatsApp names it: <c>text</c>, <c>button</c>, <c>location</c> …</param>
/// <param name="Answer">Of a button: <c>confirm</c>, <c>cancel</c>, <c>address</c>; null: none that we know.</param>
public sealed record CustomerWrote(Guid Conversation, Guid? Order, string? Number, string Kind, string? Answer) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Conversation(Conversation);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => Order is { } order ? [Subject, JournalKeys.Order(order)] : [Subject];
}

/// <summary>What the customer wrote needs no answer.</summary>
public sealed record ConversationSettled(Guid Conversation, Guid? Order) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Conversation(Conversation);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => Order is { } order ? [Subject, JournalKeys.Order(order)] : [Subject];
}

/// <summary>The customer wishes no messages, or wishes them again.</summary>
public sealed record ContactOptedOut(Guid Conversation, bool IsOut) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Conversation(Conversation);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record TemplatePublished(MessageOccasion Occasion, MessageChannel Channel, string Language, int Version) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Setting($"message/{Occasion}/{Channel}/{Language}");

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record OccasionSwitched(MessageOccasion Occasion, bool IsOn) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Setting($"message/{Occasion}");

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}
