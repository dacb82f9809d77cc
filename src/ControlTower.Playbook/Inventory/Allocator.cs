namespace ControlTower.Playbook.Inventory;

/// <summary>Serves a whole batch from the same shelves, so that hundreds of orders cost one transaction.</summary>
public static class Allocator
{
    /// <returns>One decision for each order, in the order in which they were served: by priority, then the oldest first.</returns>
    /// <remarks>The given shelves stay as they are; what an earlier order took is gone for the later ones.</remarks>
    public static IReadOnlyList<(SourcingAsk Ask, SourcingDecision Decision)> Allocate(
        IEnumerable<SourcingAsk> asks, IReadOnlyList<SourcingSite> sites, Shelves shelves, Kits kits)
    {
        var left = shelves.Draft();
        var served = new List<(SourcingAsk, SourcingDecision)>();
        foreach (var ask in asks.OrderByDescending(ask => ask.Priority).ThenBy(ask => ask.Since).ThenBy(ask => ask.Order))
        {
            var decision = Sourcing.Choose(ask, sites, left, kits);
            foreach (var group in decision.Groups)
            {
                foreach (var promised in group.Promised)
                {
                    left.Take(group.Warehouse, promised.Sku, promised.Units);
                }
            }

            served.Add((ask, decision));
        }

        return served;
    }
}
