using System.Threading.Channels;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Counter;

/// <summary>
/// A till, a marketplace's connector or somebody who types WhatsApp orders in: it tells the tower by its API, and keeps what it could
/// not tell until the tower is back. One after the other, so that an order never comes after its own change.
/// </summary>
public sealed partial class CounterDesk(ShopLedger ledger, Desk clerk, SimSettings settings, Tally tally, TimeProvider clock, ILogger<CounterDesk> logger)
    : BackgroundService, IChannel
{
    private const int WaitingMax = 500;
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(3);

    private readonly Channel<(ShopOrder Order, ShopEvent What)> _waiting =
        Channel.CreateBounded<(ShopOrder, ShopEvent)>(new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public Store Store => ledger.Store;

    public ShopLedger Ledger => ledger;

    public void Tell(ShopOrder order, ShopEvent what, Luck luck = Luck.AsEver)
    {
        if (!_waiting.Writer.TryWrite((order, what)))
        {
            tally.Count("counter dropped"); // it has been away for long: the till is closed
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (order, what) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            TowerAnswer answer;
            while ((answer = await SendAsync(order, what, stoppingToken)).IsAway || answer.Status == 401)
            {
                await Task.Delay(s_wait, clock, stoppingToken);
            }

            Note(order, answer);
        }
    }

    private Task<TowerAnswer> SendAsync(ShopOrder order, ShopEvent what, CancellationToken cancellationToken)
    {
        var command = TowerClient.KeyOf("order", Store.Key, order.ExternalId, $"{settings.Seed} {order.PlacedAt:O} {order.Version} {what}");
        return what is ShopEvent.Cancelled && ledger.Find(order.Id)?.TowerNumber is { } number
            ? clerk.PostAsync($"/api/v1/orders/{number}/cancel", command, new { why = "The customer changed their mind." }, cancellationToken)
            : clerk.PostAsync("/api/v1/orders", command, TowerOrder.Of(order), cancellationToken);
    }

    private void Note(ShopOrder order, TowerAnswer answer)
    {
        if (answer.IsDone)
        {
            tally.Count("counter taken");
            if (answer.Text("number") is { } number)
            {
                ledger.Annotate(order.Id, number);
            }
        }
        else
        {
            tally.Count("counter refused");
            LogRefused(logger, Store.Key, order.ExternalId, answer.Status, answer.Code, answer.Text("detail"));
        }
    }

    [LoggerMessage(9020, LogLevel.Information, "The tower refused {Store} {Order}: {Status} {Code} {Detail}")]
    private static partial void LogRefused(ILogger logger, string store, string order, int status, string? code, string? detail);
}
