using System.Threading.Channels;

namespace ControlTower.Journal;

/// <summary>Wakes one waiter. Rings that come while nobody waits are one ring; whoever waits also looks by itself after a while.</summary>
public sealed class Bell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <returns>True when it rang, false when <paramref name="longest"/> passed without a ring.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (longest <= TimeSpan.Zero)
        {
            return _rings.Reader.TryRead(out _);
        }

        using var limit = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
