using ControlTower.Data;
using ControlTower.Intake;
using ControlTower.Tests.Journeys;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Intake;

public sealed class InboundStoreTests(ShopFloor floor) : IClassFixture<ShopFloor>
{
    [Fact]
    public async Task Sent_twice_counts_what_the_shop_sent_and_not_what_a_sweep_found_again()
    {
        Assert.Equal(Kept.New, await KeepAsync("webhook"));
        Assert.Equal(Kept.Twice, await KeepAsync("webhook"));
        Assert.Equal(Kept.Twice, await KeepAsync("reconcile"));

        Assert.Equal(1, await floor.CountAsync($"select duplicates from channel_store where key = '{ShopFloor.Woo}'"));
    }

    private Task<Kept> KeepAsync(string door) => floor.Tower.Services.GetRequiredService<InboundStore>().KeepAsync(
        new(ShopFloor.Woo, door, "order.updated", "the-same-delivery", "31", "{}", new WooOrder(31).Body()), default);
}
