namespace ControlTower.Playbook.Screening;

/// <summary>What one order has in common with another.</summary>
/// <param name="Phone">In E.164; null where it has none or a bad one.</param>
/// <param name="Units">SKU → units, over all lines.</param>
public sealed record OrderTrace(Guid Id, string Number, string? Phone, DateTimeOffset PlacedAt, IReadOnlyDictionary<string, int> Units);

/// <param name="Minutes">Between the two, whole ones.</param>
public sealed record DuplicateHit(Guid Other, string OtherNumber, int Minutes);

/// <summary>People press twice, and order again by WhatsApp what the website seemed to have lost.</summary>
public static class DuplicateRule
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <param name="others">Orders that still stand; <paramref name="order"/> itself may be among them.</param>
    /// <returns>The nearest in time of those with the same phone and the same items within half an hour; null when there is none.</returns>
    public static DuplicateHit? Judge(OrderTrace order, IEnumerable<OrderTrace> others) =>
        order.Phone is null || order.Units.Count == 0
            ? null
            : others
                .Where(other => other.Id != order.Id && other.Phone == order.Phone && Apart(order, other) <= Window && HaveSameItems(order, other))
                .OrderBy(other => Apart(order, other))
                .Select(other => new DuplicateHit(other.Id, other.Number, (int)Apart(order, other).TotalMinutes))
                .FirstOrDefault();

    private static TimeSpan Apart(OrderTrace one, OrderTrace other) => (one.PlacedAt - other.PlacedAt).Duration();

    private static bool HaveSameItems(OrderTrace one, OrderTrace other) =>
        one.Units.Count == other.Units.Count && one.Units.All(item => other.Units.TryGetValue(item.Key, out var units) && units == item.Value);
}
