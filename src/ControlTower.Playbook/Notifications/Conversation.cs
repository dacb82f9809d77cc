namespace ControlTower.Playbook.Notifications;

/// <summary>What is written between one WhatsApp number and us.</summary>
public sealed class Conversation
{
    /// <summary>Within it after the customer's last message WhatsApp takes free words; later a template only.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private Conversation() { }

    public Conversation(Guid id, string phone, DateTimeOffset now) => (Id, Phone, StartedAt) = (id, phone, now);

    public Guid Id { get; private init; }

    /// <summary>E.164.</summary>
    public string Phone { get; private init; } = "";

    /// <summary>As the customer calls themselves there; null: not told.</summary>
    public string? Name { get; private set; }

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>Null: the customer never wrote.</summary>
    public DateTimeOffset? LastInAt { get; private set; }

    /// <summary>The oldest message that waits for an answer; null: none does.</summary>
    public DateTimeOffset? UnansweredSince { get; private set; }

    /// <summary>The order that it was last about.</summary>
    public Guid? OrderId { get; private set; }

    public bool IsWindowOpen(DateTimeOffset now) => LastInAt is { } last && now < last + Window;

    /// <param name="at">By WhatsApp's clock; messages come in any order.</param>
    /// <param name="wantsAnswer">A button that was acted upon, or a thumb, wants none.</param>
    public void Hear(string? name, DateTimeOffset at, Guid? order, bool wantsAnswer)
    {
        (Name, OrderId) = (name ?? Name, order ?? OrderId);
        LastInAt = LastInAt is { } last && last > at ? last : at;
        UnansweredSince = wantsAnswer ? UnansweredSince is { } since && since < at ? since : at : UnansweredSince;
    }

    /// <summary>Somebody answered, or said that there is nothing to answer.</summary>
    public void Settle() => UnansweredSince = null;
}

/// <summary>One message of a customer.</summary>
/// <param name="ProviderId">WhatsApp's; it comes more than once.</param>
/// <param name="Text">What was written; of a place its address; null: nothing that can be shown.</param>
/// <param name="Payload">Of a button.</param>
public sealed record HeardMessage(
    Guid Id, Guid ConversationId, string ProviderId, string Kind, DateTimeOffset At, DateTimeOffset ReceivedAt, Guid? OrderId, string? Text, string? Payload,
    decimal? Latitude, decimal? Longitude);
