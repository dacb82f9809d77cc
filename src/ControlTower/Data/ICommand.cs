using ControlTower.Playbook.Access;

namespace ControlTower.Data;

/// <summary>A wish to change something: who asks, which duty it takes, and the id under which it may be sent again.</summary>
public interface ICommand
{
    static abstract Duty Needs { get; }

    /// <summary>A risky act is refused with <c>access.why-missing</c> when it comes without a reason.</summary>
    static virtual bool DemandsWhy => false;

    /// <summary>Made once by whoever asks (a button press, a scan, an Idempotency-Key), kept through every retry.</summary>
    Guid CommandId { get; }

    Actor By { get; }

    /// <summary>The reason in the actor's words; <see langword="null"/> where the act needs none.</summary>
    string? Why => null;

    /// <summary>The warehouse it happens in, for the actor's scope; <see langword="null"/> where the handler asks later or none is touched.</summary>
    string? InWarehouse => null;
}

/// <summary>What was done, and its entry in the journal; wait for the entry's position to see it on a board.</summary>
public sealed record Committed<TEvent>(Guid Entry, TEvent Event);
