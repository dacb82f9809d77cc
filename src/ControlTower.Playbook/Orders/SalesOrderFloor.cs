using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>
/// What the floor does to an order: its groups walk from release to handover, and each unit of a line from reserved to picked, packed and
/// shipped. Where the playbook forbids a move, nothing changes and the caller hears of it.
/// </summary>
public sealed partial class SalesOrder
{
    public IEnumerable<Parcel> LiveParcels => Parcels.Where(parcel => parcel.IsLive);

    /// <returns>Null, or <c>orders.group-state</c>.</returns>
    public static Refusal? Move(FulfilmentGroup group, GroupMove by, DateTimeOffset now) =>
        group.Move(by, now) ? null : OrderRefusals.GroupState(by, group.State);

    /// <summary>Whether the floor may have the group: nothing holds the order, and it is promised.</summary>
    public Refusal? RefuseRelease(FulfilmentGroup group) =>
        OpenHolds.FirstOrDefault() is { } hold ? OrderRefusals.HeldOnFloor(hold.Type)
        : GroupFlow.After(group.State, GroupMove.Release) is null ? OrderRefusals.GroupState(GroupMove.Release, group.State)
        : null;

    /// <param name="units">Of the line: a kit counts when its last component is there.</param>
    public void Pick(int lineNo, int units) => Line(lineNo).Pick(units);

    public void Unpick(int lineNo, int units) => Line(lineNo).Unpick(units);

    /// <summary>Units leave the group because their goods are not there; they are to be promised anew.</summary>
    public void Miss(FulfilmentGroup group, int lineNo, int units)
    {
        group.Remove(lineNo, units);
        Line(lineNo).GiveBack(units);
    }

    /// <summary>Units on the floor are not wanted any more. The goods are put back by scan; the caller takes care of the promise.</summary>
    /// <param name="picked">How many of them were picked or packed already.</param>
    public void CancelOnFloor(FulfilmentGroup group, int lineNo, int units, int picked)
    {
        var line = Line(lineNo);
        group.Remove(lineNo, units);
        var packed = Math.Min(line.Packed, Math.Max(0, picked - line.Picked));
        line.Unpack(packed);
        line.Unpick(picked);
        line.GiveBack(units);
    }

    public Parcel OpenParcel(FulfilmentGroup group, Guid id, string sscc, DateTimeOffset now)
    {
        var parcel = new Parcel(id, sscc, Id, group.Id, group.Warehouse, Parcels.Count == 0 ? 1 : Parcels.Max(known => known.PackageNo) + 1, now);
        Parcels.Add(parcel);
        return parcel;
    }

    /// <summary>One more unit lies in the parcel, or one fewer.</summary>
    /// <param name="sku">The component, where the line is a kit.</param>
    /// <param name="units">What lies in the parcel changes by this.</param>
    /// <param name="lineUnits">Whole units of the line that are packed by it: fewer than <paramref name="units"/> where the line is a kit.</param>
    public void Pack(Parcel parcel, int lineNo, string sku, int units, int lineUnits)
    {
        parcel.Put(lineNo, sku, units);
        if (lineUnits >= 0)
        {
            Line(lineNo).Pack(lineUnits);
        }
        else
        {
            Line(lineNo).Unpack(-lineUnits);
        }
    }

    /// <summary>Whole units of a kit that are packed no longer, since a component was taken out.</summary>
    public void Unpack(int lineNo, int units) => Line(lineNo).Unpack(units);

    /// <returns>False, and nothing changes, when the playbook forbids it.</returns>
    public static bool MoveParcel(Parcel parcel, ParcelMove by, DateTimeOffset now) => parcel.Move(by, now);

    /// <summary>
    /// The parcel leaves the house: handed over, or first heard of from the courier. Its units are shipped; with its last parcel the group
    /// is handed over, and with its last group the order.
    /// </summary>
    /// <param name="kitLines">Numbers of the lines that are kits: they are shipped whole, with the last parcel of their group.</param>
    public void LeaveHouse(Parcel parcel, IReadOnlySet<int> kitLines, DateTimeOffset now)
    {
        foreach (var line in parcel.Lines.Where(line => !kitLines.Contains(line.LineNo)))
        {
            Line(line.LineNo).Ship(line.Units);
        }

        var group = Groups.Single(of => of.Id == parcel.GroupId);
        if (LiveParcels.Any(other => other.GroupId == group.Id && !Parcel.IsWithCourier(other.State)))
        {
            return;
        }

        foreach (var line in group.Lines.Where(line => kitLines.Contains(line.LineNo)))
        {
            Line(line.LineNo).Ship(Math.Min(line.Units, Line(line.LineNo).Packed));
        }

        group.Move(GroupMove.HandOver, now);
        NoteHandover(now);
    }

    public void ComeBack(int lineNo, int units) => Line(lineNo).ComeBack(units);

    public void OpenReturn() => ReturnsOpen++;

    public void CloseReturn() => ReturnsOpen = Math.Max(0, ReturnsOpen - 1);

    /// <summary>Nothing is to come any more.</summary>
    public void CloseForGood(DateTimeOffset now) => ClosedAt ??= now;

    public FulfilmentGroup? Group(Guid id) => Groups.Find(group => group.Id == id);

    private OrderLine Line(int lineNo) => Lines.Single(line => line.LineNo == lineNo);

    private void NoteHandover(DateTimeOffset now)
    {
        if (Groups.TrueForAll(group => group.State is GroupState.HandedOver or GroupState.Cancelled) && Lines.TrueForAll(line => line.Wanted == 0))
        {
            HandedOverAt ??= now;
        }
    }
}
