using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>The inbox's rows as boards that count need them: they count what the inbox shows, and cannot differ from it.</summary>
public static class InboxStanding
{
    public static IEnumerable<StandingOrder> Standing(this IEnumerable<InboxRow> rows) => rows.Select(Standing).OfType<StandingOrder>();

    /// <returns>Null for a row that stands in no stage.</returns>
    public static StandingOrder? Standing(this InboxRow row) => row.Stage is { } stage
        ? new(
            stage, row.StageSince ?? row.ReceivedAt, row.ReceivedAt, row.ConfirmedAt, row.LastMovementAt, row.DueAt, row.Hold,
            row.CaseCode is { } code ? ExceptionCodes.Find(code) : null, row.Backordered > 0)
        : null;
}
