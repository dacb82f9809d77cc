using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.ExceptionQueue;

/// <summary>What a case is about.</summary>
public enum CaseSubject { Order, Message, Parcel, Return, PickList, Store, Pickup, Truck }

/// <summary>Something wrong that somebody owns: with its evidence, its due time and the act that mends it.</summary>
public sealed class ExceptionCase
{
    private ExceptionCase() { }

    /// <param name="subjectId">The order's id, the message's id, the store's key …</param>
    /// <param name="causeKey">Cases with the same key have the same cause, and one fix may free them all.</param>
    /// <param name="firstOpenedAt">When the same thing was first wrong: a case that comes back keeps it.</param>
    public static ExceptionCase Open(
        Guid id, ExceptionCode code, CaseSubject kind, string subjectId, Guid? orderId, int? lineNo, string causeKey,
        string evidence, Role ownerRole, Severity severity, DateTimeOffset now, DateTimeOffset dueAt, DateTimeOffset? firstOpenedAt) => new()
        {
            Id = id, Code = code, SubjectKind = kind, SubjectId = subjectId, OrderId = orderId, LineNo = lineNo, CauseKey = causeKey,
            Evidence = evidence, OwnerRole = ownerRole, Severity = severity, OpenedAt = now, FirstOpenedAt = firstOpenedAt ?? now,
            DueAt = dueAt, TouchedAt = now, State = CaseState.Open,
        };

    public Guid Id { get; private init; }
    public ExceptionCode Code { get; private init; }
    public Severity Severity { get; private set; }
    public CaseSubject SubjectKind { get; private init; }
    public string SubjectId { get; private init; } = "";
    public Guid? OrderId { get; private init; }
    public int? LineNo { get; private init; }
    public string CauseKey { get; private set; } = "";

    /// <summary>JSON object: what the rule saw. No personal data; where a phone is at fault, the order's contact shows it.</summary>
    public string Evidence { get; private set; } = "{}";

    public Role OwnerRole { get; private set; }
    public Guid? Owner { get; private set; }
    public string? OwnerName { get; private set; }
    public DateTimeOffset FirstOpenedAt { get; private init; }
    public DateTimeOffset OpenedAt { get; private init; }
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>When a person last did something about it, or its severity was raised because nobody did.</summary>
    public DateTimeOffset TouchedAt { get; private set; }

    public DateTimeOffset? SnoozedUntil { get; private set; }

    /// <summary>The kind of journal entry about the same subject that wakes it early; null: only time does.</summary>
    public string? WakesOn { get; private set; }

    public CaseState State { get; private set; }
    public bool Escalated { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public Guid? ResolvedBy { get; private set; }
    public string? Resolution { get; private set; }
    public string? Why { get; private set; }
    public bool IsLive => State != CaseState.Resolved;

    /// <summary>The same rule looked again and still finds something.</summary>
    /// <returns>Whether the evidence or the cause changed.</returns>
    public bool SeenAgain(string causeKey, string evidence)
    {
        var changed = CauseKey != causeKey || Evidence != evidence;
        (CauseKey, Evidence) = (causeKey, evidence);
        return changed;
    }

    public void GiveTo(Guid? person, string? name, DateTimeOffset now) => (Owner, OwnerName, TouchedAt) = (person, name, now);

    public void Snooze(DateTimeOffset until, string? wakesOn, string? why, DateTimeOffset now) =>
        (State, SnoozedUntil, WakesOn, Why, TouchedAt) = (CaseState.Snoozed, until, wakesOn, why, now);

    public void Wake() => (State, SnoozedUntil, WakesOn) = (CaseState.Open, null, null);

    /// <summary>Goes to the ops manager, one degree graver.</summary>
    public void Escalate(DateTimeOffset now)
    {
        Severity = Severity == Severity.S3 ? Severity.S2 : Severity.S1;
        (OwnerRole, Escalated, Owner, OwnerName, TouchedAt) = (Role.OpsManager, true, null, null, now);
    }

    /// <summary>Nobody did anything about it for too long: one degree graver, with the same owner, and the wait begins anew.</summary>
    public void Raise(DateTimeOffset now)
    {
        Severity = Severity == Severity.S3 ? Severity.S2 : Severity.S1;
        TouchedAt = now;
    }

    public void Touch(DateTimeOffset now) => TouchedAt = now;

    public void Resolve(string resolution, string? why, Guid by, DateTimeOffset now) =>
        (State, Resolution, Why, ResolvedBy, ResolvedAt, SnoozedUntil, TouchedAt) = (CaseState.Resolved, resolution, why ?? Why, by, now, null, now);
}
