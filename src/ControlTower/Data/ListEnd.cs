using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>A list with nothing left to pick ends, whether its last unit was picked or is not wanted any more; with its last list a wave ends.</summary>
internal sealed class ListEnd(Work work)
{
    /// <param name="list">Locked, with its lines.</param>
    public async Task FinishAsync(PickList list, CancellationToken cancellationToken)
    {
        if (list.Lines.Exists(line => !line.IsDone) || !list.Finish(work.Now))
        {
            return;
        }

        work.Also(new ListDone(list.Id, list.Number, list.Wave, list.Lines.Sum(line => line.Picked)));
        await work.Db.SaveChangesAsync(cancellationToken);
        var wave = await work.Db.Waves.FromSql($"select * from wave where id = {list.Wave} for update").SingleAsync(cancellationToken);
        if (await work.Db.PickLists.AnyAsync(other => other.Wave == list.Wave && other.Id != list.Id && (other.State == PickListState.Open || other.State == PickListState.Claimed), cancellationToken))
        {
            return;
        }

        if (wave.Move(WaveMove.Finish, work.Now))
        {
            work.Also(new WaveDone(wave.Id, wave.Name, wave.Warehouse));
        }
    }
}
