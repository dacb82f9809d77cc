using System.Collections.Immutable;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping;

namespace ControlTower.Api;

/// <summary>One parcel between the bench and the truck.</summary>
public sealed record DispatchLine(
    string Key, string Number, string Parcel, string Warehouse, string Courier, DispatchStand Stand, ParcelState State, DateTimeOffset Since, DateTimeOffset? ShipBy, string? Tracking, string? Manifest,
    int? WeightGrams, MoneyBody? Cod, string? Error, bool IsHeld, Guid? Case, string? Code, DateTimeOffset? HandedOverAt) : IBoardLine
{
    private DispatchRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static DispatchLine Of(DispatchRow row) => new(
        row.Id.ToString(), row.Number, row.Sscc, row.Warehouse, row.Courier, row.Stand, row.State, row.Since, row.ShipBy, row.Tracking, row.Manifest, row.WeightGrams,
        row.Cod is { } cod ? MoneyBody.Of(cod) : null, row.Error, row.IsHeld, row.Case, row.CaseCode, row.HandedOverAt) { _row = row };
}

/// <summary>One courier at one warehouse.</summary>
public sealed record CourierLane(string Key, string Courier, string Warehouse, int ToBook, int Labelled, int OnManifest, int HandedOver, int Missing) : IBoardLine;

/// <summary>What the boards of the shipping desk have in common.</summary>
public abstract class ParcelBoardDoor(IBoard<DispatchRow> dispatch) : IBoardDoor
{
    public abstract string Name { get; }

    public abstract Type Line { get; }

    public abstract IReadOnlyList<string> Filters { get; }

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var view = dispatch.View;
        ImmutableArray<DispatchRow> rows =
            [.. view.Rows.Where(row => who.Sees(row.Warehouse) && filter.Takes("warehouse", row.Warehouse) && filter.Takes("courier", row.Courier) && filter.Takes("number", row.Number))];
        var counters = new Dictionary<string, long>
        {
            ["here"] = rows.Count(row => row.IsHere), ["withoutLabel"] = rows.Count(row => row.IsHere && row.State == ParcelState.Sealed), ["missing"] = rows.Count(row => row.IsMissing),
            ["handedOver"] = rows.Count(row => !row.IsHere),
        };
        return new(view.AsOf, Math.Max(0, view.Position), counters, Show(rows));
    }

    public IDisposable Watch(Func<Task> changed) => dispatch.Watch(_ => changed(), Pacer.Desk);

    protected abstract IReadOnlyList<IBoardLine> Show(ImmutableArray<DispatchRow> rows);
}

/// <summary>dispatch: parcels from the seal to the truck.</summary>
public sealed class DispatchDoor(IBoard<DispatchRow> dispatch) : ParcelBoardDoor(dispatch)
{
    public override string Name => "dispatch";

    public override Type Line => typeof(DispatchLine);

    public override IReadOnlyList<string> Filters { get; } = ["warehouse", "courier", "number"];

    protected override IReadOnlyList<IBoardLine> Show(ImmutableArray<DispatchRow> rows) => [.. rows.Select(DispatchLine.Of)];
}

/// <summary>couriers: how many parcels stand where, by courier and warehouse.</summary>
public sealed class CouriersDoor(IBoard<DispatchRow> dispatch) : ParcelBoardDoor(dispatch)
{
    public override string Name => "couriers";

    public override Type Line => typeof(CourierLane);

    public override IReadOnlyList<string> Filters { get; } = ["warehouse", "courier"];

    protected override IReadOnlyList<IBoardLine> Show(ImmutableArray<DispatchRow> rows) =>
    [
        .. rows.GroupBy(row => (row.Courier, row.Warehouse)).OrderBy(of => of.Key.Warehouse, StringComparer.Ordinal).ThenBy(of => of.Key.Courier, StringComparer.Ordinal).Select(of => new CourierLane(
            $"{of.Key.Courier}/{of.Key.Warehouse}", of.Key.Courier, of.Key.Warehouse, of.Count(row => row.IsHere && row.State == ParcelState.Sealed), of.Count(row => row.Stand == DispatchStand.Labelled),
            of.Count(row => row.Stand is DispatchStand.OnManifest or DispatchStand.OnTruck), of.Count(row => !row.IsHere), of.Count(row => row.IsMissing))),
    ];
}
