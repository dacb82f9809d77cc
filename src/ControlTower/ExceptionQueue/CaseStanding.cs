using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue;

/// <summary>The list's rows as boards that count need them.</summary>
public static class CaseStanding
{
    /// <summary>Without those that were put to sleep: nobody need look at them now.</summary>
    public static IEnumerable<StandingCase> Standing(this IEnumerable<CaseRow> rows) => rows
        .Where(row => row.State == CaseState.Open)
        .Select(row => new StandingCase(row.Code, row.CauseKey, row.Number, row.OwnerRole, row.Owner is not null, row.DueAt));
}
