using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>What became of an order that somebody told us by our own door.</summary>
public enum PlacedAs
{
    New,

    /// <summary>It was here, and this version is newer.</summary>
    Newer,

    /// <summary>It was here, and says the same.</summary>
    Same,
}

/// <summary>Somebody told us an order by our own door: the API, a file, the screen.</summary>
/// <param name="Door"><c>api</c>, <c>csv</c>, <c>screen</c>.</param>
public sealed record OrderPlaced(Guid Order, string Number, string Store, string ExternalId, string Door, PlacedAs As) : OrderEvent(Order, Number);
