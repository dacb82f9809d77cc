using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>Orders that go to the floor together, for a reason of time: a cut-off, a courier.</summary>
public sealed class Wave
{
    private Wave() { }

    public Wave(Guid id, long number, string warehouse, string? courier, DateTimeOffset? cutoff, string plan, Guid by, string byName, DateTimeOffset now)
    {
        (Id, Number, Warehouse, Courier, Cutoff, Plan) = (id, number, warehouse, courier, cutoff, plan);
        (CreatedBy, CreatedName, CreatedAt) = (by, byName, now);
    }

    public Guid Id { get; private init; }

    /// <summary>The running number that people see: <c>W-0231</c>.</summary>
    public long Number { get; private init; }

    public string Warehouse { get; private init; } = "";
    public WaveState State { get; private set; }

    /// <summary>Whose cut-off it is for; null: none in particular.</summary>
    public string? Courier { get; private init; }

    public DateTimeOffset? Cutoff { get; private init; }

    /// <summary>Effort, walk and risk as they were proposed, as JSON.</summary>
    public string Plan { get; private set; } = "{}";

    public DateTimeOffset CreatedAt { get; private init; }
    public Guid CreatedBy { get; private init; }
    public string CreatedName { get; private init; } = "";
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>When its last list was done, or it was cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? Why { get; private set; }

    public string Name => NameOf(Number);

    public static string NameOf(long number) => $"W-{number:0000}";

    /// <returns>False, and nothing changes, when the playbook forbids it.</returns>
    public bool Move(WaveMove by, DateTimeOffset now, string? why = null)
    {
        if (WaveFlow.After(State, by) is not { } after)
        {
            return false;
        }

        State = after;
        Why = why ?? Why;
        ReleasedAt = after == WaveState.Released ? now : ReleasedAt;
        EndedAt = after is WaveState.Done or WaveState.Cancelled ? now : null;
        return true;
    }
}
