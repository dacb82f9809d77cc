using ControlTower.Journal;

namespace ControlTower.Shipping.Printing;

/// <summary>Wakes who carries labels to printers.</summary>
public sealed class PrintBell
{
    private readonly Bell _bell = new();

    public void Ring() => _bell.Ring();

    public Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) => _bell.WaitAsync(longest, clock, cancellationToken);
}
