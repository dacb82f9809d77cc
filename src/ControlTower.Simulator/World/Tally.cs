using System.Collections.Concurrent;

namespace ControlTower.Simulator.World;

/// <summary>Counts since the start, for the page and for the line of each minute.</summary>
public sealed class Tally
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <param name="what">In the words that the page shows: "orders site-eg", "webhooks lost", "cases solved" …</param>
    public void Count(string what, long by = 1) => _counts.AddOrUpdate(what, by, (_, before) => before + by);

    public long this[string what] => _counts.GetValueOrDefault(what);

    public IReadOnlyList<KeyValuePair<string, long>> All => [.. _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal)];
}
