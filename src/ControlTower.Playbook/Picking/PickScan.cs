namespace ControlTower.Playbook.Picking;

/// <summary>A scan on a list with its answer: what explains each picked unit, and what keeps a scan sent twice from being counted twice.</summary>
public sealed class PickScan
{
    public required Guid List { get; init; }
    public required Guid ScanId { get; init; }

    /// <summary>The order in which scans were taken; given by the database.</summary>
    public long Seq { get; private init; }

    public required DateTimeOffset At { get; init; }
    public Guid? Line { get; init; }
    public required Guid Actor { get; init; }

    /// <summary>What was to be scanned: <c>bin</c>, <c>item</c>, <c>tote</c>.</summary>
    public required string Step { get; init; }

    public required string Scanned { get; init; }

    /// <summary>Why it was refused; null: accepted.</summary>
    public string? Code { get; init; }

    public int Units { get; init; }
    public string? Tote { get; init; }

    /// <summary>Where the worker stood before it, for undo.</summary>
    public bool AtBin { get; init; }

    public int InHand { get; init; }
    public bool Undone { get; set; }
    public required Guid Entry { get; init; }

    /// <summary>What was answered, as JSON.</summary>
    public required string Answer { get; init; }
}
