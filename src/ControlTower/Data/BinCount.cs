using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>A bin was counted: the figures follow it, and whoever goes without is told.</summary>
public sealed class BinCount(BreakPromises broken)
{
    private const string Reason = "count";

    /// <param name="shelf">Locked by the caller.</param>
    /// <param name="difference">Counted, less what was expected.</param>
    /// <returns>Numbers of the orders that go without, or <c>inventory.below-promised</c>, <c>inventory.bin-short</c>.</returns>
    public async Task<Outcome<List<string>>> FollowAsync(Work work, StockLine shelf, string bin, int difference, CancellationToken cancellationToken)
    {
        if (difference > 0)
        {
            shelf.Add(difference);
            await Bins.PutAsync(work, shelf.Sku, shelf.Warehouse, bin, difference, MovementKind.Count, cancellationToken, Reason);
            await Backorders.WakeAsync(work, [shelf.Sku], cancellationToken);
        }

        if (difference >= 0)
        {
            return new List<string>();
        }

        var outcome = await broken.HandleAsync(work, shelf, shelf.PromisedBeyond(-difference), AdjustReason.Count, cancellationToken);
        if (!outcome.Decided(out _, out _))
        {
            return outcome;
        }

        var spoilt = shelf.Lose(-difference);
        return await Bins.TakeFromAsync(work, shelf.Sku, shelf.Warehouse, bin, -difference, MovementKind.Count, cancellationToken, Reason, -spoilt) is { } refused
            ? refused
            : outcome;
    }
}
