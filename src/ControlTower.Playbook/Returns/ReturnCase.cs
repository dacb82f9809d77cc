using System.Globalization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Returns;

/// <summary>Where a return was opened.</summary>
public enum ReturnSource
{
    /// <summary>By somebody on staff.</summary>
    Staff,

    /// <summary>By the customer, on the tracking page: it waits for our yes.</summary>
    Customer,

    /// <summary>The courier brings the parcel back.</summary>
    Courier,

    /// <summary>Goods came to the dock of which nobody had told.</summary>
    Dock,
}

/// <summary>Goods of one order that come back (an RMA), from the first word to the shelf. Its refund goes a road of its own beside it.</summary>
public sealed class ReturnCase
{
    private ReturnCase() { }

    public ReturnCase(Guid id, long number, Guid orderId, ReturnKind kind, ReturnSource source, string warehouse, Guid? by, string? byName, DateTimeOffset now)
    {
        (Id, Number, OrderId, Kind, Source, Warehouse, OpenedBy, OpenedName, OpenedAt, StateSince) = (id, number, orderId, kind, source, warehouse, by, byName, now, now);
        State = source == ReturnSource.Customer ? ReturnState.Requested : ReturnState.Authorised;
    }

    public Guid Id { get; private init; }

    /// <summary>The running number that people see: <c>R-2291</c>.</summary>
    public long Number { get; private init; }

    public Guid OrderId { get; private init; }
    public ReturnKind Kind { get; private init; }
    public ReturnSource Source { get; private init; }

    /// <summary>Where it is expected.</summary>
    public string Warehouse { get; private set; } = "";

    public ReturnState State { get; private set; }
    public DateTimeOffset StateSince { get; private set; }

    /// <summary>Somebody on staff; null where the customer or the courier opened it.</summary>
    public Guid? OpenedBy { get; private init; }

    public string? OpenedName { get; private init; }
    public DateTimeOffset OpenedAt { get; private init; }
    public DateTimeOffset? ReceivedAt { get; private set; }
    public DateTimeOffset? GradedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? GradedBy { get; private set; }
    public string? GradedName { get; private set; }

    /// <summary>The parcel that the courier brings back; null where the customer sends it.</summary>
    public Guid? ParcelId { get; set; }

    /// <summary>The order that goes out in exchange; null where there is none yet.</summary>
    public Guid? ExchangeOrder { get; set; }

    public string? Why { get; private set; }
    public List<ReturnLine> Lines { get; private init; } = [];

    public string Name => NameOf(Number);

    public bool IsOpen => ReturnFlow.IsOpen(State);

    public static string NameOf(long number) => "R-" + number.ToString(CultureInfo.InvariantCulture);

    public ReturnLine Add(int lineNo, string sku, int units, ReturnReason reason)
    {
        var line = new ReturnLine(Id, Lines.Count + 1, lineNo, sku, units, reason);
        Lines.Add(line);
        return line;
    }

    /// <returns>Null, or <c>returns.state</c>.</returns>
    public Refusal? Move(ReturnMove by, DateTimeOffset now, string? why = null)
    {
        if (ReturnFlow.After(State, by) is not { } after)
        {
            return ReturnRefusals.State(Name, State);
        }

        (State, StateSince, Why) = (after, now, why ?? Why);
        ReceivedAt = after == ReturnState.Received ? now : ReceivedAt;
        GradedAt = after == ReturnState.Graded ? now : GradedAt;
        EndedAt = ReturnFlow.IsOpen(after) ? null : now;
        return null;
    }

    public void ReceivedAtDock(string warehouse) => Warehouse = warehouse;

    public void GradedBySomebody(Guid by, string name) => (GradedBy, GradedName) = (by, name);
}

/// <summary>Units of one line of an order that come back. A return has one for each line.</summary>
public sealed class ReturnLine
{
    private ReturnLine() { }

    internal ReturnLine(Guid returnId, int seq, int lineNo, string sku, int units, ReturnReason reason) =>
        (ReturnId, Seq, LineNo, Sku, Units, Reason) = (returnId, seq, lineNo, sku, units, reason);

    public Guid ReturnId { get; private init; }
    public int Seq { get; private init; }

    /// <summary>Of the order.</summary>
    public int LineNo { get; private init; }

    public string Sku { get; private init; } = "";

    /// <summary>Expected.</summary>
    public int Units { get; private set; }

    public ReturnReason Reason { get; private set; }
    public int Received { get; private set; }
    public int Graded { get; private set; }

    /// <summary>More than was announced is goods, too.</summary>
    public void Receive(int units) => Received += units;

    public void Grade(int units)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Received - Graded);
        Graded += units;
    }

    public void Says(ReturnReason reason) => Reason = reason;
}

/// <summary>What somebody found when they looked: condition, and where the units went. Never changed.</summary>
public sealed record ReturnGrade(
    Guid Id, Guid ReturnId, int Seq, int LineNo, string Sku, int Units, Grade Grade, Disposition Disposition, string? Photo, Guid By, string ByName, DateTimeOffset At);
