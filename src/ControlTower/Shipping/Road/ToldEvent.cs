namespace ControlTower.Shipping.Road;

/// <summary>One event as a courier tells it.</summary>
/// <param name="Code">The courier's own code, as sent.</param>
/// <param name="Detail">Its finer code; empty: none.</param>
/// <param name="Text">In the courier's words.</param>
/// <param name="OffsetMinutes">Of the courier's clock; null: it named none.</param>
/// <param name="Place">Empty: it named none.</param>
/// <param name="Cash">That it says it took at the door, in major units; null: it did not say.</param>
internal sealed record ToldEvent(
    string Tracking, string Code, string Detail, string Text, DateTimeOffset HappenedAt, int? OffsetMinutes, string Place, DateTimeOffset? ExpectedAt = null, decimal? Cash = null);

/// <summary>What a body turned out to be.</summary>
internal abstract record ToldBody
{
    public sealed record Events(IReadOnlyList<ToldEvent> All) : ToldBody;

    /// <summary>Nothing about a parcel's road.</summary>
    public sealed record Ignored(string Reason) : ToldBody;

    public sealed record Unreadable(string Reason, string Path) : ToldBody;
}
