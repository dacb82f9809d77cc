using ControlTower.Data;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Tests.Picking;

/// <summary>Orders that are released to the floor as one wave with one list, and workers who scan.</summary>
internal sealed class PickGround(StockGround stock)
{
    private static long s_waves = 1000;

    public StockGround Stock => stock;

    public Actor Picker { get; } = new(Guid.CreateVersion7(), "picker 1", [Role.Picker], null, "handheld 1");

    public Actor Other { get; } = new(Guid.CreateVersion7(), "picker 2", [Role.Picker], null, "handheld 2");

    public static async Task<PickGround> StartAsync() => new(await StockGround.StartAsync());

    /// <summary>An order of one SKU, promised from Cairo.</summary>
    public async Task<string> OrderAsync(string sku, int units)
    {
        var id = await stock.OrderAsync(sku, units);
        await stock.CarryAsync();
        return id;
    }

    /// <summary>An order of several lines.</summary>
    public async Task<string> OrderAsync(params (string Sku, int Units)[] lines)
    {
        var id = await stock.OrderOfAsync(lines);
        await stock.CarryAsync();
        return id;
    }

    /// <summary>Each promised unit becomes a line of one list, from the fullest bin.</summary>
    public async Task<Guid> ReleaseAsync(params string[] orders)
    {
        var (wave, list) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await stock.Get<CommitGate>().CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var ids = await work.Db.Orders.Where(order => orders.Contains(order.ExternalId)).Select(order => order.Id).ToListAsync();
            var released = await Locks.OrdersAsync(work.Db, ids, default);
            var number = Interlocked.Increment(ref s_waves);
            var made = new Wave(wave, number, "cairo", null, null, "{}", stock.Manager.Id, stock.Manager.Name, work.Now);
            made.Move(WaveMove.Release, work.Now);
            work.Db.Waves.Add(made);
            await work.Db.SaveChangesAsync();
            var walk = new PickList(list, $"{Wave.NameOf(number)}-1", wave, "cairo", released.Count == 1 ? PickListKind.Single : PickListKind.Cluster, null, work.Now);
            work.Db.PickLists.Add(walk);
            var seq = 0;
            foreach (var order in orders.Select(external => released.Single(one => one.ExternalId == external)))
            {
                foreach (var group in order.Groups.Where(group => group.State == GroupState.Reserved))
                {
                    Assert.Null(SalesOrder.Move(group, GroupMove.Release, work.Now));
                    work.Db.WaveGroups.Add(new WaveGroup(group.Id, wave));
                    foreach (var promise in await work.Db.Reservations.Where(promise => promise.GroupId == group.Id).OrderBy(promise => promise.Sku).ToListAsync())
                    {
                        var bin = await work.Db.BinStock.Where(bin => bin.Sku == promise.Sku && bin.Warehouse == "cairo" && bin.Bin != "FLOOR").OrderByDescending(bin => bin.Units).FirstAsync();
                        walk.Add(new(Guid.CreateVersion7(), list, ++seq, group.Id, order.Id, promise.LineNo, promise.Sku, "cairo", bin.Bin, promise.Units));
                    }
                }

                stock.Get<OrderDesk>().Finish(work, order, await Sites.LoadAsync(work.Db, default), "released");
            }

            return 1;
        }, default);
        return list;
    }

    public async Task<PickStep> ClaimAsync(Guid list, Actor? by = null) => StockGround.Done(await TryClaimAsync(list, by)).Next;

    public Task<Outcome<Committed<ListClaimed>>> TryClaimAsync(Guid? list, Actor? by = null) =>
        stock.Get<ClaimListHandler>().HandleAsync(new(Guid.NewGuid(), by ?? Picker, "cairo", list), default);

    public async Task<ScanTaken> ScanAsync(Guid list, string scan, Actor? by = null, Guid? scanId = null, int? units = null) =>
        StockGround.Done(await TryScanAsync(list, scan, by, scanId, units));

    public Task<Outcome<Committed<ScanTaken>>> TryScanAsync(Guid list, string scan, Actor? by = null, Guid? scanId = null, int? units = null, Guid? command = null) =>
        stock.Get<ScanPickHandler>().HandleAsync(new(command ?? Guid.NewGuid(), by ?? Picker, list, scan, scanId ?? Guid.NewGuid(), units), default);

    /// <summary>All of these scans must pass.</summary>
    public async Task<ScanTaken> WalkAsync(Guid list, params string[] scans)
    {
        ScanTaken? last = null;
        foreach (var scan in scans)
        {
            last = await ScanAsync(list, scan);
            Assert.True(last.Outcome == ScanOutcome.Accepted, $"{scan}: {last.Code} {last.Text}");
        }

        return last!;
    }

    public Task<Outcome<Committed<ScanUndone>>> UndoAsync(Guid list, Actor? by = null) =>
        stock.Get<UndoScanHandler>().HandleAsync(new(Guid.NewGuid(), by ?? Picker, list), default);

    public async Task<(int Reserved, int Picked, GroupState Group)> OrderLineAsync(string order)
    {
        var found = await stock.FindAsync(order);
        return (found.Lines[0].Reserved, found.Lines[0].Picked, found.Groups.Last(group => group.IsLive).State);
    }

    public async Task<int> InBinAsync(string sku, string bin, string warehouse = "cairo") =>
        (int?)await stock.Database.AppAsync($"select units from bin_stock where sku = '{sku}' and bin = '{bin}' and warehouse = '{warehouse}'") ?? 0;

    public async Task<long> CountAsync(string what) => (long)(await stock.Database.AppAsync($"select count(*) from {what}"))!;

    public ValueTask DisposeAsync() => stock.DisposeAsync();
}
