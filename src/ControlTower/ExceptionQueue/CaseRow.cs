using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue;

/// <summary>One live case as the list shows it. Flat and compared by value: what reads the same is not drawn again.</summary>
/// <param name="Number">Of its order; null where it is about something else.</param>
/// <param name="Customer">First name and an initial; empty where it is about no order.</param>
/// <param name="Store">Of its order or message; the store itself; null where it has to do with none.</param>
/// <param name="Evidence">JSON object: what the rule saw.</param>
/// <param name="LinesShort">Lines of the order that wait for stock, of <paramref name="Lines"/>.</param>
/// <param name="Units">Wanted units of the order.</param>
/// <param name="Warehouses">Where its live groups are, joined with a comma.</param>
/// <param name="ReceivedAt">When its order came in.</param>
public sealed record CaseRow(
    Guid Id, ExceptionCode Code, Severity Severity, CaseSubject SubjectKind, string SubjectId, Guid? OrderId, string? Number, string Customer, Channel? Channel,
    string? Store, long ValueMinor, string? Currency, int? LineNo, string CauseKey, string Evidence, Role OwnerRole, Guid? Owner, string? OwnerName,
    DateTimeOffset FirstOpenedAt, DateTimeOffset OpenedAt, DateTimeOffset DueAt, DateTimeOffset? SnoozedUntil, string? WakesOn, CaseState State, bool Escalated,
    string? Why, PaymentState? Payment, int LinesShort, int Lines, int Units, string Warehouses, DateTimeOffset? ReceivedAt, DateTimeOffset? ResolvedAt,
    string? Resolution)
{
    /// <summary>Whether it is the business of somebody who works for these warehouses; what is not promised anywhere yet is everybody's.</summary>
    public bool IsSeenBy(Actor actor) => Warehouses.Length == 0 || Array.Exists(Warehouses.Split(','), actor.Sees);

    /// <summary>What can be done, the suggested one first.</summary>
    public IReadOnlyList<CaseAction> Actions => ExceptionCatalogue.ActionsFor(Code, OrderId is not null);
}
