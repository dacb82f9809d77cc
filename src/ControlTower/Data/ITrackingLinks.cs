namespace ControlTower.Data;

/// <summary>Knows the page on which a customer follows the own order.</summary>
public interface ITrackingLinks
{
    /// <returns>Null where none is given out: nobody knows the tower's public address, or the order has no page.</returns>
    Task<string?> OfAsync(Work work, Guid order, CancellationToken cancellationToken);
}
