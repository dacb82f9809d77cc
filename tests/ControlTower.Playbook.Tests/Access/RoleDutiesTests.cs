using System.Collections.Frozen;
using System.Text.Json;
using ControlTower.Playbook.Access;
using static ControlTower.Playbook.Access.Duty;

namespace ControlTower.Playbook.Tests.Access;

public sealed class RoleDutiesTests
{
    /// <summary>The table of duties again, read down its columns: what each role may, and by omission what it may not.</summary>
    private static readonly Dictionary<Role, Duty[]> s_expected = new()
    {
        [Role.Administrator] =
        [
            ViewOrders, ViewPersonalData, ResolveCases, ReadRawMessages, WriteNotes, RaiseHelpCalls, PublishRules, ReadAudit, KeepCatalogue, Administer,
        ],
        [Role.OrderOps] =
        [
            ViewOrders, ViewPersonalData, CreateOrders, CreateOrdersInManualStores, MergeOrders, CancelOrders, CancelAfterRelease, EditContact,
            EditLines, WorkCases, ResolveCases, ReadRawMessages, ReplayMessages, ConfirmCod, PlaceHolds, ReleaseHolds, ProposeWaves, OpenReturns,
            RequestRefunds, WriteNotes, RaiseHelpCalls,
        ],
        [Role.Picker] = [ViewOrders, ResolveCases, MoveStock, Pick, WriteNotes, RaiseHelpCalls],
        [Role.PackerQc] = [ViewOrders, WorkCases, ResolveCases, MoveStock, Pack, PrintLabels, ReceiveReturns, WriteNotes, RaiseHelpCalls],
        [Role.ShippingCoordinator] =
            [ViewOrders, ViewPersonalData, WorkCases, ResolveCases, ReleaseHolds, Ship, PrintLabels, WriteNotes, RaiseHelpCalls],
        [Role.CustomerSupport] =
        [
            ViewOrders, ViewPersonalData, CreateOrdersInManualStores, CancelOrders, EditContact, WorkCases, ResolveCases, ConfirmCod, PlaceHolds,
            ReleaseHolds, OpenReturns, RequestRefunds, WriteToCustomers, WriteNotes, RaiseHelpCalls,
        ],
        [Role.OpsManager] = [.. Enum.GetValues<Duty>().Except([Administer, RunAutomation])],
        [Role.Automation] =
        [
            ViewOrders, ViewPersonalData, CreateOrders, CreateOrdersInManualStores, CancelOrders, EditContact, EditLines, WorkCases, ResolveCases,
            ReadRawMessages, ReplayMessages, ConfirmCod, PlaceHolds, ReleaseHolds, Ship, PrintLabels, OpenReturns, RequestRefunds, WriteToCustomers,
            WriteNotes, RaiseHelpCalls, KeepCatalogue, RunAutomation,
        ],
    };

    public static MatrixTheoryData<Role, Duty> EveryPair => new(Enum.GetValues<Role>(), Enum.GetValues<Duty>());

    [Theory, MemberData(nameof(EveryPair))]
    public void A_role_has_the_duties_of_its_column_and_no_other(Role role, Duty duty) =>
        Assert.Equal(s_expected[role].Contains(duty), Somebody(role).May(duty));

    [Fact]
    public void Somebody_with_two_roles_may_do_what_either_may()
    {
        var both = Somebody(Role.Picker, Role.PackerQc);

        Assert.True(both.May(Pick) && both.May(Pack));
        Assert.False(both.May(Ship));
    }

    [Fact]
    public void Somebody_without_a_role_may_do_nothing() =>
        Assert.DoesNotContain(Enum.GetValues<Duty>(), Somebody().May);

    [Fact]
    public void A_case_is_resolved_by_its_owner_an_ops_manager_or_the_tower_and_by_nobody_else()
    {
        var may = Enum.GetValues<Role>().Where(role => Somebody(role).MayResolve(Role.PackerQc));

        Assert.Equal([Role.PackerQc, Role.OpsManager, Role.Automation], may);
    }

    [Fact]
    public void Warehouses_limit_what_an_actor_sees_and_none_named_means_all()
    {
        var cairo = Somebody(Role.Picker) with { Warehouses = ["cairo"] };

        Assert.True(cairo.Sees("cairo"));
        Assert.False(cairo.Sees("alex"));
        Assert.True(Actor.Tower.Sees("alex"));
    }

    [Fact]
    public void What_an_actor_may_is_no_part_of_what_was_asked()
    {
        var json = JsonSerializer.Serialize(Somebody(Role.Picker) with { Warehouses = ["cairo"] });

        Assert.DoesNotContain("Roles", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Warehouses", json, StringComparison.Ordinal);
    }

    private static Actor Somebody(params Role[] roles) => new(new Guid("0b8f9f8e-6c53-4b7e-9d5b-1a2b3c4d5e6f"), "Order Ops 1", roles.ToFrozenSet());
}
