using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Tests.Simulation;

/// <summary>A demo that speaks a dialect of its own would prove nothing: the shops' bodies have the fields of recorded ones.</summary>
public sealed class ShopBodyTests
{
    [Theory]
    [InlineData("woocommerce/wire-order-727-created.body.json")]
    [InlineData("shopify/wire-2026-04-orders-create.body.json")]
    public void A_simulated_order_has_every_field_of_the_recorded_one(string fixture)
    {
        var path = Find(fixture);
        Assert.SkipWhen(path is null, "The recorded bodies do not lie beside this checkout.");
        var store = fixture.StartsWith("woo", StringComparison.Ordinal) ? Store.SiteEg : Store.ShopSa;
        var orders = Enumerable.Range(0, 60).Select(n => SimulatedWorld.Checkout().Buy(store, store.FirstId + n, SimulatedWorld.Noon)).ToList();

        var ours = orders.SelectMany(order => Fields(JsonSerializer.Deserialize<JsonElement>(Render(order)), "")).ToHashSet();

        // Our shops are without tax, without extra lines of it, and sell no options: only what hangs below those lists may be missing.
        string[] exempt = ["/tax_lines[]", "/line_items[]/taxes[]", "/line_items[]/meta_data[]", "/line_items[]/attributed_staffs[]"];
        var missing = Fields(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path!)), "")
            .Where(field => !ours.Contains(field) && !exempt.Any(below => field.StartsWith(below, StringComparison.Ordinal)));
        Assert.Empty(missing);
    }

    [Fact]
    public void A_line_of_woocommerce_has_its_price_as_a_number_and_its_total_as_text()
    {
        var order = SimulatedWorld.Checkout().Buy(Store.SiteEg, 20_001, SimulatedWorld.Noon);

        var line = JsonSerializer.Deserialize<JsonElement>(Render(order)).GetProperty("line_items")[0];

        Assert.Equal(JsonValueKind.Number, line.GetProperty("price").ValueKind);
        Assert.Equal(JsonValueKind.String, line.GetProperty("total").ValueKind);
        Assert.Contains("&ndash;", line.GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Total_is_lines_and_shipping_and_fees()
    {
        foreach (var order in Enumerable.Range(0, 200).Select(n => SimulatedWorld.Checkout().Buy(Store.ShopSa, Store.ShopSa.FirstId + n, SimulatedWorld.Noon)))
        {
            var body = JsonSerializer.Deserialize<JsonElement>(Render(order));
            var lines = body.GetProperty("line_items").EnumerateArray().Sum(line => Money(line, "price") * line.GetProperty("quantity").GetInt32());
            var shipping = body.GetProperty("shipping_lines").EnumerateArray().Sum(line => Money(line, "price"));
            Assert.Equal(Money(body, "total_price"), lines + shipping);
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_orders_and_another_seed_others()
    {
        string[] Bodies(int seed) => [.. Store.All.SelectMany(store => Enumerable.Range(0, 20).Select(n =>
            JsonSerializer.Serialize(SimulatedWorld.Checkout(seed).Buy(store, store.FirstId + n, SimulatedWorld.Noon), TowerClient.Json)))];

        Assert.Equal(Bodies(42), Bodies(42));
        Assert.DoesNotContain(Bodies(42).Zip(Bodies(43)), pair => pair.First == pair.Second);
    }

    [Fact]
    public void Dice_throw_what_they_threw_on_every_machine_before()
    {
        var dice = Dice.Of(42, "site-eg", "20001");

        Assert.Equal([1, 7, 1, 8, 8, 5], Enumerable.Range(0, 6).Select(_ => dice.Below(10)));
    }

    private static decimal Money(JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static byte[] Render(ShopOrder order) =>
        order.Shop == Store.SiteEg ? WooBody.Of(order, new Uri("https://shop.example")) : ShopifyBody.Of(order);

    /// <summary>Paths of all fields; lists as one.</summary>
    private static IEnumerable<string> Fields(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Fields(field.Value, $"{path}/{field.Name}").Prepend($"{path}/{field.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Fields(item, path + "[]")),
        _ => [],
    };

    /// <summary>Copied into the repository, or beside the checkout.</summary>
    private static string? Find(string fixture)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var place in new[] { "tests/fixtures", "shared/fixtures" })
            {
                if (Path.Combine(folder.FullName, place, fixture) is var path && File.Exists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }
}
