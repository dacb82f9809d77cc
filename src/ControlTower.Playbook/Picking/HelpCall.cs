using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>Somebody on the floor needs a lead, now. While it is open it takes the walls of its warehouse.</summary>
public sealed class HelpCall
{
    private HelpCall() { }

    public HelpCall(Guid id, long number, string warehouse, string zone, HelpKind kind, string text, Guid by, string byName, DateTimeOffset now)
    {
        (Id, Number, Warehouse, Zone, Kind, Text) = (id, number, warehouse, zone, kind, text);
        (RaisedBy, RaisedName, RaisedAt) = (by, byName, now);
    }

    public Guid Id { get; private init; }
    public long Number { get; private init; }
    public string Warehouse { get; private init; } = "";

    /// <summary>The place, as people call it: a zone, a bin, "Bench 4".</summary>
    public string Zone { get; private init; } = "";

    public HelpKind Kind { get; private init; }
    public string Text { get; private init; } = "";
    public HelpState State { get; private set; }
    public DateTimeOffset RaisedAt { get; private init; }
    public Guid RaisedBy { get; private init; }
    public string RaisedName { get; private init; } = "";
    public DateTimeOffset? AnsweredAt { get; private set; }
    public Guid? AnsweredBy { get; private set; }

    /// <summary>Who is coming.</summary>
    public string? AnsweredName { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <returns>False, and nothing changes, when it was answered or closed before.</returns>
    public bool Answer(Guid by, string name, DateTimeOffset now)
    {
        if (State != HelpState.Open)
        {
            return false;
        }

        (State, AnsweredAt, AnsweredBy, AnsweredName) = (HelpState.Answered, now, by, name);
        return true;
    }

    /// <returns>False, and nothing changes, when it is closed already.</returns>
    public bool Close(DateTimeOffset now)
    {
        if (State == HelpState.Closed)
        {
            return false;
        }

        (State, ClosedAt) = (HelpState.Closed, now);
        return true;
    }
}

/// <summary>So many people work at one station for some hours.</summary>
/// <param name="Station">"pick", "pack" …, as the site calls it.</param>
/// <param name="Zone">Null: anywhere.</param>
public sealed record Shift(Guid Id, string Warehouse, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Station, string? Zone, int People);
