using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Couriers;

/// <summary>
/// One courier's own book of parcels: what was really booked, whoever remembers it. Each change is appended to a file, so that a courier that
/// is killed goes on with the same parcels and the next number.
/// </summary>
public sealed class CarrierLedger : IDisposable
{
    private const int ParcelsMax = 50_000; // the oldest that have arrived are forgotten

    private readonly Lock _lock = new();
    private readonly Dictionary<string, CarrierParcel> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byTracking = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly StreamWriter? _file;
    private long _next;

    /// <param name="courier">Its key at the tower.</param>
    /// <param name="folder">Null: the book is forgotten at the end.</param>
    /// <param name="first">Where its numbers begin, so that a forgotten book does not use those of the one before it.</param>
    public CarrierLedger(string courier, string? folder, long first)
    {
        (Courier, _next) = (courier, first);
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"courier-{courier}.jsonl");
        Load(path);
        _file = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    public string Courier { get; }

    /// <summary>A new parcel under the next number.</summary>
    public CarrierParcel Add(Func<string, CarrierParcel> make)
    {
        lock (_lock)
        {
            return Keep(make(_next.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <returns>Null where it is not known, or <paramref name="change"/> changes nothing.</returns>
    public CarrierParcel? Change(string id, Func<CarrierParcel, CarrierParcel> change)
    {
        lock (_lock)
        {
            return _byId.TryGetValue(id, out var before) && change(before) is var after && after != before ? Keep(after) : null;
        }
    }

    public CarrierParcel? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    public CarrierParcel? FindTracking(string tracking)
    {
        lock (_lock)
        {
            return _byTracking.GetValueOrDefault(tracking) is { } id ? _byId.GetValueOrDefault(id) : null;
        }
    }

    /// <summary>The newest under the sender's reference.</summary>
    public CarrierParcel? FindReference(string reference)
    {
        lock (_lock)
        {
            return _byReference.GetValueOrDefault(reference) is { } ids ? _byId.GetValueOrDefault(ids[^1]) : null;
        }
    }

    /// <summary>All that were ever bought under a reference: two would be one too many.</summary>
    public IReadOnlyList<CarrierParcel> Bought()
    {
        lock (_lock)
        {
            return [.. _byId.Values.Where(parcel => parcel.Tracking is not null)];
        }
    }

    public IReadOnlyList<CarrierParcel> Due(DateTimeOffset now)
    {
        lock (_lock)
        {
            return [.. _byId.Values.Where(parcel => parcel.NextAt <= now)];
        }
    }

    public void Dispose() => _file?.Dispose();

    private CarrierParcel Keep(CarrierParcel parcel)
    {
        Index(parcel);
        _file?.WriteLine(JsonSerializer.Serialize(parcel, TowerClient.Json));
        return parcel;
    }

    private void Index(CarrierParcel parcel)
    {
        if (_byId.TryAdd(parcel.Id, parcel))
        {
            _order.Enqueue(parcel.Id);
            if (!_byReference.TryGetValue(parcel.Reference, out var ids))
            {
                _byReference[parcel.Reference] = ids = [];
            }

            ids.Add(parcel.Id);
            _next = Math.Max(_next, long.Parse(parcel.Id.AsSpan(parcel.Id.LastIndexOf('_') + 1), CultureInfo.InvariantCulture) + 1);
        }
        else
        {
            _byId[parcel.Id] = parcel;
        }

        if (parcel.Tracking is { } tracking)
        {
            _byTracking[tracking] = parcel.Id;
        }

        while (_order.Count > ParcelsMax)
        {
            Forget(_byId[_order.Dequeue()]);
        }
    }

    private void Forget(CarrierParcel oldest)
    {
        _byId.Remove(oldest.Id);
        _byReference.Remove(oldest.Reference);
        if (oldest.Tracking is { } old)
        {
            _byTracking.Remove(old);
        }
    }

    private void Load(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        foreach (var line in File.ReadLines(path))
        {
            try
            {
                Index(JsonSerializer.Deserialize<CarrierParcel>(line, TowerClient.Json)!);
            }
            catch (JsonException)
            {
                return; // the last line of a killed writer is cut short: that change was never told to anybody
            }
        }
    }
}
