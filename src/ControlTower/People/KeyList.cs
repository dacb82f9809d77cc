using ControlTower.Data;
using ControlTower.Playbook.Access;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.People;

/// <summary>A key as it is listed; the key itself is not known to anybody but its holder.</summary>
/// <param name="Warehouses">Null: all.</param>
/// <param name="LastUsedAt">To the minute; null: never.</param>
public sealed record KeyRow(
    Guid Id, string Name, Role Role, IReadOnlyList<string>? Warehouses, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

/// <summary>The machine keys there are, the newest first.</summary>
public sealed class KeyList(IDbContextFactory<TowerDb> contexts)
{
    /// <param name="before">Id of the last one of the page before; ids grow with time.</param>
    public async Task<IReadOnlyList<KeyRow>> ReadAsync(Guid? before, int take, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<MachineKey>().AsNoTracking().Where(key => before == null || key.Id.CompareTo(before.Value) < 0)
            .OrderByDescending(key => key.Id).Take(take)
            .Select(key => new KeyRow(key.Id, key.Name, key.Role, key.Warehouses, key.CreatedAt, key.LastUsedAt, key.RevokedAt)).ToListAsync(cancellationToken);
    }

    public async Task<KeyRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<MachineKey>().AsNoTracking().Where(key => key.Id == id)
            .Select(key => new KeyRow(key.Id, key.Name, key.Role, key.Warehouses, key.CreatedAt, key.LastUsedAt, key.RevokedAt)).SingleOrDefaultAsync(cancellationToken);
    }
}
