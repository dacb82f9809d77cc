using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>The list of parcels that one courier takes from one warehouse at once. A parcel is on one at most.</summary>
public sealed class Manifest
{
    private Manifest() { }

    public Manifest(Guid id, string number, string courier, string warehouse, Guid by, string name, DateTimeOffset now)
    {
        (Id, Number, Courier, Warehouse) = (id, number, courier, warehouse);
        (OpenedAt, OpenedBy, OpenedName) = (now, by, name);
    }

    public Guid Id { get; private init; }

    /// <summary>"M-1123-2": the second of the 23rd of November, by the warehouse's calendar.</summary>
    public string Number { get; private init; } = "";

    public string Courier { get; private init; } = "";
    public string Warehouse { get; private init; } = "";
    public ManifestState State { get; private set; }
    public DateTimeOffset OpenedAt { get; private init; }
    public Guid OpenedBy { get; private init; }
    public string OpenedName { get; private init; } = "";
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? ClosedBy { get; private set; }

    /// <summary>Why something was left behind.</summary>
    public string? Why { get; private set; }

    public int WrongScans { get; private set; }
    public List<ManifestParcel> Parcels { get; private init; } = [];

    /// <summary>On it and not scanned yet.</summary>
    public IEnumerable<ManifestParcel> Missing => Parcels.Where(one => one.ScannedAt is null && one.LeftAt is null);

    public ManifestParcel Add(Guid parcel, bool isExtra, DateTimeOffset now)
    {
        var row = new ManifestParcel(Id, parcel, isExtra, now);
        Parcels.Add(row);
        return row;
    }

    public void NoteWrongScan() => WrongScans++;

    public void Close(Guid by, string? why, DateTimeOffset now) => (State, ClosedAt, ClosedBy, Why) = (ManifestState.Closed, now, by, why);
}

/// <summary>A parcel on a manifest.</summary>
public sealed class ManifestParcel
{
    private ManifestParcel() { }

    internal ManifestParcel(Guid manifest, Guid parcel, bool isExtra, DateTimeOffset now) => (ManifestId, ParcelId, IsExtra, AddedAt) = (manifest, parcel, isExtra, now);

    public Guid ManifestId { get; private init; }
    public Guid ParcelId { get; private init; }

    /// <summary>It came with the scan, not with the list.</summary>
    public bool IsExtra { get; private init; }

    public DateTimeOffset AddedAt { get; private init; }
    public DateTimeOffset? ScannedAt { get; private set; }
    public Guid? ScannedBy { get; private set; }

    /// <summary>It did not go with it after all, and is free for the next one.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    public string? LeftWhy { get; private set; }

    public void Scan(Guid by, DateTimeOffset now) => (ScannedAt, ScannedBy, LeftAt, LeftWhy) = (now, by, null, null);

    public void LeaveBehind(string why, DateTimeOffset now) => (ScannedAt, ScannedBy, LeftAt, LeftWhy) = (null, null, now, why);
}
