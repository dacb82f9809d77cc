namespace ControlTower.Playbook.Intake;

/// <summary>What a shop is told, or asked to do, by us.</summary>
public enum ErrandKind
{
    /// <summary>A parcel left, with its tracking number.</summary>
    Shipped,

    /// <summary>Everything that was wanted left: the shop's order is complete.</summary>
    Completed,

    /// <summary>The order was cancelled here.</summary>
    Cancelled,

    /// <summary>How many of a SKU may be sold.</summary>
    Stock,

    /// <summary>Money goes back to the customer the way it came.</summary>
    Refund,
}

public enum ErrandState
{
    Queued,

    /// <summary>A worker has it; one that died leaves it here, and it is looked up before it is sent again.</summary>
    Sending,

    Done,
    Failed,
}

/// <summary>
/// One errand to a shop. It is queued in the transaction that makes it true, and carried out by a worker outside of any transaction. Its effect
/// key is written into the shop with it, so that a repetition finds what was done before.
/// </summary>
public sealed class ShopErrand
{
    /// <summary>After so many tries somebody must look.</summary>
    public const int TriesMax = 6;

    private ShopErrand() { }

    public ShopErrand(Guid id, string store, Guid? orderId, ErrandKind kind, string effectKey, string what, DateTimeOffset now)
    {
        (Id, Store, OrderId, Kind, EffectKey, What) = (id, store, orderId, kind, effectKey, what);
        (NextAt, CreatedAt) = (now, now);
    }

    public Guid Id { get; private init; }
    public string Store { get; private init; } = "";
    public Guid? OrderId { get; private init; }
    public ErrandKind Kind { get; private init; }
    public string EffectKey { get; private init; } = "";

    /// <summary>What is to be told, as JSON.</summary>
    public string What { get; private set; } = "{}";

    public ErrandState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset NextAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>The shop's number of what was done.</summary>
    public string? Reference { get; private set; }

    public string? Error { get; private set; }

    /// <summary>A worker takes it; if it dies, another may after <paramref name="lease"/>.</summary>
    public void Take(DateTimeOffset now, TimeSpan lease) => (State, Attempts, NextAt) = (ErrandState.Sending, Attempts + 1, now + lease);

    public void Done(string? reference, DateTimeOffset now) => (State, Reference, DoneAt, Error) = (ErrandState.Done, reference, now, null);

    /// <summary>It did not work out: later again, each time twice as late, or given up.</summary>
    /// <returns>Whether it was given up.</returns>
    public bool DidNotWork(string error, bool isFinal, DateTimeOffset now)
    {
        Error = error;
        if (isFinal || Attempts >= TriesMax)
        {
            State = ErrandState.Failed;
            return true;
        }

        (State, NextAt) = (ErrandState.Queued, now + TimeSpan.FromSeconds(5 << Math.Min(Attempts, 10)));
        return false;
    }

    public void Again(DateTimeOffset now) => (State, Attempts, NextAt) = (ErrandState.Queued, 0, now);

    /// <summary>Somebody did it in the shop by hand.</summary>
    public void DoneByHand(DateTimeOffset now) => Done("by hand", now);

    /// <summary>The news is newer than what waits.</summary>
    public void TellInstead(string what, DateTimeOffset now) => (What, State, Attempts, NextAt) = (what, ErrandState.Queued, 0, now);
}
