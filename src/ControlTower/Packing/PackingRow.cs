using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>Goods of one order in one warehouse that wait for a bench or lie on one; compared by value.</summary>
/// <param name="Key">Of the group.</param>
/// <param name="Totes">Their codes with commas between; empty: nobody said where the goods lie.</param>
/// <param name="Units">Picked and still wanted.</param>
/// <param name="Packed">Of them in parcels.</param>
/// <param name="Parcel">The open one, or the last that was sealed; null: none was begun.</param>
/// <param name="OpenCases">About the order.</param>
public sealed record PackingRow(
    Guid Key, Guid OrderId, string Number, string Warehouse, GroupState State, DateTimeOffset StateSince, DateTimeOffset? ShipBy, string Totes, int Units, int Packed,
    string? Parcel, int Parcels, long TotalMinor, string Currency, HoldType? Hold, bool IsCancelled, int OpenCases)
{
    public bool IsStopped => Hold is not null || IsCancelled;
}
