using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>Something that a connector wrote into the shop's back office: a note, a fulfilment, a refund, a stock figure.</summary>
/// <param name="Kind"><c>note</c>, <c>fulfilment</c>, <c>refund</c>, <c>stock</c>, <c>closed</c>.</param>
/// <param name="Order">The shop's order; 0 where it is about a product.</param>
/// <param name="What">As it was sent.</param>
public sealed record OfficeEntry(long Id, string Kind, long Order, string? Sku, JsonElement What, DateTimeOffset At);

/// <summary>One store's back office: what connectors wrote into it. Only added to, and kept in a file, so that a test can ask it after any kill.</summary>
public sealed class ShopOffice : IDisposable
{
    private const int EntriesMax = 200_000;

    private readonly Lock _lock = new();
    private readonly List<OfficeEntry> _entries = [];
    private readonly StreamWriter? _file;
    private readonly TimeProvider _clock;
    private long _next = 501;

    /// <param name="folder">Null: forgotten at the end.</param>
    public ShopOffice(Store store, string? folder, TimeProvider clock)
    {
        _clock = clock;
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"office-{store.Key}.jsonl");
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path).Where(line => line.EndsWith('}')))
            {
                _entries.Add(JsonSerializer.Deserialize<OfficeEntry>(line, TowerClient.Json)!);
            }

            _next = _entries.Count == 0 ? _next : _entries.Max(entry => entry.Id) + 1;
        }

        _file = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    public OfficeEntry Add(string kind, long order, string? sku, JsonElement what)
    {
        lock (_lock)
        {
            if (_entries.Count >= EntriesMax)
            {
                _entries.RemoveRange(0, EntriesMax / 10);
            }

            var entry = new OfficeEntry(_next++, kind, order, sku, what.Clone(), _clock.GetUtcNow());
            _entries.Add(entry);
            _file?.WriteLine(JsonSerializer.Serialize(entry, TowerClient.Json));
            return entry;
        }
    }

    public IReadOnlyList<OfficeEntry> Of(string kind, long order)
    {
        lock (_lock)
        {
            return [.. _entries.Where(entry => entry.Kind == kind && entry.Order == order)];
        }
    }

    /// <returns>The last figure; null: never set.</returns>
    public int? StockOf(string sku)
    {
        lock (_lock)
        {
            return _entries.LastOrDefault(entry => entry.Kind == "stock" && entry.Sku == sku)?.What is { } what
                ? (what.TryGetProperty("stock_quantity", out var woo) ? woo : what.GetProperty("available")).GetInt32()
                : null;
        }
    }

    public void Dispose() => _file?.Dispose();
}
