namespace ControlTower.Playbook.Picking;

/// <summary>Why an order does not go with a draft: what would be broken if it did.</summary>
public enum WaveLimit
{
    /// <summary>A hold is open, or it is not confirmed.</summary>
    Held,

    /// <summary>Its goods do not lie in bins, as far as the tower knows.</summary>
    NotInBins,

    /// <summary>It is due with a later truck.</summary>
    Cutoff,

    /// <summary>Goods of it lie in a zone that was not asked for.</summary>
    Zone,

    /// <summary>Goods of it are of a category that was not asked for.</summary>
    Category,

    /// <summary>The draft has as many orders as it may.</summary>
    OrdersMax,

    /// <summary>The pickers would not be through in time.</summary>
    Capacity,
}

/// <summary>What a wave is wanted for.</summary>
/// <param name="Cutoff">Only what is due with this dispatch or before; null: several drafts are made, from the next truck alone to everything.</param>
/// <param name="Zones">Empty: all.</param>
/// <param name="Categories">Empty: all.</param>
/// <param name="Pickers">That walk at the same time.</param>
/// <param name="TotesPerList">That a cart carries.</param>
/// <param name="IsBatched">Orders of one unit are picked together and sorted later, instead of each into its tote.</param>
public sealed record WaveAsk(
    string Warehouse, DateTimeOffset Now, DateTimeOffset? Cutoff, IReadOnlyCollection<string> Zones, IReadOnlyCollection<string> Categories,
    int OrdersMax, int Pickers, int TotesPerList, bool IsBatched);

/// <summary>A truck that a draft is for.</summary>
/// <param name="Until">When orders had to be ready for it: the cut-off.</param>
/// <param name="Leaves">When it leaves: the ship-by of its orders.</param>
public sealed record WaveTruck(string Courier, DateTimeOffset Until, DateTimeOffset Leaves);
