using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>
/// One store's own book of orders: the truth that the tower must come to agree with. Each version is appended to a file,
/// so that a simulator that is killed goes on with the same orders and the next number.
/// </summary>
public sealed class ShopLedger : IDisposable
{
    private const int OrdersMax = 50_000; // the oldest are forgotten, as a shop archives them

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, ShopOrder> _orders = [];
    private readonly SortedSet<(DateTimeOffset At, long Id)> _byUpdate = [];
    private readonly HashSet<long> _unsettled = [];
    private readonly StreamWriter? _file;
    private readonly long _firstId;
    private long _nextId;

    /// <param name="folder">Null: the book is forgotten at the end.</param>
    /// <param name="skip">Numbers left out at the beginning, so that a book without a folder does not use those of the one before it.</param>
    public ShopLedger(Store store, string? folder, long skip = 0)
    {
        Store = store;
        _firstId = _nextId = store.FirstId + skip;
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"ledger-{store.Key}.jsonl");
        Load(path);
        Compact(path);
        _file = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    public Store Store { get; }

    /// <summary>How many orders were ever written, the forgotten ones included.</summary>
    public long Made
    {
        get
        {
            lock (_lock)
            {
                return _nextId - _firstId;
            }
        }
    }

    /// <summary>Writes a new order under the next number.</summary>
    public ShopOrder Add(Func<long, ShopOrder> make)
    {
        lock (_lock)
        {
            return Keep(make(_nextId));
        }
    }

    /// <summary>Writes the next version; its time is at least a second later, as a shop's stamps are whole seconds and an equal one would be no newer.</summary>
    /// <returns>Null where the order is not known, or <paramref name="change"/> has nothing to change (it returned the same).</returns>
    public ShopOrder? Change(long id, DateTimeOffset now, Func<ShopOrder, ShopOrder> change)
    {
        lock (_lock)
        {
            if (!_orders.TryGetValue(id, out var before) || change(before) is var after && after == before)
            {
                return null;
            }

            var stamp = new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            var least = before.UpdatedAt.AddSeconds(1);
            return Keep(after with { Version = before.Version + 1, UpdatedAt = stamp > least ? stamp : least });
        }
    }

    /// <summary>Remembers the tower's number beside the order; no version of the shop's.</summary>
    public void Annotate(long id, string towerNumber)
    {
        lock (_lock)
        {
            if (_orders.TryGetValue(id, out var order) && order.TowerNumber != towerNumber)
            {
                Keep(order with { TowerNumber = towerNumber });
            }
        }
    }

    public ShopOrder? Find(long id)
    {
        lock (_lock)
        {
            return _orders.GetValueOrDefault(id);
        }
    }

    public ShopOrder? Find(string externalId) =>
        externalId.StartsWith(Store.Prefix, StringComparison.Ordinal) && long.TryParse(externalId.AsSpan(Store.Prefix.Length), out var id) ? Find(id) : null;

    /// <summary>Those whose customer still intends something.</summary>
    public IReadOnlyList<ShopOrder> Unsettled()
    {
        lock (_lock)
        {
            return [.. _unsettled.Select(id => _orders[id])];
        }
    }

    public IReadOnlyList<ShopOrder> All()
    {
        lock (_lock)
        {
            return [.. _orders.Values];
        }
    }

    /// <summary>In the order of their last change, those after the given place.</summary>
    public IReadOnlyList<ShopOrder> ChangedAfter(DateTimeOffset at, long id)
    {
        lock (_lock)
        {
            return [.. _byUpdate.GetViewBetween((at, id), (DateTimeOffset.MaxValue, long.MaxValue)).Where(key => key != (at, id)).Select(key => _orders[key.Id])];
        }
    }

    public void Dispose() => _file?.Dispose();

    private ShopOrder Keep(ShopOrder order)
    {
        Index(order);
        _file?.WriteLine(JsonSerializer.Serialize(order, TowerClient.Json));
        return order;
    }

    private void Index(ShopOrder order)
    {
        if (_orders.TryGetValue(order.Id, out var before))
        {
            _byUpdate.Remove((before.UpdatedAt, before.Id));
        }

        _orders[order.Id] = order;
        _byUpdate.Add((order.UpdatedAt, order.Id));
        _nextId = Math.Max(_nextId, order.Id + 1);
        if (order.Intends is null)
        {
            _unsettled.Remove(order.Id);
        }
        else
        {
            _unsettled.Add(order.Id);
        }

        if (_orders.Count > OrdersMax)
        {
            var oldest = _orders.First().Value;
            _orders.Remove(oldest.Id);
            _byUpdate.Remove((oldest.UpdatedAt, oldest.Id));
            _unsettled.Remove(oldest.Id);
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
                Index(JsonSerializer.Deserialize<ShopOrder>(line, TowerClient.Json)!);
            }
            catch (JsonException)
            {
                return; // the last line of a killed writer is cut short: that version was never told to anybody
            }
        }
    }

    /// <summary>One line for each order; written beside and moved over, so that a kill in the middle loses nothing.</summary>
    private void Compact(string path)
    {
        var beside = path + ".new";
        File.WriteAllLines(beside, _orders.Values.Select(order => JsonSerializer.Serialize(order, TowerClient.Json)));
        File.Move(beside, path, overwrite: true);
    }
}
