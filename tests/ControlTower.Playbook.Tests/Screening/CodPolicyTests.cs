using ControlTower.Playbook.Screening;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Screening;

public sealed class CodPolicyTests
{
    private static readonly CodFacts s_good = new(PhoneIsValid: true, AddressPasses: true, PhoneRefusals: 1);

    [Fact]
    public void A_good_order_is_confirmed_by_rule_unless_the_store_always_asks()
    {
        Assert.True(CodPolicy.Judge(CodConfirmPolicy.Doubtful, s_good).IsConfirmed);
        Assert.True(CodPolicy.Judge(CodConfirmPolicy.Never, s_good).IsConfirmed);
        Assert.Equal([CodDoubt.StoreAlwaysAsks], CodPolicy.Judge(CodConfirmPolicy.Always, s_good).Doubts);
    }

    [Fact]
    public void One_fact_makes_it_doubtful_and_is_named()
    {
        Assert.Equal([CodDoubt.Phone], CodPolicy.Judge(CodConfirmPolicy.Doubtful, s_good with { PhoneIsValid = false }).Doubts);
        Assert.Equal([CodDoubt.Address], CodPolicy.Judge(CodConfirmPolicy.Doubtful, s_good with { AddressPasses = false }).Doubts);
        Assert.Equal([CodDoubt.Refusals], CodPolicy.Judge(CodConfirmPolicy.Doubtful, s_good with { PhoneRefusals = 2 }).Doubts);
    }

    [Fact]
    public void A_store_that_never_asks_confirms_whatever_is_doubtful() =>
        Assert.True(CodPolicy.Judge(CodConfirmPolicy.Never, new CodFacts(false, false, 9)).IsConfirmed);
}
