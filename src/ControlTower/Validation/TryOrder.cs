using ControlTower.Data;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Validation;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Validation;

/// <summary>What validation would say of an order that nobody has placed yet.</summary>
/// <param name="AddressScoreMin">Below it the address does not pass.</param>
/// <param name="Findings">What would become cases.</param>
public sealed record OrderTried(PhoneVerdict Phone, AddressVerdict Address, int AddressScoreMin, IReadOnlyList<Finding> Findings);

/// <summary>Judges an order while it is still being typed, by the very rules that judge it once it is placed; keeps nothing.</summary>
public sealed class TryOrder(IDbContextFactory<TowerDb> contexts, Limits limits, TimeProvider clock)
{
    public async Task<OrderTried> HandleAsync(IncomingOrder told, StoreFacts store, CancellationToken cancellationToken)
    {
        var order = SalesOrder.Receive(told, store, Guid.CreateVersion7(clock.GetUtcNow()), 0, clock.GetUtcNow(), rawMessage: null);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var meanings = await Meanings.LoadAsync(db, [order], cancellationToken);
        meanings.Apply(order);
        var facts = meanings.FactsOf(order, told.ExternalId, limits.AddressScoreMin);
        return new(facts.Phone, facts.Address, facts.AddressScoreMin, OrderValidation.Judge(facts));
    }
}
