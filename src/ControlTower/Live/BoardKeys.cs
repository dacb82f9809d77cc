namespace ControlTower.Live;

/// <summary>Reads the keys of the feed.</summary>
public static class BoardKeys
{
    private const string OrderPrefix = "order:";
    private const string CasePrefix = "case:";

    public static IEnumerable<Guid> OrdersOf(FeedEntry entry) => Of(entry, OrderPrefix);

    public static IEnumerable<Guid> CasesOf(FeedEntry entry) => Of(entry, CasePrefix);

    /// <summary>Ids behind the keys that begin so.</summary>
    public static IEnumerable<Guid> Of(FeedEntry entry, string prefix) => entry.Keys
        .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(key => Guid.TryParse(key.AsSpan(prefix.Length), out var id) ? id : Guid.Empty)
        .Where(id => id != Guid.Empty);
}
