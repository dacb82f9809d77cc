using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>What is known of a parcel between our door and the customer's, beside its state.</summary>
public sealed class ParcelRoad
{
    /// <summary>Couriers try so often, then the parcel goes back.</summary>
    public const int AttemptsMax = 3;

    private ParcelRoad() { }

    public Guid ParcelId { get; private init; }
    public Guid OrderId { get; private init; }

    /// <summary>When we last heard anything new; null: never.</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>The courier's own time of its latest word.</summary>
    public DateTimeOffset? LastEventAt { get; private set; }

    public string? LastPlace { get; private set; }

    /// <summary>When the courier means to deliver; null: it has not said.</summary>
    public DateTimeOffset? ExpectedAt { get; private set; }

    /// <summary>Failed ones.</summary>
    public int Attempts { get; private set; }

    public AttemptReason? AttemptReason { get; private set; }

    /// <summary>Until then a new time, place or number can still save the delivery.</summary>
    public DateTimeOffset? RescueUntil { get; private set; }

    /// <summary>A person cleared up what the courier said until then.</summary>
    public DateTimeOffset? BelievedAt { get; private set; }

    /// <summary>Somebody asked the courier; until then silence is no news.</summary>
    public DateTimeOffset? QuietUntil { get; private set; }

    /// <summary>When its courier is asked next; null: it is not asked any more.</summary>
    public DateTimeOffset? LookAt { get; private set; }

    public int LookFailures { get; private set; }

    public bool MayBeTriedAgain => Attempts < AttemptsMax;

    public void Hear(DateTimeOffset happenedAt, string? place, DateTimeOffset? expectedAt, DateTimeOffset now)
    {
        if (LastEventAt is null || happenedAt >= LastEventAt)
        {
            (LastEventAt, LastPlace) = (happenedAt, place is { Length: > 0 } ? place : LastPlace);
        }

        (HeardAt, ExpectedAt, LookFailures) = (now, expectedAt ?? ExpectedAt, 0);
    }

    public void CountAttempts(int attempts, AttemptReason? reason, DateTimeOffset now)
    {
        if (attempts > Attempts)
        {
            (Attempts, AttemptReason, RescueUntil) = (attempts, reason ?? AttemptReason, now + RoadRules.RescueWindow(attempts));
        }
    }

    /// <summary>A new attempt was agreed on.</summary>
    public void Rescue(DateTimeOffset? expectedAt) => (RescueUntil, ExpectedAt) = (null, expectedAt ?? ExpectedAt);

    public void Believe(DateTimeOffset now) => BelievedAt = now;

    public void BeQuietUntil(DateTimeOffset until) => QuietUntil = until;

    public void LookNow(DateTimeOffset now) => LookAt = now;

    public void LookAgain(DateTimeOffset? at) => LookAt = at;

    public void LookFailed(DateTimeOffset again) => (LookFailures, LookAt) = (LookFailures + 1, again);
}

/// <summary>Something that a courier is asked to do about a parcel on its way. Address and phone are read from the order when it is sent.</summary>
public sealed class RoadWish
{
    private RoadWish() { }

    public RoadWish(Guid id, Guid parcelId, RoadWishKind kind, DateOnly? day, RoadWishState state, Guid by, DateTimeOffset now) =>
        (Id, ParcelId, Kind, Day, State, AskedBy, AskedAt, DueAt) = (id, parcelId, kind, day, state, by, now, now);

    public Guid Id { get; private init; }
    public Guid ParcelId { get; private init; }
    public RoadWishKind Kind { get; private init; }

    /// <summary>The day of the next attempt, in the customer's calendar.</summary>
    public DateOnly? Day { get; private init; }

    public RoadWishState State { get; private set; }
    public Guid AskedBy { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>When it is (next) sent.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public int Tries { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The courier's words, where it refused.</summary>
    public string? Error { get; private set; }

    public void TryAgain(string? error, DateTimeOffset at) => (Tries, Error, DueAt) = (Tries + 1, error, at);

    public void End(RoadWishState state, string? error, DateTimeOffset now) => (State, Error, EndedAt, Tries) = (state, error, now, Tries + 1);
}
