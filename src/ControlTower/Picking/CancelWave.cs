using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>The wave is dissolved; what was released of it is taken back from the floor. Not while somebody walks with one of its lists.</summary>
public sealed record CancelWave(Guid CommandId, Actor By, Guid Wave, string? Why) : ICommand
{
    public static Duty Needs => Duty.ReleaseWaves;

    public static bool DemandsWhy => true;
}

public sealed class CancelWaveHandler(CommitGate gate, OrderDesk desk)
{
    /// <returns>Or <c>waves.unknown</c>, <c>access.scope</c>, <c>waves.being-picked</c>, <c>waves.state</c>.</returns>
    public Task<Outcome<Committed<WaveCancelled>>> HandleAsync(CancelWave command, CancellationToken cancellationToken) =>
        gate.CommitAsync<CancelWave, WaveCancelled>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<WaveCancelled>> DecideAsync(Work work, CancelWave command, CancellationToken cancellationToken)
    {
        if (!(await LockedWave.FindAsync(work, command.Wave, cancellationToken)).Decided(out var locked, out var refused))
        {
            return refused;
        }

        var (wave, before) = (locked.Wave, locked.Wave.State);
        if (locked.Lists.FirstOrDefault(list => list.State == PickListState.Claimed) is { } walked)
        {
            return WaveRefusals.BeingPicked(wave.Name, walked.Number, walked.ClaimedName ?? "somebody");
        }

        if (locked.Lists.Any(list => list.Lines.Exists(line => line.Picked > 0)) || !wave.Move(WaveMove.Cancel, work.Now, command.Why))
        {
            return WaveRefusals.State(wave.Name, wave.State);
        }

        foreach (var list in locked.Lists.Where(list => list.Cancel()))
        {
            list.Lines.ForEach(line => line.Drop(line.Left)); // their bins are free again
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        foreach (var order in locked.Orders)
        {
            var back = order.Groups.Where(group => locked.Groups.Contains(group.Id) && SalesOrder.Move(group, GroupMove.Unrelease, work.Now) is null).ToList();
            foreach (var group in back)
            {
                work.Also(new GroupUnreleased(order.Id, desk.NumberOf(order), group.Id, wave.Warehouse, wave.Name));
            }

            if (back.Count > 0)
            {
                desk.Finish(work, order, sites, "unreleased");
            }
        }

        await work.Db.WaveGroups.Where(row => row.Wave == wave.Id).ExecuteDeleteAsync(cancellationToken);
        return new WaveCancelled(wave.Id, wave.Name, wave.Warehouse, locked.Groups.Count, before, [.. locked.Orders.Select(order => order.Id)]);
    }
}
