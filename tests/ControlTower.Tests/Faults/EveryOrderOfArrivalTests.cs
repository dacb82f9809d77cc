using ControlTower.Tests.Journeys;

namespace ControlTower.Tests.Faults;

/// <summary>The net delivers in any order and more than once. What comes of four deliveries about one order must not depend on it.</summary>
public sealed class EveryOrderOfArrivalTests(ShopFloor floor) : IClassFixture<ShopFloor>
{
    [Fact]
    public async Task Create_two_updates_and_a_cancellation_end_alike_in_all_24_orders_of_arrival()
    {
        await ArriveAsync(firstId: 60_000, last: "cancelled");
        await floor.QuietAsync();
        for (var at = 0; at < 24; at++)
        {
            var order = await floor.ComesToAsync((60_000 + at).ToString(System.Globalization.CultureInfo.InvariantCulture), now => now.Headline == "cancelled");
            Assert.Equal(("cancelled", "", "", 0L), (order.Headline, order.Holds, order.Cases, order.Reserved));
            Assert.Single(order.Kinds, "OrderReceived");
            Assert.Single(order.Kinds, "OrderCancelled");
        }

        await floor.HoldsTrueAsync();
    }

    [Fact]
    public async Task Four_versions_of_an_order_end_with_the_last_one_in_all_24_orders_of_arrival()
    {
        await ArriveAsync(firstId: 61_000, last: "processing");
        await floor.QuietAsync();
        for (var at = 0; at < 24; at++)
        {
            var order = await floor.ComesToAsync((61_000 + at).ToString(System.Globalization.CultureInfo.InvariantCulture), now => now.Reserved == 3);
            Assert.Equal(("confirmed", "paid", "Berkeley", ""), (order.Headline, order.Payment, order.City, order.Holds));
            Assert.Single(order.Kinds, "OrderReceived");
        }

        await floor.HoldsTrueAsync();
    }

    /// <summary>Each delivery is sent, and one of those before it once more.</summary>
    private async Task ArriveAsync(int firstId, string last)
    {
        var orders = Permutations([0, 1, 2, 3]).ToList();
        await Parallel.ForEachAsync(Enumerable.Range(0, orders.Count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (at, token) =>
        {
            var order = new WooOrder(firstId + at) { Phone = $"(415) 555-{firstId / 1000 % 10}{at:000}" };
            byte[][] deliveries =
            [
                order.Body(), (order with { City = "Oakland", ChangedAfter = 5 }).Body(), (order with { City = "Fresno", ChangedAfter = 10 }).Body(),
                (order with { City = "Berkeley", ChangedAfter = 15, Status = last }).Body(),
            ];
            foreach (var (place, which) in orders[at].Index())
            {
                await SendAsync(deliveries[which]);
                await SendAsync(deliveries[orders[at][Random.Shared.Next(place + 1)]]);
            }
        });
    }

    private async Task SendAsync(byte[] body)
    {
        using var request = WooOrder.Request(ShopFloor.Woo, ShopFloor.Secret, "order.updated", body);
        using var answer = await floor.Shop.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static IEnumerable<int[]> Permutations(int[] rest) =>
        rest.Length == 0 ? [[]] : rest.SelectMany(first => Permutations([.. rest.Where(one => one != first)]).Select(others => (int[])[first, .. others]));
}
