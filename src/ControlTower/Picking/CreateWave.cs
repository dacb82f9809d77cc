using System.Text.Json;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>Fixes a draft: its orders are in no other wave from now on. Nothing goes to the floor yet.</summary>
public sealed record CreateWave(Guid CommandId, Actor By, Guid Draft) : ICommand
{
    public static Duty Needs => Duty.ProposeWaves;
}

public sealed class CreateWaveHandler(CommitGate gate)
{
    /// <returns>Or <c>waves.draft-unknown</c>, <c>waves.draft-stale</c>, <c>access.scope</c>.</returns>
    public Task<Outcome<Committed<WaveCreated>>> HandleAsync(CreateWave command, CancellationToken cancellationToken) =>
        gate.CommitAsync<CreateWave, WaveCreated>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private static async Task<Outcome<WaveCreated>> DecideAsync(Work work, CreateWave command, CancellationToken cancellationToken)
    {
        var row = await work.Db.WaveDrafts.AsNoTracking().FirstOrDefaultAsync(draft => draft.Id == command.Draft, cancellationToken);
        if (row is null)
        {
            return WaveRefusals.DraftUnknown(command.Draft);
        }

        if (!command.By.Sees(row.Warehouse))
        {
            return AccessRefusals.OutOfScope(row.Warehouse);
        }

        var draft = JsonSerializer.Deserialize<WaveDraft>(row.Body, JournalJson.Options)!;
        var number = await work.Db.Database.SqlQuery<long>($"""select nextval('wave_number') as "Value" """).SingleAsync(cancellationToken);
        var wave = new Wave(
            Guid.CreateVersion7(work.Now), number, row.Warehouse, draft.Courier, draft.Cutoff, JsonSerializer.Serialize(draft, JournalJson.Options), work.By.Id, work.By.Name, work.Now);
        work.Db.Waves.Add(wave);
        await work.Db.SaveChangesAsync(cancellationToken); // the groups' rows refer to it

        // Two who take the same order at once: the second waits for this row and finds it taken.
        var groups = draft.Groups.ToArray();
        var taken = await work.Db.Database.SqlQuery<Guid>($"""
            insert into wave_group (group_id, wave)
            select id, {wave.Id} from fulfilment_group where id = any({groups}) and state = 'reserved' order by id
            on conflict do nothing returning group_id as "Value"
            """).ToListAsync(cancellationToken);
        if (taken.Count == 0)
        {
            return WaveRefusals.DraftStale();
        }

        var orders = await work.Db.Set<FulfilmentGroup>().Where(group => taken.Contains(group.Id)).Select(group => group.OrderId).Distinct().ToListAsync(cancellationToken);
        return new WaveCreated(wave.Id, wave.Name, wave.Warehouse, row.Id, taken.Count, wave.Cutoff, orders);
    }
}
