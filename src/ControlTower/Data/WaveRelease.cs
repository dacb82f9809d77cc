using System.Text.Json;
using ControlTower.Journal;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Makes the pick lists of a wave: for the manager who releases it, and for the case that a truck will be missed.</summary>
public sealed class WaveRelease(OrderDesk desk, OrderNumbers numbers)
{
    /// <returns>Or <c>waves.unknown</c>, <c>access.scope</c>, <c>waves.state</c>, <c>waves.nothing-to-release</c>.</returns>
    public async Task<Outcome<WaveReleased>> DecideAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        if (!(await LockedWave.FindAsync(work, id, cancellationToken)).Decided(out var locked, out var refused))
        {
            return refused;
        }

        var wave = locked.Wave;
        if (!wave.Move(WaveMove.Release, work.Now))
        {
            return WaveRefusals.State(wave.Name, wave.State);
        }

        var open = await FloorBook.OfAsync(work.Db, numbers, wave.Warehouse, locked.Groups, cancellationToken);
        var waiting = open.Orders.ToDictionary(order => order.Group);
        var left = locked.Parts.Select(part => (part.Group.Id, Why: Refuse(part.Order, part.Group, waiting.GetValueOrDefault(part.Group.Id))))
            .Where(part => part.Why is not null).ToDictionary(part => part.Id, part => part.Why!);
        var going = open.Orders.Where(order => !left.ContainsKey(order.Group)).ToList();
        if (going.Count == 0)
        {
            return WaveRefusals.NothingToRelease(wave.Name, left.Values.FirstOrDefault()?.Why ?? "its orders are gone.");
        }

        var plan = JsonSerializer.Deserialize<WaveDraft>(wave.Plan, JournalJson.Options)!;
        var lists = Lay(work, wave, WavePlanner.Lists(going, open.Floor, plan.TotesPerList, plan.IsBatched));
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        foreach (var (order, group) in locked.Parts.Where(part => !left.ContainsKey(part.Group.Id)))
        {
            SalesOrder.Move(group, GroupMove.Release, work.Now);
            work.Also(new GroupReleased(order.Id, desk.NumberOf(order), group.Id, wave.Warehouse, wave.Name, lists.Find(list => list.Groups.Contains(group.Id))!.List.Number));
        }

        foreach (var order in locked.Orders.Where(order => order.Groups.Exists(group => group.State == GroupState.Released)))
        {
            desk.Finish(work, order, sites, "released");
        }

        var gone = left.Keys.ToArray();
        await work.Db.WaveGroups.Where(row => row.Wave == wave.Id && gone.Contains(row.GroupId)).ExecuteDeleteAsync(cancellationToken);
        return new WaveReleased(
            wave.Id, wave.Name, wave.Warehouse, [.. lists.Select(list => new ReleasedList(list.List.Id, list.List.Number, list.List.Kind, list.List.Lines.Count, list.Stops))],
            going.Count, [.. left.Values]);
    }

    private NotReleased? Refuse(SalesOrder order, FulfilmentGroup group, WaveOrder? open)
    {
        var why = order.RefuseRelease(group)
            ?? (open is null || open.IsHeld ? new Refusal("orders.not-confirmed", "The order is not confirmed.")
                : open.UnitsMissing > 0 || open.Stops.Count == 0 ? new Refusal("waves.not-in-bins", $"{open.UnitsMissing} of its units lie in no bin that is free. Count the bins, or receive the goods.")
                : null);
        return why is null ? null : new(desk.NumberOf(order), why.Code, why.Message);
    }

    private static List<(PickList List, HashSet<Guid> Groups, int Stops)> Lay(Work work, Wave wave, IReadOnlyList<PlannedList> planned)
    {
        List<(PickList List, HashSet<Guid> Groups, int Stops)> laid = [];
        foreach (var plan in planned)
        {
            var list = new PickList(Guid.CreateVersion7(work.Now), $"{wave.Name}-{laid.Count + 1}", wave.Id, wave.Warehouse, plan.Kind, plan.Due, work.Now);
            foreach (var (order, stop) in plan.InWalkOrder())
            {
                list.Add(new(
                    Guid.CreateVersion7(work.Now), list.Id, list.Lines.Count + 1, order.Group, order.Order, stop.LineNo, stop.Sku, wave.Warehouse, stop.At.Bin, stop.Units));
            }

            work.Db.PickLists.Add(list);
            laid.Add((list, [.. plan.Orders.Select(order => order.Group)], plan.Stops));
        }

        return laid;
    }
}
