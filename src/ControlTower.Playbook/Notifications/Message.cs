using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Notifications;

/// <summary>
/// One message to a customer, once for each (order, milestone, channel). It is written in the transaction that learns of the news, sent
/// afterwards, and its end recorded; its words stand apart, so that they can be erased.
/// </summary>
public sealed class Message
{
    /// <summary>After so many tries with no answer the channel counts as failed.</summary>
    public const int TriesMax = 5;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    private Message() { }

    /// <param name="milestone">What is told once: the occasion, with a number or an id behind it where it may come again.</param>
    /// <param name="lane">Place of its lane in the occasion's plan.</param>
    /// <param name="notBefore">End of the quiet hours; else now.</param>
    /// <param name="told">JSON object.</param>
    public static Message Write(
        Guid id, Guid? order, MessageOccasion occasion, string milestone, MessageChannel channel, int lane, string language, int? templateVersion, DateTimeOffset now,
        DateTimeOffset notBefore, DateTimeOffset expiresAt, string told, string byName) => new()
        {
            Id = id, OrderId = order, Occasion = occasion, Milestone = milestone, Channel = channel, Lane = lane, Language = language, TemplateVersion = templateVersion,
            QueuedAt = now, NotBefore = notBefore, ExpiresAt = expiresAt, Told = told, ByName = byName, State = MessageState.Queued,
        };

    /// <summary>Also what the provider is given, so that the message can be found there.</summary>
    public Guid Id { get; private init; }

    /// <summary>Null: an answer to somebody who has no order here.</summary>
    public Guid? OrderId { get; private init; }

    public MessageOccasion Occasion { get; private init; }
    public string Milestone { get; private init; } = "";
    public MessageChannel Channel { get; private init; }
    public int Lane { get; private init; }
    public MessageState State { get; private set; }

    /// <summary>Two letters.</summary>
    public string Language { get; private init; } = "";

    /// <summary>Null: a person's own words.</summary>
    public int? TemplateVersion { get; private init; }

    public DateTimeOffset QueuedAt { get; private init; }

    /// <summary>When it may go; put off after each try that reached nobody.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Since when a try is under way whose end is not recorded; null: none is.</summary>
    public DateTimeOffset? SendingAt { get; private set; }

    public int Attempts { get; private set; }
    public string? ProviderId { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>Why it failed or was not sent: a word of ours or the provider's code.</summary>
    public string? Reason { get; private set; }

    /// <summary>The provider's answer was lost and it cannot be asked: sent once for certain or not at all, never sent again.</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>What the news itself brought (the amount of a refund, the code of a case), so that another channel tells it too; JSON, nothing personal.</summary>
    public string Told { get; private init; } = "{}";

    public string ByName { get; private init; } = "";

    /// <summary>The intent, committed before anybody is called.</summary>
    public void Begin(DateTimeOffset now) => (SendingAt, Attempts) = (now, Attempts + 1);

    /// <returns>False, and nothing changes, when it has come further already.</returns>
    public bool Sent(string? providerId, DateTimeOffset now, bool isUnsure = false)
    {
        (SendingAt, ProviderId) = (null, ProviderId ?? providerId);
        if (!Move(MessageMove.Send))
        {
            return false;
        }

        (SentAt, IsUnsure) = (now, isUnsure);
        return true;
    }

    public bool Delivered(DateTimeOffset now)
    {
        SendingAt = null;
        if (!Move(MessageMove.Deliver))
        {
            return false;
        }

        (SentAt, DeliveredAt, FailedAt, Reason, IsUnsure) = (SentAt ?? now, now, null, null, false);
        return true;
    }

    public void WasRead(DateTimeOffset now) => ReadAt ??= now;

    public bool Failed(string reason, DateTimeOffset now)
    {
        SendingAt = null;
        if (!Move(MessageMove.Fail))
        {
            return false;
        }

        (FailedAt, Reason) = (now, reason);
        return true;
    }

    public void Suppress(string reason)
    {
        if (Move(MessageMove.Suppress))
        {
            (SendingAt, Reason) = (null, reason);
        }
    }

    /// <summary>Nobody was there: tried again later, each time after twice the pause.</summary>
    public void PutOff(DateTimeOffset now) => (SendingAt, NotBefore) = (null, now + (s_pause * Math.Pow(2, Math.Min(Attempts, 8))));

    /// <summary>The try is known not to have reached the provider.</summary>
    public void NotSent(DateTimeOffset now) => (SendingAt, NotBefore) = (null, now);

    /// <summary>A person has it tried once more.</summary>
    public bool QueueAgain(DateTimeOffset now, DateTimeOffset expiresAt)
    {
        if (!Move(MessageMove.QueueAgain))
        {
            return false;
        }

        (Attempts, NotBefore, ExpiresAt, FailedAt, Reason, ProviderId, SentAt) = (0, now, expiresAt, null, null, null, null);
        return true;
    }

    private bool Move(MessageMove by)
    {
        if (MessageFlow.After(State, by) is not { } after)
        {
            return false;
        }

        State = after;
        return true;
    }
}

/// <summary>A message's words and whom they are for: personal data, erased with the customer.</summary>
/// <param name="Recipient">E-mail address, or phone in E.164.</param>
/// <param name="Subject">Of a mail; null elsewhere.</param>
/// <param name="Values">Of a WhatsApp template, in the order of their appearance, as a JSON list; null: free words.</param>
public sealed record MessageText(Guid MessageId, string Recipient, string? Subject, string Body, string? Values);
