using ControlTower.ExceptionQueue;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>One case that is not solved.</summary>
/// <param name="Number">Of its order; null where it is about something else.</param>
/// <param name="IsOwned">Somebody has taken it.</param>
/// <param name="Actions">What can be done, the suggested one first.</param>
public sealed record CaseLine(
    string Key, Guid Id, ExceptionCode Code, Severity Severity, CaseState State, CaseSubject SubjectKind, string? Number, Channel? Channel, string? Store, string CauseKey,
    Role OwnerRole, Guid? Owner, bool IsOwned, bool Escalated, DateTimeOffset OpenedAt, DateTimeOffset DueAt, DateTimeOffset? SnoozedUntil,
    IReadOnlyList<CaseAction> Actions, IReadOnlyList<string> Warehouses) : IBoardLine
{
    private CaseRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static CaseLine Of(CaseRow row) => new(
        row.Id.ToString(), row.Id, row.Code, row.Severity, row.State, row.SubjectKind, row.Number, row.Channel, row.Store, row.CauseKey, row.OwnerRole, row.Owner,
        row.Owner is not null, row.Escalated, row.OpenedAt, row.DueAt, row.SnoozedUntil, row.Actions,
        row.Warehouses.Split(',', StringSplitOptions.RemoveEmptyEntries)) { _row = row };
}

/// <summary>exceptions: every case that is not solved, the oldest breach first.</summary>
public sealed class ExceptionsDoor(IBoard<CaseRow> cases, TimeProvider clock) : IBoardDoor
{
    public string Name => "exceptions";

    public Type Line => typeof(CaseLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse", "number", "store", "channel", "code"];

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var view = cases.View;
        List<CaseRow> rows = [.. view.Rows.Where(row => row.IsSeenBy(who) && Takes(filter, row))];
        var figures = CauseFigures.Of(rows.Standing(), clock.GetUtcNow());
        var counters = new Dictionary<string, long>
        {
            ["open"] = rows.Count(row => row.State == CaseState.Open), ["snoozed"] = rows.Count(row => row.State == CaseState.Snoozed),
            ["orders"] = figures.Orders, ["causes"] = figures.Causes.Count, ["causesLate"] = figures.Late, ["unowned"] = rows.Count(row => row.Owner is null),
        };
        return new(view.AsOf, Math.Max(0, view.Position), counters, [.. rows.Select(CaseLine.Of)]);
    }

    public IDisposable Watch(Func<Task> changed) => cases.Watch(_ => changed(), Pacer.Desk);

    private static bool Takes(BoardFilter filter, CaseRow row) =>
        filter.Takes("number", row.Number) && filter.Takes("store", row.Store) && filter.Takes("code", row.Code.Text())
        && filter.Takes("channel", row.Channel is { } channel ? ApiJson.Spell(channel) : null)
        && (filter.Text("warehouse") is not { } warehouse || row.Warehouses.Split(',').Contains(warehouse));
}
