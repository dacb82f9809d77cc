using ControlTower.Journal;

namespace ControlTower.Shipping;

/// <summary>Wakes those who carry bookings: something is to be sent, or somebody has a hand free.</summary>
public sealed class BookingBell
{
    private readonly Bell _bell = new();

    public void Ring() => _bell.Ring();

    public Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) => _bell.WaitAsync(longest, clock, cancellationToken);
}
