namespace ControlTower.Playbook.Shipping;

/// <summary>What a customer says at the counter to be given what is packed for them.</summary>
public sealed class CounterCode
{
    /// <summary>After so many wrong codes the counter rests.</summary>
    public const int TriesMax = 5;

    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    public required Guid GroupId { get; init; }
    public required Guid OrderId { get; init; }
    public required string Warehouse { get; init; }

    /// <summary>Six digits.</summary>
    public required string Code { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
    public int Tries { get; private set; }
    public DateTimeOffset? RestUntil { get; private set; }
    public DateTimeOffset? CollectedAt { get; private set; }
    public Guid? CollectedBy { get; private set; }

    public void NoteWrong(DateTimeOffset now)
    {
        Tries++;
        if (Tries >= TriesMax)
        {
            (Tries, RestUntil) = (0, now + Rest);
        }
    }

    public void Collect(Guid by, DateTimeOffset now) => (CollectedAt, CollectedBy, Tries, RestUntil) = (now, by, 0, null);
}
