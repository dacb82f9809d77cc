using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue;

/// <summary>One case, locked: for commands that touch nothing else. What also touches its order locks the order first.</summary>
internal static class LockedCase
{
    /// <returns>Or why nothing can be done about it: unknown, solved, or about an order that only other warehouses ship.</returns>
    public static async Task<Outcome<ExceptionCase>> FindAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        var one = await work.Db.Cases.FromSql($"select * from exception_case where id = {id} for update").SingleOrDefaultAsync(cancellationToken);
        return Refuse(one, id) is { } refused ? refused
            : await ElsewhereAsync(work, one!, cancellationToken) is { } elsewhere ? AccessRefusals.OutOfScope(elsewhere)
            : one!;
    }

    /// <returns>Why nothing can be done about it any more; null where something can.</returns>
    public static Refusal? Refuse(ExceptionCase? one, Guid id) =>
        one is null ? CaseRefusals.Unknown(id) : one.IsLive ? null : CaseRefusals.Resolved();

    /// <returns>A warehouse that ships the order, where none of the actor's does; what no warehouse has been chosen for is everybody's business.</returns>
    private static async Task<string?> ElsewhereAsync(Work work, ExceptionCase one, CancellationToken cancellationToken)
    {
        if (work.By.Warehouses is null || one.OrderId is not { } order)
        {
            return null;
        }

        var sites = await work.Db.Database.SqlQuery<string>($"select warehouse from fulfilment_group where order_id = {order} and state <> 'cancelled'").ToListAsync(cancellationToken);
        return sites.Count > 0 && !sites.Exists(work.By.Sees) ? sites[0] : null;
    }
}
