using ControlTower.Playbook.Validation;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;
using PhoneNumbers;

namespace ControlTower.Tests.Simulation;

/// <summary>What the simulator means as good is good by the playbook's rules, and its mishaps are none by accident.</summary>
public sealed class SimulatedCustomersTests
{
    private const int ScoreMin = 60;

    private static readonly ShopOrder[] s_orders =
    [
        .. from store in new[] { Store.SiteEg, Store.ShopSa, Store.Whatsapp }
           from n in Enumerable.Range(0, 300)
           select SimulatedWorld.Checkout().Buy(store, store.FirstId + n, SimulatedWorld.Noon),
    ];

    [Fact]
    public void The_homes_of_simulated_customers_can_be_found()
    {
        var lost = s_orders.Select(order => (order.ShipTo, Verdict: Judge(order))).Where(one => !one.Verdict.Passes(ScoreMin));

        Assert.Empty(lost.Select(one => $"{one.ShipTo}: {string.Join(" ", one.Verdict.Reasons.Select(reason => reason.Question))}"));
    }

    [Fact]
    public void A_landmark_in_place_of_an_address_is_found_wanting()
    {
        var vague = Bent(Mishap.VagueAddress);

        Assert.Empty(vague.Where(order => Judge(order).Passes(ScoreMin)).Select(order => order.ShipTo));
    }

    [Fact]
    public void The_phones_of_simulated_customers_are_valid_and_mistyped_ones_are_not()
    {
        Assert.Empty(s_orders.Where(order => !IsValid(order)).Select(order => order.Phone));
        Assert.Empty(Bent(Mishap.BadPhone).Where(IsValid).Select(order => order.Phone));
    }

    private static IEnumerable<ShopOrder> Bent(Mishap mishap) =>
        Enumerable.Range(0, 200).Select(n => SimulatedWorld.Checkout().Buy(Store.SiteEg, 90_000 + n, SimulatedWorld.Noon, new Twist(mishap)));

    /// <summary>As the shop tells it: WooCommerce a code for the region, Shopify none in Saudi Arabia.</summary>
    private static AddressVerdict Judge(ShopOrder order)
    {
        var to = order.ShipTo;
        var region = order.Shop == Store.SiteEg ? to.RegionCode : order.Shop == Store.ShopSa ? null : to.Region;
        return AddressScore.Judge(new AddressParts(to.Line1, to.Line2, to.City, region, to.Postcode, to.Country));
    }

    private static bool IsValid(ShopOrder order)
    {
        try
        {
            return PhoneNumberUtil.GetInstance().IsValidNumber(PhoneNumberUtil.GetInstance().Parse(order.Phone, order.ShipTo.Country));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
