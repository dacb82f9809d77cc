using ControlTower.Live;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>One list on the floor.</summary>
public sealed record PickingBoardLine(
    string Key, string List, Guid Wave, string Warehouse, PickListKind Kind, PickListState State, DateTimeOffset? DueAt, string? Worker, DateTimeOffset? LeaseUntil,
    int Orders, int Lines, int Done, int Units, int Picked, int Short, int Wrong, int PutBacks) : IBoardLine
{
    private PickingRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static PickingBoardLine Of(PickingRow row) => new(
        row.Id.ToString(), row.Number, row.Wave, row.Warehouse, row.Kind, row.State, row.DueAt, row.Worker, row.LeaseUntil, row.Orders, row.Lines, row.Done, row.Units, row.Picked,
        row.Short, row.Wrong, row.PutBacks) { _row = row };
}

/// <summary>picking: lists with their progress, what is due first on top.</summary>
public sealed class PickingDoor(IBoard<PickingRow> picking) : IBoardDoor
{
    public string Name => "picking";

    public Type Line => typeof(PickingBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse"];

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var view = picking.View;
        List<PickingRow> rows = [.. view.Rows.Where(row => who.Sees(row.Warehouse) && filter.Takes("warehouse", row.Warehouse))];
        var counters = new Dictionary<string, long>
        {
            ["open"] = rows.Count(row => row.State == PickListState.Open), ["claimed"] = rows.Count(row => row.State == PickListState.Claimed),
            ["units"] = rows.Sum(row => (long)row.Units), ["picked"] = rows.Sum(row => (long)row.Picked), ["putBacks"] = rows.Sum(row => (long)row.PutBacks),
        };
        return new(view.AsOf, Math.Max(0, view.Position), counters, [.. rows.Select(PickingBoardLine.Of)]);
    }

    public IDisposable Watch(Func<Task> changed) => picking.Watch(_ => changed(), Pacer.Desk);
}

/// <summary>One call for help.</summary>
public sealed record HelpBoardLine(
    string Key, Guid Id, string Warehouse, string Zone, HelpKind Kind, string Text, HelpState State, DateTimeOffset RaisedAt, string RaisedBy, DateTimeOffset? AnsweredAt, string? AnsweredBy) : IBoardLine
{
    public static HelpBoardLine Of(HelpRow row) => new(
        row.Id.ToString(), row.Id, row.Warehouse, row.Zone, row.Kind, row.Text, row.State, row.RaisedAt, row.RaisedBy, row.AnsweredAt, row.AnsweredBy);
}

/// <summary>helpCalls: who on the floor needs a lead now.</summary>
public sealed class HelpDoor(IBoard<HelpRow> calls) : IBoardDoor
{
    public string Name => "helpCalls";

    public Type Line => typeof(HelpBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse"];

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var view = calls.View;
        List<HelpRow> rows = [.. view.Rows.Where(row => who.Sees(row.Warehouse) && filter.Takes("warehouse", row.Warehouse))];
        var counters = new Dictionary<string, long> { ["open"] = rows.Count(row => row.State == HelpState.Open), ["answered"] = rows.Count(row => row.State == HelpState.Answered) };
        return new(view.AsOf, Math.Max(0, view.Position), counters, [.. rows.Select(HelpBoardLine.Of)]);
    }

    public IDisposable Watch(Func<Task> changed) => calls.Watch(_ => changed(), Pacer.Desk);
}
