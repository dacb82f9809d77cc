using System.Collections.Frozen;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>What a type of hold does to an order while it is open. No open hold lets an order reach the floor, whatever its type.</summary>
/// <param name="KeepsStock">Stock promised before stays promised; else it is given back when the hold is placed.</param>
/// <param name="PausesClock">The customer is asked: the net clock stands still. Never for what we do ourselves, or the KPI could be gamed.</param>
/// <param name="IsDoubt">Screening or validation does not believe the order: it is not confirmed, and no new stock is promised.</param>
/// <param name="Owners">Who may release it, besides an ops manager.</param>
/// <param name="IsForPeople">Placed or to be judged by a person; the tower never releases it by itself.</param>
public sealed record HoldRule(bool KeepsStock, bool PausesClock, bool IsDoubt, FrozenSet<Role> Owners, bool IsForPeople = false);

/// <summary>One rule for each type of hold.</summary>
public static class HoldRules
{
    private static readonly FrozenDictionary<HoldType, HoldRule> s_table = new Dictionary<HoldType, HoldRule>
    {
        [HoldType.Payment]        = new(KeepsStock: false, PausesClock: true,  IsDoubt: true,  [Role.OrderOps]),
        [HoldType.Fraud]          = new(KeepsStock: true,  PausesClock: false, IsDoubt: true,  [Role.OrderOps], IsForPeople: true),
        [HoldType.Address]        = new(KeepsStock: true,  PausesClock: true,  IsDoubt: true,  [Role.OrderOps]),
        [HoldType.Phone]          = new(KeepsStock: true,  PausesClock: true,  IsDoubt: true,  [Role.OrderOps]),
        [HoldType.Sku]            = new(KeepsStock: true,  PausesClock: false, IsDoubt: true,  [Role.OrderOps]),
        [HoldType.ShippingMethod] = new(KeepsStock: true,  PausesClock: false, IsDoubt: true,  [Role.ShippingCoordinator]),
        [HoldType.Stock]          = new(KeepsStock: true,  PausesClock: false, IsDoubt: false, [Role.OrderOps]),
        [HoldType.Customer]       = new(KeepsStock: true,  PausesClock: true,  IsDoubt: false, [Role.CustomerSupport, Role.OrderOps]),
        [HoldType.Operator]       = new(KeepsStock: true,  PausesClock: false, IsDoubt: false, [Role.OrderOps], IsForPeople: true),

        // A prepaid order's promise for as long as payment may take; when it runs out, a payment hold follows.
        [HoldType.Cooling]        = new(KeepsStock: true,  PausesClock: true,  IsDoubt: true,  [Role.OrderOps]),
    }.ToFrozenDictionary();

    public static HoldRule Of(HoldType type) => s_table[type];

    public static bool MayRelease(Actor actor, HoldType type)
    {
        var rule = s_table[type];
        return actor.May(Duty.ReleaseHolds)
            && (actor.Roles.Contains(Role.OpsManager)
                || actor.Roles.Overlaps(rule.Owners)
                || (actor.Roles.Contains(Role.Automation) && !rule.IsForPeople));
    }
}
