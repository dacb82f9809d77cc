using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>The part of an order that one warehouse ships. It says why that warehouse.</summary>
public sealed class FulfilmentGroup
{
    private FulfilmentGroup() { }

    public FulfilmentGroup(Guid id, Guid orderId, string warehouse, string why, DateTimeOffset now)
    {
        (Id, OrderId, Warehouse, Why, CreatedAt, StageSince) = (id, orderId, warehouse, why, now, now);
        State = GroupState.Reserved;
    }

    public Guid Id { get; private init; }
    public Guid OrderId { get; private init; }
    public string Warehouse { get; private init; } = "";
    public GroupState State { get; private set; }

    /// <summary>"one parcel from Cairo; nearest region": built from the compared candidates.</summary>
    public string Why { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset StageSince { get; private set; }
    public List<GroupLine> Lines { get; private init; } = [];

    public bool IsLive => State != GroupState.Cancelled;

    /// <summary>Released to the floor: taking it back is a request, no longer a right.</summary>
    public bool IsOnTheFloor => State is not (GroupState.Unallocated or GroupState.Reserved or GroupState.Cancelled);

    internal void Add(int lineNo, int units)
    {
        if (Lines.Find(line => line.LineNo == lineNo) is { } line)
        {
            line.Units += units;
        }
        else
        {
            Lines.Add(new GroupLine(Id, lineNo, units));
        }
    }

    /// <summary>Units leave the group: their goods are missing, or the customer does not want them any more.</summary>
    internal void Remove(int lineNo, int units)
    {
        var line = Lines.Single(of => of.LineNo == lineNo);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, line.Units);
        line.Units -= units;
    }

    /// <returns>False, and nothing changes, when the playbook forbids it.</returns>
    internal bool Move(GroupMove by, DateTimeOffset now)
    {
        if (GroupFlow.After(State, by) is not { } after)
        {
            return false;
        }

        (State, StageSince) = (after, now);
        return true;
    }

    internal void Dissolve(DateTimeOffset now) => (State, StageSince) = (GroupState.Cancelled, now);
}

/// <summary>How many units of one line go with the group.</summary>
public sealed class GroupLine
{
    private GroupLine() { }

    internal GroupLine(Guid groupId, int lineNo, int units) => (GroupId, LineNo, Units) = (groupId, lineNo, units);

    public Guid GroupId { get; private init; }
    public int LineNo { get; private init; }
    public int Units { get; internal set; }
}
