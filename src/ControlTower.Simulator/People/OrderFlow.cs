using System.Globalization;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>People come and buy: about one a minute in life, in all stores together.</summary>
public sealed class OrderFlow(
    StoreFront front, Checkout checkout, MishapDesk mishaps, DemoCompany company, Pace pace, SimSettings settings, Tally tally, TimeProvider clock, ILogger<OrderFlow> logger)
    : Rounds(pace, TimeSpan.Zero, s_least, logger)
{
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(200);

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var dice = Dice.Of(settings.Seed, "floor", front.Made.ToString(CultureInfo.InvariantCulture));
        await Pace.WaitAsync(dice.Minutes(0.3, 1.7), s_least, cancellationToken);

        var at = front.At(Store.Choose(dice));
        if (at.Store.Kind == "pos" || MishapOdds.Throw(dice) is not { } mishap)
        {
            var order = at.Ledger.Add(id => checkout.Buy(at.Store, id, clock.GetUtcNow()));
            tally.Count($"orders {at.Store.Key}");
            at.Tell(order, ShopEvent.Created);
            return;
        }

        await mishaps.CauseAsync(mishap, at is ShopHooks ? at : front.At(Store.SiteEg), front.At(Store.ShopSa), cancellationToken);
    }
}

/// <summary>All stores by their key.</summary>
public sealed class StoreFront(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(channel => channel.Store.Key, StringComparer.Ordinal);

    public IReadOnlyCollection<IChannel> All => _channels.Values;

    /// <summary>How many orders were ever placed.</summary>
    public long Made => _channels.Values.Sum(channel => channel.Ledger.Made);

    public IChannel At(Store store) => _channels[store.Key];

    public IChannel? Find(string key) => _channels.GetValueOrDefault(key);
}
