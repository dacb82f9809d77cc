using System.Collections.Frozen;
using static ControlTower.Playbook.Access.Role;

namespace ControlTower.Playbook.Access;

/// <summary>Who does what. The screens hide and the commit gate refuses by this one table.</summary>
public static class RoleDuties
{
    private static readonly Role[] s_all = Enum.GetValues<Role>();

    /// <summary>Automation stands in the rows that the tower does by itself; it decides nothing that a person must answer for.</summary>
    private static readonly FrozenDictionary<Duty, FrozenSet<Role>> s_table = new Dictionary<Duty, Role[]>
    {
        [Duty.ViewOrders]                 = s_all,
        [Duty.ViewPersonalData]           = [Administrator, OrderOps, ShippingCoordinator, CustomerSupport, OpsManager, Automation],
        [Duty.CreateOrders]               = [OrderOps, OpsManager, Automation],
        [Duty.CreateOrdersInManualStores] = [OrderOps, CustomerSupport, OpsManager, Automation],
        [Duty.MergeOrders]                = [OrderOps, OpsManager],
        [Duty.CancelOrders]               = [OrderOps, CustomerSupport, OpsManager, Automation],
        [Duty.CancelAfterRelease]         = [OrderOps, OpsManager],
        [Duty.EditContact]                = [OrderOps, CustomerSupport, OpsManager, Automation],
        [Duty.EditLines]                  = [OrderOps, OpsManager, Automation],
        [Duty.WorkCases]                  = [OrderOps, ShippingCoordinator, CustomerSupport, PackerQc, OpsManager, Automation],
        [Duty.ResolveCases]               = [Administrator, OrderOps, Picker, PackerQc, ShippingCoordinator, CustomerSupport, OpsManager, Automation],
        [Duty.ReadRawMessages]            = [Administrator, OrderOps, OpsManager, Automation],
        [Duty.ReplayMessages]             = [OrderOps, OpsManager, Automation],
        [Duty.ConfirmCod]                 = [OrderOps, CustomerSupport, OpsManager, Automation],
        [Duty.PlaceHolds]                 = [OrderOps, CustomerSupport, OpsManager, Automation],
        [Duty.ReleaseHolds]               = [OrderOps, ShippingCoordinator, CustomerSupport, OpsManager, Automation],
        [Duty.MoveStock]                  = [Picker, PackerQc, OpsManager],
        [Duty.AdjustStock]                = [OpsManager],
        [Duty.ProposeWaves]               = [OrderOps, OpsManager],
        [Duty.ReleaseWaves]               = [OpsManager],
        [Duty.Pick]                       = [Picker, OpsManager],
        [Duty.Pack]                       = [PackerQc, OpsManager],
        [Duty.Ship]                       = [ShippingCoordinator, OpsManager, Automation],
        [Duty.PrintLabels]                = [PackerQc, ShippingCoordinator, OpsManager, Automation],
        [Duty.OpenReturns]                = [OrderOps, CustomerSupport, OpsManager, Automation],
        [Duty.ReceiveReturns]             = [PackerQc, OpsManager],
        [Duty.RequestRefunds]             = [OrderOps, CustomerSupport, OpsManager, Automation],
        [Duty.ApproveRefunds]             = [OpsManager],
        [Duty.WriteToCustomers]           = [CustomerSupport, OpsManager, Automation],
        [Duty.WriteNotes]                 = s_all,
        [Duty.RaiseHelpCalls]             = s_all,
        [Duty.AnswerHelpCalls]            = [OpsManager],
        [Duty.PublishRules]               = [Administrator, OpsManager],
        [Duty.ReadAudit]                  = [Administrator, OpsManager],
        [Duty.KeepCatalogue]              = [Administrator, OpsManager, Automation],
        [Duty.Administer]                 = [Administrator],
        [Duty.RunAutomation]              = [Automation],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    public static bool Has(Role role, Duty duty) => s_table[duty].Contains(role);

    /// <summary>The roles that have a duty, for a refusal that says whom to ask.</summary>
    public static IReadOnlyCollection<Role> Holders(Duty duty) => s_table[duty];

    /// <summary>A case is resolved by the role that owns it, by an ops manager, or by the tower once its cause is gone.</summary>
    public static bool MayResolve(this Actor actor, Role caseOwner) =>
        actor.May(Duty.ResolveCases) && (actor.Roles.Contains(caseOwner) || actor.Roles.Contains(OpsManager) || actor.Roles.Contains(Automation));
}
