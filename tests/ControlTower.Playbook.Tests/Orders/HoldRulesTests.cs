using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Orders;

public sealed class HoldRulesTests
{
    [Fact]
    public void Only_a_missing_payment_takes_the_stock_away() =>
        Assert.Equal([HoldType.Payment], Where(rule => !rule.KeepsStock));

    [Fact]
    public void Only_what_the_customer_must_do_pauses_the_clock() =>
        Assert.Equal([HoldType.Payment, HoldType.Address, HoldType.Phone, HoldType.Customer, HoldType.Cooling], Where(rule => rule.PausesClock));

    [Fact]
    public void Screening_and_validation_doubt_and_the_others_only_make_wait() =>
        Assert.Equal([HoldType.Stock, HoldType.Customer, HoldType.Operator], Where(rule => !rule.IsDoubt));

    [Theory]
    [InlineData(HoldType.Payment, Role.OrderOps, Role.OpsManager, Role.Automation)]
    [InlineData(HoldType.Fraud, Role.OrderOps, Role.OpsManager)]
    [InlineData(HoldType.Address, Role.OrderOps, Role.OpsManager, Role.Automation)]
    [InlineData(HoldType.Phone, Role.OrderOps, Role.OpsManager, Role.Automation)]
    [InlineData(HoldType.Sku, Role.OrderOps, Role.OpsManager, Role.Automation)]
    [InlineData(HoldType.ShippingMethod, Role.ShippingCoordinator, Role.OpsManager, Role.Automation)]
    [InlineData(HoldType.Stock, Role.OrderOps, Role.OpsManager, Role.Automation)]
    [InlineData(HoldType.Customer, Role.OrderOps, Role.CustomerSupport, Role.OpsManager, Role.Automation)]
    [InlineData(HoldType.Operator, Role.OrderOps, Role.OpsManager)]
    [InlineData(HoldType.Cooling, Role.OrderOps, Role.OpsManager, Role.Automation)]
    public void A_hold_is_released_by_its_owners_and_by_nobody_else(HoldType type, params Role[] owners) =>
        Assert.Equal(owners, Enum.GetValues<Role>().Where(role => HoldRules.MayRelease(new Actor(Guid.Empty, "somebody", [role]), type)).Order());

    private static IEnumerable<HoldType> Where(Func<HoldRule, bool> asked) => Enum.GetValues<HoldType>().Where(type => asked(HoldRules.Of(type)));
}
