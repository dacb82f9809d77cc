using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Notifications.Providers;

/// <summary>A message as a provider gets it.</summary>
/// <param name="Number">Of the order, for the buttons; null where there is none.</param>
/// <param name="Template">Name under which WhatsApp approved it; null: free words.</param>
/// <param name="Values">Of the template, in its order.</param>
/// <param name="TriedAt">When the try began that is to be looked up.</param>
public sealed record OutgoingMessage(
    Guid Id, MessageOccasion Occasion, string Language, string Recipient, string? Subject, string Body, string? Number, string? Template, IReadOnlyList<string> Values,
    DateTimeOffset TriedAt)
{
    /// <summary>The question about cash on delivery carries the buttons.</summary>
    public bool HasButtons => Occasion == MessageOccasion.CodConfirm && Number is not null;
}

/// <summary>How a call to a provider ended.</summary>
public abstract record SendEnd
{
    private SendEnd() { }

    /// <summary>The provider has it.</summary>
    public sealed record Accepted(string? ProviderId) : SendEnd;

    /// <summary>The provider will not send it, however often it is asked.</summary>
    public sealed record Refused(string Reason) : SendEnd;

    /// <summary>The provider was not reached, or said that it did nothing: to be tried again.</summary>
    public sealed record Away(string Why) : SendEnd;

    /// <summary>Asked afterwards: the provider has no such message.</summary>
    public sealed record NotThere : SendEnd;

    /// <summary>It may have been taken or not, and nobody can say.</summary>
    public sealed record Unknown : SendEnd;
}

/// <summary>Somebody who carries messages to customers.</summary>
public interface IMessageProvider
{
    MessageChannel Channel { get; }

    /// <summary>It is set up.</summary>
    bool IsOpen { get; }

    /// <summary>How long a lost answer is waited for, since a receipt may tell it; then it counts as failed. Null: it counts as sent at once.</summary>
    TimeSpan? WaitsForReceipt { get; }

    Task<SendEnd> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>What became of a try whose answer was lost.</summary>
    Task<SendEnd> LookUpAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
