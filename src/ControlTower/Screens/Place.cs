namespace ControlTower.Screens;

/// <summary>The warehouse that a screen looks at: its name on the wall, and the zone in which all times are shown.</summary>
/// <param name="Key">Null where the screen looks at all warehouses.</param>
/// <param name="Name">"Cairo DC"; null shows "All warehouses".</param>
/// <param name="Town">"Cairo", beside the clock, so that nobody wonders whose time it is.</param>
public sealed record Place(string? Key, string? Name, string Town, TimeZoneInfo Zone);

/// <summary>Which place this visitor's screens look at.</summary>
public interface ICurrentPlace
{
    Place Now { get; }
}

/// <summary>All warehouses, in the server's configured zone; what a screen shows before anybody chose a warehouse.</summary>
public sealed class EveryPlace : ICurrentPlace
{
    public Place Now { get; } = new(null, null, "UTC", TimeZoneInfo.Utc);
}
