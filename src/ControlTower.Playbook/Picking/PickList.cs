using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>One walk through the warehouse, for one worker: stops in walk order, each with units to take.</summary>
public sealed class PickList
{
    private PickList() { }

    public PickList(Guid id, string number, Guid wave, string warehouse, PickListKind kind, DateTimeOffset? dueAt, DateTimeOffset now) =>
        (Id, Number, Wave, Warehouse, Kind, DueAt, CreatedAt) = (id, number, wave, warehouse, kind, dueAt, now);

    public Guid Id { get; private init; }

    /// <summary><c>W-0231-4</c>: the fourth list of wave 231.</summary>
    public string Number { get; private init; } = "";

    public Guid Wave { get; private init; }
    public string Warehouse { get; private init; } = "";
    public PickListKind Kind { get; private init; }
    public PickListState State { get; private set; }

    /// <summary>The earliest ship-by in it; null where none is set.</summary>
    public DateTimeOffset? DueAt { get; private init; }

    public Guid? ClaimedBy { get; private set; }
    public string? ClaimedName { get; private set; }

    /// <summary>Until then nobody else may take it; each act of its worker prolongs it.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? ClaimedAt { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public List<PickLine> Lines { get; private init; } = [];

    /// <summary>The line that its worker was shown; null: none yet.</summary>
    public Guid? AtLine { get; private set; }

    /// <summary>The bin of that line was scanned.</summary>
    public bool AtBin { get; private set; }

    /// <summary>Units taken off the shelf that are not in a tote yet.</summary>
    public int InHand { get; private set; }

    public bool IsLive => State is PickListState.Open or PickListState.Claimed;

    public PickLine Add(PickLine line)
    {
        Lines.Add(line);
        return line;
    }

    /// <returns>False, and nothing changes, when it is not open.</returns>
    public bool Claim(Guid by, string name, DateTimeOffset now, TimeSpan lease)
    {
        if (!Move(PickListMove.Claim))
        {
            return false;
        }

        (ClaimedBy, ClaimedName, LeaseUntil) = (by, name, now + lease);
        ClaimedAt ??= now;
        return true;
    }

    public void Prolong(DateTimeOffset now, TimeSpan lease) => LeaseUntil = now + lease;

    public bool Unclaim() => Move(PickListMove.Unclaim) && LetGo();

    public bool Finish(DateTimeOffset now)
    {
        DoneAt = PickListFlow.After(State, PickListMove.Finish) is null ? DoneAt : now;
        return Move(PickListMove.Finish) && LetGo();
    }

    public bool Cancel() => Move(PickListMove.Cancel);

    /// <summary>Its last scan is taken back, by whoever made it.</summary>
    public bool Resume(Guid by, string name, DateTimeOffset now, TimeSpan lease)
    {
        if (!Move(PickListMove.Resume))
        {
            return false;
        }

        (ClaimedBy, ClaimedName, LeaseUntil, DoneAt) = (by, name, now + lease, null);
        return true;
    }

    /// <summary>Its worker is shown a line; what was in hand went back to its bin, or into a tote.</summary>
    public void Show(Guid? line) => (AtLine, AtBin, InHand) = (line, false, 0);

    /// <summary>Where its worker stood before a scan that is taken back.</summary>
    public void StandAgain(Guid line, bool atBin, int inHand) => (AtLine, AtBin, InHand) = (line, atBin, inHand);

    private bool Move(PickListMove by)
    {
        var after = PickListFlow.After(State, by);
        State = after ?? State;
        return after is not null;
    }

    private bool LetGo()
    {
        (ClaimedBy, ClaimedName, LeaseUntil) = (null, null, null);
        Show(null);
        return true;
    }
}

/// <summary>Units of one SKU to be taken from one bin for one line of an order.</summary>
public sealed class PickLine
{
    private PickLine() { }

    public PickLine(Guid id, Guid list, int seq, Guid groupId, Guid orderId, int lineNo, string sku, string warehouse, string bin, int units) =>
        (Id, List, Seq, GroupId, OrderId, LineNo, Sku, Warehouse, Bin, Units) = (id, list, seq, groupId, orderId, lineNo, sku, warehouse, bin, units);

    public Guid Id { get; private init; }
    public Guid List { get; private init; }

    /// <summary>Place in the walk; a skipped one comes last.</summary>
    public int Seq { get; set; }

    public Guid GroupId { get; private init; }
    public Guid OrderId { get; private init; }
    public int LineNo { get; private init; }

    /// <summary>The component, where the line is a kit.</summary>
    public string Sku { get; private init; } = "";

    public string Warehouse { get; private init; } = "";
    public string Bin { get; private init; } = "";
    public int Units { get; private set; }
    public int Picked { get; private set; }

    /// <summary>Units that the shelf did not have.</summary>
    public int Short { get; private set; }

    public ShortReason? ShortReason { get; private set; }

    /// <summary>Where its goods lie; null until the first is in.</summary>
    public string? Tote { get; set; }

    public int Left => Units - Picked - Short;

    public bool IsDone => Left == 0;

    public void Take(int units, string? tote)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Left);
        (Picked, Tote) = (Picked + units, tote ?? Tote);
    }

    public void PutDown(int units)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Picked);
        Picked -= units;
    }

    public void Miss(int units, ShortReason reason)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Left);
        (Short, ShortReason) = (Short + units, reason);
    }

    /// <summary>Not wanted any more.</summary>
    public void Drop(int units)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Left);
        Units -= units;
    }
}

/// <summary>A box with a bar code that goods lie in on their way to the bench. One tote holds one order's goods, never two's.</summary>
public sealed class Tote
{
    public required string Code { get; init; }
    public required string Warehouse { get; init; }

    /// <summary>The list that fills it; null when it stands empty or at the bench.</summary>
    public Guid? List { get; set; }

    /// <summary>The group whose goods lie in it; null: empty.</summary>
    public Guid? GroupId { get; set; }

    /// <summary>Full: the next unit of the same group goes into another one.</summary>
    public bool IsFull { get; set; }

    public DateTimeOffset Since { get; set; }
}
