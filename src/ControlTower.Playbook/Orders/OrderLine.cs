using System.Diagnostics;
using System.Globalization;
using ControlTower.Playbook.Intake;

namespace ControlTower.Playbook.Orders;

/// <summary>
/// One line of an order. Each of its units lies in exactly one bucket:
/// ordered = unallocated + cancelled + backordered + reserved + picked + packed + shipped, and returned ≤ shipped. SQL holds the same rule.
/// </summary>
public sealed class OrderLine
{
    /// <summary>More of one line is a slip of the finger until a person says otherwise.</summary>
    public const int UnitsMax = 1_000;

    private OrderLine() { }

    internal OrderLine(Guid orderId, int lineNo, IncomingLine asked)
    {
        (OrderId, LineNo) = (orderId, lineNo);
        Ask(asked);
    }

    public Guid OrderId { get; private init; }
    public int LineNo { get; private init; }

    /// <summary>Ours; null while what was asked is not in the catalogue.</summary>
    public string? Sku { get; private set; }

    public string AskedSku { get; private set; } = "";

    /// <summary>The quantity as it was sent; it differs from <see cref="Ordered"/> where that was no whole number above zero.</summary>
    public string AskedUnits { get; private set; } = "";

    public string? Barcode { get; private set; }
    public string Name { get; private set; } = "";
    public string? ExternalLineId { get; private set; }
    public int Ordered { get; private set; }
    public int Unallocated { get; private set; }
    public int Cancelled { get; private set; }
    public int Backordered { get; private set; }
    public int Reserved { get; private set; }
    public int Picked { get; private set; }
    public int Packed { get; private set; }
    public int Shipped { get; private set; }
    public int Returned { get; private set; }
    public long UnitPriceMinor { get; private set; }
    public long LineTotalMinor { get; private set; }

    /// <summary>What is still to be promised.</summary>
    public int Wanted => Unallocated + Backordered;

    /// <summary>The quantity cannot be fulfilled as it is written; nothing is ordered until somebody corrects it.</summary>
    public bool HasBadQuantity => Ordered == 0;

    internal void Ask(IncomingLine asked)
    {
        (AskedSku, AskedUnits, Barcode) = (asked.Sku ?? "", asked.UnitsText, asked.Barcode);
        (Name, ExternalLineId) = (asked.Name, asked.ExternalLineId);
        Ordered = Unallocated = asked.Units is > 0 and <= UnitsMax ? asked.Units.Value : 0;
        Cancelled = Backordered = Reserved = 0;
        (UnitPriceMinor, LineTotalMinor) = (asked.UnitPrice.Minor, asked.LineTotal.Minor);
        Sku = null;
    }

    /// <summary>Names the SKU of ours that was meant.</summary>
    internal void MeansSku(string? sku) => Sku = sku;

    internal void CorrectUnits(int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        Debug.Assert(Reserved + Picked + Packed + Shipped == 0, "Stock is given back before a quantity changes.");
        (Ordered, Unallocated, Cancelled, Backordered) = (units, units, 0, 0);
        LineTotalMinor = UnitPriceMinor * units;
        AskedUnits = units.ToString(CultureInfo.InvariantCulture);
    }

    internal void Promise(int units)
    {
        var fromUnallocated = Math.Min(units, Unallocated);
        Unallocated -= fromUnallocated;
        Backordered -= units - fromUnallocated;
        Reserved += units;
        Check();
    }

    internal void Backorder(int units)
    {
        Unallocated -= units;
        Backordered += units;
        Check();
    }

    internal void GiveBack(int units)
    {
        Reserved -= units;
        Unallocated += units;
        Check();
    }

    /// <summary>Backordered units are asked for again.</summary>
    internal void AskAgain() => (Unallocated, Backordered) = (Unallocated + Backordered, 0);

    internal int CancelRest()
    {
        var units = Wanted;
        (Unallocated, Backordered) = (0, 0);
        Cancelled += units;
        Check();
        return units;
    }

    internal void TakeOff()
    {
        CancelRest();
        LineTotalMinor = 0;
    }

    /// <summary>A counter sale leaves with the customer at once.</summary>
    internal void LeaveOverTheCounter()
    {
        (Shipped, Unallocated) = (Shipped + Unallocated, 0);
        Check();
    }

    /// <summary>Taken off the shelf for the order.</summary>
    internal void Pick(int units) => Shift(units, take: n => Reserved -= n, put: n => Picked += n);

    /// <summary>Not picked after all: an undo, or the goods went back to their shelf.</summary>
    internal void Unpick(int units) => Shift(units, take: n => Picked -= n, put: n => Reserved += n);

    internal void Pack(int units) => Shift(units, take: n => Picked -= n, put: n => Packed += n);

    internal void Unpack(int units) => Shift(units, take: n => Packed -= n, put: n => Picked += n);

    internal void Ship(int units) => Shift(units, take: n => Packed -= n, put: n => Shipped += n);

    /// <summary>Came back. It stays shipped; the KPI counts both.</summary>
    internal void ComeBack(int units)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Shipped - Returned);
        Returned += units;
    }

    private void Shift(int units, Action<int> take, Action<int> put)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        take(units);
        put(units);
        Check();
    }

    [Conditional("DEBUG")]
    private void Check() => Debug.Assert(
        Ordered == Unallocated + Cancelled + Backordered + Reserved + Picked + Packed + Shipped
        && Math.Min(Math.Min(Unallocated, Backordered), Math.Min(Reserved, Cancelled)) >= 0
        && Math.Min(Picked, Math.Min(Packed, Shipped)) >= 0);
}
