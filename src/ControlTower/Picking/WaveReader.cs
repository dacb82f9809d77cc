using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <param name="Lines">Stops for one order each; <paramref name="Done"/> of them have nothing left to take.</param>
public sealed record WaveListPicture(Guid Id, string Number, PickListState State, PickListKind Kind, int Lines, int Done, string? By, DateTimeOffset? LeaseUntil);

/// <summary>A wave as it stands.</summary>
/// <param name="Plan">As it was proposed.</param>
/// <param name="Orders">Numbers of the orders that go with it; of a cancelled one, those that were to go.</param>
public sealed record WavePicture(Wave Wave, WaveDraft Plan, IReadOnlyList<string> Orders, IReadOnlyList<WaveListPicture> Lists);

/// <summary>Reads waves and drafts.</summary>
public sealed class WaveReader(IDbContextFactory<TowerDb> contexts, Playbook.Orders.OrderNumbers numbers)
{
    /// <returns>Null where there is none.</returns>
    public async Task<WavePicture?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Waves.AsNoTracking().FirstOrDefaultAsync(wave => wave.Id == id, cancellationToken) is not { } wave)
        {
            return null;
        }

        var plan = JsonSerializer.Deserialize<WaveDraft>(wave.Plan, JournalJson.Options)!;
        var orders = await db.WaveGroups.Where(row => row.Wave == id)
            .Join(db.Set<Playbook.Inventory.FulfilmentGroup>(), row => row.GroupId, group => group.Id, (row, group) => group.OrderId)
            .Join(db.Orders, order => order, order => order.Id, (_, order) => order.Number).Distinct().OrderBy(number => number).ToListAsync(cancellationToken);
        var lists = await db.PickLists.AsNoTracking().Where(list => list.Wave == id).OrderBy(list => list.Id)
            .Select(list => new WaveListPicture(
                list.Id, list.Number, list.State, list.Kind, list.Lines.Count, list.Lines.Count(line => line.Picked + line.Short == line.Units), list.ClaimedName, list.LeaseUntil))
            .ToListAsync(cancellationToken);
        return new(wave, plan, wave.State == WaveState.Cancelled ? plan.Orders : [.. orders.Select(numbers.Text)], lists);
    }

    /// <summary>Where everything lies in a warehouse, for a map of its aisles.</summary>
    public async Task<IReadOnlyList<BinPlace>> FloorAsync(string warehouse, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await FloorBook.BinsAsync(db, warehouse, cancellationToken);
    }

    /// <returns>The drafts that are still kept, in this order.</returns>
    public async Task<IReadOnlyList<(Guid Id, WaveDraft Draft)>> DraftsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.WaveDrafts.AsNoTracking().Where(draft => ids.Contains(draft.Id)).ToDictionaryAsync(draft => draft.Id, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => (id, JsonSerializer.Deserialize<WaveDraft>(rows[id].Body, JournalJson.Options)!))];
    }
}
