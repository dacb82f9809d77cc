using ControlTower.Data;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Screening;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Screening;

/// <param name="Double">An order that this one would be suspected to repeat; null: none.</param>
/// <param name="Cancels">Orders of this phone that were cancelled by the customer, as fraud, or never confirmed.</param>
public sealed record CustomerSeen(DuplicateHit? Double, int Cancels);

/// <summary>What is known of a customer while their order is still being typed, by the rules that screen it once it is placed.</summary>
public sealed class KnownCustomer(IDbContextFactory<TowerDb> contexts, OrderTraces traces, TimeProvider clock)
{
    /// <param name="phone">In E.164; null where it is not valid yet.</param>
    public async Task<CustomerSeen> SeeAsync(IncomingOrder told, StoreFacts store, string? phone, CancellationToken cancellationToken)
    {
        if (phone is null)
        {
            return new(null, 0);
        }

        var order = SalesOrder.Receive(told, store, Guid.CreateVersion7(clock.GetUtcNow()), 0, clock.GetUtcNow(), rawMessage: null);
        order.Contact.Judge(phone, 0, []);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var past = await PhoneHistory.OfAsync(db, [phone], cancellationToken);
        return new(
            order.CounterSale ? null : DuplicateRule.Judge(traces.Of(order), await traces.AroundAsync(db, [order], cancellationToken)),
            past.GetValueOrDefault(phone, PhonePast.None).Cancels);
    }
}
