using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ControlTower.Access;

/// <summary>Which keys were used, at most once a minute each, for whoever writes it down.</summary>
public sealed class KeyUses(TimeProvider clock)
{
    private const int WaitingMax = 1_000;

    private readonly ConcurrentDictionary<Guid, long> _minutes = new();
    private readonly Channel<Guid> _used = Channel.CreateBounded<Guid>(new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropOldest });

    public ChannelReader<Guid> Reader => _used.Reader;

    public void Note(Guid key)
    {
        var minute = clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        if (_minutes.TryGetValue(key, out var noted) ? noted != minute && _minutes.TryUpdate(key, minute, noted) : _minutes.TryAdd(key, minute))
        {
            _used.Writer.TryWrite(key);
        }
    }
}
