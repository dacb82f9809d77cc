using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>What customers do by themselves after they bought: pay, think better of it, add a word. It happens in their shop, which tells it.</summary>
public sealed class Customers(StoreFront front, Pace pace, Tally tally, TimeProvider clock, ILogger<Customers> logger)
    : Rounds(pace, TimeSpan.Zero, TimeSpan.FromMilliseconds(500), logger)
{
    protected override Task RoundAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var channel in front.All)
        {
            foreach (var order in channel.Ledger.Unsettled().Where(order => now - order.PlacedAt >= Pace.Of(TimeSpan.FromMinutes(order.After))))
            {
                Act(channel, order, now);
            }
        }

        return Task.CompletedTask;
    }

    private void Act(IChannel channel, ShopOrder order, DateTimeOffset now)
    {
        var (what, changed) = order.Intends switch
        {
            Will.Pay => (ShopEvent.Paid, channel.Ledger.Change(order.Id, now, before => before with { PaidAt = now, Intends = null })),
            Will.Cancel => (ShopEvent.Cancelled, channel.Ledger.Change(order.Id, now, Cancelled)),
            Will.AddNote => (ShopEvent.Updated, channel.Ledger.Change(order.Id, now, before => before with { Note = "After five, please.", Intends = null })),
            null => (ShopEvent.Updated, null),
        };
        if (changed is not null)
        {
            tally.Count($"customers {what}");
            channel.Tell(changed, what);
        }

        ShopOrder Cancelled(ShopOrder before) => before with { State = ShopOrderState.Cancelled, CancelledAt = now, Intends = null };
    }
}
