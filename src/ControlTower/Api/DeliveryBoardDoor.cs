using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Road;

namespace ControlTower.Api;

/// <summary>One parcel on the road.</summary>
public sealed record DeliveryBoardLine(
    string Key, string Parcel, string Number, string Warehouse, ParcelState State, DateTimeOffset Since, string? Courier, string? Tracking, DateTimeOffset? HeardAt, string? Place,
    DateTimeOffset? ExpectedAt, int Attempts, DateTimeOffset? RescueUntil, string? Code) : IBoardLine
{
    private DeliveryRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static DeliveryBoardLine Of(DeliveryRow row) => new(
        row.Id.ToString(), row.Sscc, row.Number, row.Warehouse, row.State, row.Since, row.Courier, row.Tracking, row.HeardAt, row.Place, row.Expected, row.Attempts, row.RescueUntil, row.Case) { _row = row };
}

/// <summary>delivery: every parcel between our door and the customer's, those that need somebody first.</summary>
public sealed class DeliveryDoor(IBoard<DeliveryRow> delivery) : IBoardDoor
{
    public string Name => "delivery";

    public Type Line => typeof(DeliveryBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse", "number", "courier"];

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var view = delivery.View;
        List<DeliveryRow> rows =
        [
            .. view.Rows.Where(row => who.Sees(row.Warehouse) && filter.Takes("warehouse", row.Warehouse) && filter.Takes("number", row.Number) && filter.Takes("courier", row.Courier)),
        ];
        var counters = new Dictionary<string, long>
        {
            ["onTheRoad"] = rows.Count, ["outForDelivery"] = rows.Count(row => row.State == ParcelState.OutForDelivery), ["attemptFailed"] = rows.Count(row => row.State == ParcelState.AttemptFailed),
            ["returning"] = rows.Count(row => row.State == ParcelState.Returning), ["withCase"] = rows.Count(row => row.Case is not null),
        };
        return new(view.AsOf, Math.Max(0, view.Position), counters, [.. rows.Select(DeliveryBoardLine.Of)]);
    }

    public IDisposable Watch(Func<Task> changed) => delivery.Watch(_ => changed(), Pacer.Desk);
}
