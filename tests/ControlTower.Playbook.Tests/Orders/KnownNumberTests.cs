using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Orders;

public sealed class KnownNumberTests
{
    [Theory]
    [InlineData(Channel.Woocommerce, "1042", "1042 (CT-7)")]
    [InlineData(Channel.Shopify, "#1042", "#1042 (CT-7)")]
    [InlineData(Channel.Pos, "CT-7", "CT-7")]
    [InlineData(Channel.Marketplace, "", "CT-7")]
    [InlineData(Channel.Whatsapp, "M-9f3a", "CT-7")]
    [InlineData(Channel.Manual, "M-9f3a", "CT-7")]
    public void A_customer_is_told_the_shops_number_first_and_ours_beside_it_or_ours_alone_where_nobody_told_them_another(Channel channel, string external, string told) =>
        Assert.Equal(told, new OrderNumbers("CT").KnownAs(channel, external, 7));
}
