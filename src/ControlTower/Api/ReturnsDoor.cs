using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;

namespace ControlTower.Api;

/// <summary>One return.</summary>
/// <param name="DueAt">When it should be graded, or its refund decided; null: nothing waits for us.</param>
public sealed record ReturnsBoardLine(
    string Key, string Name, string Number, string Warehouse, ReturnKind Kind, ReturnState State, DateTimeOffset StateSince, DateTimeOffset OpenedAt, DateTimeOffset? DueAt,
    int Units, ReturnReason Reason, RefundState Refund, MoneyBody? RefundAmount, MoneyBody Paid) : IBoardLine
{
    private ReturnRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static ReturnsBoardLine Of(ReturnRow row) => new(
        row.Id.ToString(), row.Name, row.Order, row.Warehouse, row.Kind, row.State, row.StateSince, row.OpenedAt, row.DueAt, row.Units, row.Reason, row.Refund,
        row.Refund == RefundState.None ? null : MoneyBody.Of(new Money(row.RefundMinor, row.Currency)), MoneyBody.Of(new Money(row.PaidMinor, row.Currency))) { _row = row };
}

/// <summary>returns: what comes back, what is to be graded, whose money waits.</summary>
public sealed class ReturnsDoor(IBoard<ReturnRow> returns) : IBoardDoor
{
    public string Name => "returns";

    public Type Line => typeof(ReturnsBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse", "number", "state", "refund"];

    public IReadOnlyCollection<string>? WordsOf(string filter) => filter switch
    {
        "state" => BoardFilter.Spelled<ReturnState>(),
        "refund" => BoardFilter.Spelled<RefundState>(),
        _ => null,
    };

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var view = returns.View;
        List<ReturnRow> rows = [.. view.Rows.Where(row => who.Sees(row.Warehouse) && Takes(filter, row))];
        var counters = new Dictionary<string, long>
        {
            ["toGrade"] = rows.Count(row => row.Place == ReturnPlace.ToGrade), ["onTheWay"] = rows.Count(row => row.Place == ReturnPlace.OnTheWay),
            ["refundWaits"] = rows.Count(row => row.Place == ReturnPlace.RefundWaits), ["endedToday"] = rows.Count(row => row.Place == ReturnPlace.Ended),
        };
        return new(view.AsOf, Math.Max(0, view.Position), counters, [.. rows.Select(ReturnsBoardLine.Of)]);
    }

    public IDisposable Watch(Func<Task> changed) => returns.Watch(_ => changed(), Pacer.Desk);

    private static bool Takes(BoardFilter filter, ReturnRow row) =>
        filter.Takes("warehouse", row.Warehouse) && filter.Takes("number", row.Order) && filter.Takes("state", ApiJson.Spell(row.State)) && filter.Takes("refund", ApiJson.Spell(row.Refund));
}
