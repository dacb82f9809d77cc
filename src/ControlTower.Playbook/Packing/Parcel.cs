using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Packing;

/// <summary>One box with its own number on it. Its order moves it, since what a parcel does changes the order's lines, groups and headline.</summary>
public sealed class Parcel
{
    private Parcel() { }

    internal Parcel(Guid id, string sscc, Guid orderId, Guid groupId, string warehouse, int packageNo, DateTimeOffset now)
    {
        (Id, Sscc, OrderId, GroupId, Warehouse, PackageNo) = (id, sscc, orderId, groupId, warehouse, packageNo);
        (OpenedAt, StateSince) = (now, now);
    }

    public Guid Id { get; private init; }

    /// <summary>The number on the box: <see cref="Packing.Sscc"/>.</summary>
    public string Sscc { get; private init; } = "";

    public Guid OrderId { get; private init; }
    public Guid GroupId { get; private init; }
    public string Warehouse { get; private init; } = "";

    /// <summary>1, 2, 3 … within its order.</summary>
    public int PackageNo { get; private init; }

    public ParcelState State { get; private set; }
    public DateTimeOffset StateSince { get; private set; }

    /// <summary>Name of the carton; null while none was chosen.</summary>
    public string? Carton { get; private set; }

    /// <summary>As weighed, carton included; null while it was not on the scale.</summary>
    public int? WeightGrams { get; private set; }

    /// <summary>Key of the courier of its label in force; null while it has none.</summary>
    public string? Courier { get; private set; }

    public string? Service { get; private set; }
    public string? Tracking { get; private set; }
    public DateTimeOffset OpenedAt { get; private init; }
    public DateTimeOffset? SealedAt { get; private set; }
    public DateTimeOffset? HandedOverAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public List<ParcelLine> Lines { get; private init; } = [];

    public bool IsLive => State != ParcelState.Voided;

    public int UnitsOf(string sku) => Lines.Where(line => line.Sku == sku).Sum(line => line.Units);

    /// <param name="grams">Null: what the scale said holds no longer.</param>
    public void Weigh(int? grams) => WeightGrams = grams;

    public void PackInto(string carton) => Carton = carton;

    /// <summary>A label was bought for it, or taken back (all null).</summary>
    public void GoesWith(string? courier, string? service, string? tracking) => (Courier, Service, Tracking) = (courier, service, tracking);

    internal void Put(int lineNo, string sku, int units)
    {
        if (Lines.Find(line => line.LineNo == lineNo && line.Sku == sku) is { } there)
        {
            there.Units += units;
            if (there.Units == 0)
            {
                Lines.Remove(there);
            }
        }
        else
        {
            Lines.Add(new ParcelLine(Id, lineNo, sku, units));
        }
    }

    /// <returns>False, and nothing changes, when the playbook forbids it.</returns>
    internal bool Move(ParcelMove by, DateTimeOffset now)
    {
        if (ParcelFlow.After(State, by) is not { } after)
        {
            return false;
        }

        (State, StateSince) = (after, now);
        SealedAt = after switch
        {
            ParcelState.Sealed => SealedAt ?? now,
            ParcelState.Open => null,
            _ => SealedAt,
        };
        if (after == ParcelState.HandedOver || (HandedOverAt is null && IsWithCourier(after)))
        {
            HandedOverAt ??= now;
        }

        if (after == ParcelState.Delivered)
        {
            DeliveredAt = now;
        }

        return true;
    }

    /// <summary>Out of our hands, or back after it was.</summary>
    public static bool IsWithCourier(ParcelState state) => state switch
    {
        ParcelState.Open or ParcelState.Sealed or ParcelState.Labelled or ParcelState.Voided => false,
        ParcelState.HandedOver or ParcelState.Accepted or ParcelState.InTransit or ParcelState.Delayed or ParcelState.OutForDelivery
            or ParcelState.AttemptFailed or ParcelState.AtPickupPoint or ParcelState.Delivered or ParcelState.Returning or ParcelState.Returned
            or ParcelState.Lost or ParcelState.Damaged => true,
    };
}

/// <summary>Units of one SKU in one parcel, and the line of the order that they are for.</summary>
public sealed class ParcelLine
{
    private ParcelLine() { }

    internal ParcelLine(Guid parcelId, int lineNo, string sku, int units) => (ParcelId, LineNo, Sku, Units) = (parcelId, lineNo, sku, units);

    public Guid ParcelId { get; private init; }
    public int LineNo { get; private init; }

    /// <summary>The component, where the line is a kit.</summary>
    public string Sku { get; private init; } = "";

    public int Units { get; internal set; }
}
