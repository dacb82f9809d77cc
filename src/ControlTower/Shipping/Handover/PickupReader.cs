using ControlTower.Data;
using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>Trucks that were asked to come.</summary>
public sealed class PickupReader(IDbContextFactory<TowerDb> contexts)
{
    public async Task<Pickup?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Pickups.AsNoTracking().SingleOrDefaultAsync(pickup => pickup.Id == id, cancellationToken);
    }
}
