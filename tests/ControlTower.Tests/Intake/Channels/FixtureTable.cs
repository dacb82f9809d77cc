namespace ControlTower.Tests.Intake.Channels;

/// <summary>Where a body of the outside world would knock.</summary>
public enum FixtureDoor { WooCommerce, Shopify, Csv, WhatsApp, SmsStatus, Courier, None }

/// <param name="File">Folder and name under the fixtures.</param>
/// <param name="Topic">What its topic header says; empty where its door has none, null where it knocks nowhere.</param>
/// <param name="Expected">What becomes of it; for <see cref="FixtureDoor.None"/> why it is no body for a door.</param>
/// <param name="Step">The step that builds its door, where it is not built yet.</param>
public sealed record FixtureRow(string File, FixtureDoor Door, string? Topic, string Expected, string? Step = null)
{
    /// <summary>It can be posted today, and <see cref="Expected"/> comes of it.</summary>
    public bool IsBuilt => Door != FixtureDoor.None && Step is null;

    public override string ToString() => File;
}

/// <summary>
/// Every body that we know of the outside world: which door it knocks at, under which topic, and what must become of it. One table for
/// the readers' tests and for the journeys over HTTP.
/// </summary>
public static partial class FixtureTable
{

    public static IReadOnlyList<FixtureRow> All => [.. s_orders, .. s_others];

    private static FixtureRow Posted(string file, FixtureDoor door, string topic, string expected) => new(file, door, topic, expected);

    private static FixtureRow NoBody(string file, string why) => new(file, FixtureDoor.None, null, why);
}
