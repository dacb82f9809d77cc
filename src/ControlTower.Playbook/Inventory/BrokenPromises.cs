namespace ControlTower.Playbook.Inventory;

/// <summary>What one order holds of a shelf, as far as it can still be taken back.</summary>
/// <param name="Since">When the order began to wait.</param>
public sealed record HeldPromise(Guid Order, int Priority, DateTimeOffset Since, int Units);

/// <summary>Promised goods are gone: somebody goes without. The youngest do, those of least priority before others, as stock is given to the oldest first.</summary>
public static class BrokenPromises
{
    /// <param name="missing">Promised units that have no goods; at least 1.</param>
    /// <returns>The orders whose promise is broken, the youngest first; null where all of them together do not cover it.</returns>
    public static IReadOnlyList<Guid>? Choose(IEnumerable<HeldPromise> held, int missing)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(missing);
        var broken = new List<Guid>();
        foreach (var promise in held.OrderBy(promise => promise.Priority).ThenByDescending(promise => promise.Since).ThenByDescending(promise => promise.Order))
        {
            if (missing <= 0)
            {
                break;
            }

            broken.Add(promise.Order);
            missing -= promise.Units;
        }

        return missing <= 0 ? broken : null;
    }
}
