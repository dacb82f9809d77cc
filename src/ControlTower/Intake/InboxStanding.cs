using ControlTower.Playbook.ExceptionQueue;
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

    /// <summary>Of each order the open case that runs out first.</summary>
    public static IEnumerable<StandingCase> Cases(this IEnumerable<InboxRow> rows)
    {
        foreach (var row in rows)
        {
            if (row is { CaseCode: { } text, CauseKey: { } cause } && ExceptionCodes.Find(text) is { } code)
            {
                yield return new(code, cause, row.Number, ExceptionCatalogue.Of(code).Owner, row.OwnerId is not null, row.DueAt ?? row.ReceivedAt);
            }
        }
    }
}
