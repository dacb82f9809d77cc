using ControlTower.Live;
using ControlTower.Packing;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;

namespace ControlTower.Api;

/// <summary>Goods of one order in one warehouse at the bench.</summary>
/// <param name="Parcel">The open one, or the last that was sealed; null: none was begun.</param>
public sealed record PackingBoardLine(
    string Key, string Number, string Warehouse, GroupState State, DateTimeOffset StateSince, DateTimeOffset? ShipBy, IReadOnlyList<string> Totes, int Units, int Packed,
    string? Parcel, int Parcels, bool IsHighValue, HoldType? Hold, bool IsCancelled, int OpenCases) : IBoardLine
{
    private PackingRow? _row;

    object IBoardLine.Source => _row ?? (object)this;

    public static PackingBoardLine Of(PackingRow row, decimal highValueAbove) => new(
        row.Key.ToString(), row.Number, row.Warehouse, row.State, row.StateSince, row.ShipBy, row.Totes.Split(',', StringSplitOptions.RemoveEmptyEntries), row.Units, row.Packed,
        row.Parcel, row.Parcels, new Money(row.TotalMinor, row.Currency).Amount > highValueAbove, row.Hold, row.IsCancelled, row.OpenCases) { _row = row };
}

/// <summary>packing: what waits for a bench, and what lies on one.</summary>
public sealed class PackingDoor(IBoard<PackingRow> packing, Limits limits, TimeProvider clock) : IBoardDoor
{
    public string Name => "packing";

    public Type Line => typeof(PackingBoardLine);

    public IReadOnlyList<string> Filters { get; } = ["warehouse", "number"];

    public BoardPicture Read(Actor who, BoardFilter filter)
    {
        var (view, now) = (packing.View, clock.GetUtcNow());
        List<PackingRow> rows = [.. view.Rows.Where(row => who.Sees(row.Warehouse) && filter.Takes("warehouse", row.Warehouse) && filter.Takes("number", row.Number))];
        var counters = new Dictionary<string, long>
        {
            ["waiting"] = rows.Count(row => row.State == GroupState.Picked), ["packing"] = rows.Count(row => row.State == GroupState.Packing),
            ["stopped"] = rows.Count(row => row.IsStopped), ["late"] = rows.Count(row => row.ShipBy < now), ["units"] = rows.Sum(row => (long)row.Units - row.Packed),
        };
        return new(view.AsOf, Math.Max(0, view.Position), counters, [.. rows.Select(row => PackingBoardLine.Of(row, limits.HighValueAbove))]);
    }

    public IDisposable Watch(Func<Task> changed) => packing.Watch(_ => changed(), Pacer.Desk);
}
