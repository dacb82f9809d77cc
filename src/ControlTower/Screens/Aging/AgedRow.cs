using ControlTower.Intake;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Orders;

namespace ControlTower.Screens.Aging;

/// <summary>One order of the backlog with its age.</summary>
public sealed record AgedRow(InboxRow Row, StandingOrder Standing, TimeSpan Age)
{
    public AgeBucket Bucket => AgingFigures.BucketOf(Age);

    /// <returns>The oldest first.</returns>
    public static IEnumerable<AgedRow> Of(IEnumerable<InboxRow> rows, DateTimeOffset now, AgeSince since, WaitsOn? cause) => rows
        .Select(row => (Row: row, Standing: row.Standing()))
        .Where(pair => pair.Standing is { } standing && OrderStage.IsOpen(standing.Stage) && (cause is null || standing.WaitsOn == cause))
        .Select(pair => new AgedRow(pair.Row, pair.Standing!, AgingFigures.AgeOf(pair.Standing!, now, since)))
        .OrderByDescending(row => row.Age).ThenBy(row => row.Row.Number, StringComparer.Ordinal);
}
