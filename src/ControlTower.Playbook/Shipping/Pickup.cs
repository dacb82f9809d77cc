using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>A courier's truck that was asked to come.</summary>
public sealed class Pickup
{
    private Pickup() { }

    public Pickup(
        Guid id, string courier, string warehouse, DateTimeOffset from, DateTimeOffset to, int parcels, string effectKey, Guid by, string name, DateTimeOffset now)
    {
        (Id, Courier, Warehouse, WindowFrom, WindowTo, Parcels) = (id, courier, warehouse, from, to, parcels);
        (EffectKey, CreatedAt, CreatedBy, CreatedName, DueAt) = (effectKey, now, by, name, now);
    }

    public Guid Id { get; private init; }
    public string Courier { get; private init; } = "";
    public string Warehouse { get; private init; } = "";
    public DateTimeOffset WindowFrom { get; private init; }
    public DateTimeOffset WindowTo { get; private init; }

    /// <summary>Parcels that waited when it was asked for.</summary>
    public int Parcels { get; private init; }

    public BookingState State { get; private set; }
    public string EffectKey { get; private init; } = "";

    /// <summary>The courier's number of it.</summary>
    public string? Reference { get; private set; }

    public int Attempts { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public Guid CreatedBy { get; private init; }
    public string CreatedName { get; private init; } = "";
    public string? Error { get; private set; }

    /// <summary>A parcel was handed over within its window.</summary>
    public DateTimeOffset? CameAt { get; private set; }

    public DateTimeOffset? MissedAt { get; private set; }

    public void Send(DateTimeOffset until) => (State, Attempts, DueAt) = (BookingState.Sending, Attempts + 1, until);

    public void End(BookingState state, string? reference, string? error, DateTimeOffset now) =>
        (State, Reference, Error, DueAt) = (state, reference ?? Reference, error, now);

    public void Came(DateTimeOffset now) => CameAt ??= now;

    public void Missed(DateTimeOffset now) => MissedAt ??= now;
}
