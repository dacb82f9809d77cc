using System.Collections.Concurrent;
using ControlTower.Simulator.Mishaps;

namespace ControlTower.Simulator.People;

/// <summary>What shall go wrong on the floor next: each request is met by the first worker who can.</summary>
public sealed class FloorMishaps
{
    private readonly ConcurrentDictionary<Mishap, int> _wanted = new();

    public void Ask(Mishap kind) => _wanted.AddOrUpdate(kind, 1, (_, before) => before + 1);

    /// <returns>True once for each request.</returns>
    public bool Take(Mishap kind)
    {
        while (_wanted.TryGetValue(kind, out var left) && left > 0)
        {
            if (_wanted.TryUpdate(kind, left - 1, left))
            {
                return true;
            }
        }

        return false;
    }
}
