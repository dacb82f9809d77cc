using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue;

/// <summary>One case, locked: for commands that touch nothing else. What also touches its order locks the order first.</summary>
internal static class LockedCase
{
    public static Task<ExceptionCase?> FindAsync(TowerDb db, Guid id, CancellationToken cancellationToken) =>
        db.Cases.FromSql($"select * from exception_case where id = {id} for update").SingleOrDefaultAsync(cancellationToken);

    /// <returns>Why nothing can be done about it any more; null where something can.</returns>
    public static Refusal? Refuse(ExceptionCase? one, Guid id) =>
        one is null ? CaseRefusals.Unknown(id) : one.IsLive ? null : CaseRefusals.Resolved();
}
