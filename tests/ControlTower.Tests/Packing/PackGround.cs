using System.Linq.Expressions;
using ControlTower.Data;
using ControlTower.Packing;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Packing;

/// <summary>
/// Orders whose goods are picked and lie in a tote, as picking leaves them, without walking for them: the list is written as if somebody had.
/// From there on the bench's own commands are used.
/// </summary>
public static class PackGround
{
    private static int s_totes = 100;

    /// <summary>Releases and picks what is promised to an order.</summary>
    /// <returns>The code of the tote that holds its goods.</returns>
    public static Task<string> PickAsync(this StockGround ground, string externalId) => PickAsync(ground.Get<CommitGate>(), order => order.ExternalId == externalId);

    /// <summary>The same in a tower that runs.</summary>
    public static Task<string> PickAsync(IServiceProvider tower, Expression<Func<SalesOrder, bool>> which) => PickAsync(tower.GetRequiredService<CommitGate>(), which);

    private static async Task<string> PickAsync(CommitGate gate, Expression<Func<SalesOrder, bool>> which)
    {
        var tote = $"T-{Interlocked.Increment(ref s_totes)}";
        await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var id = await work.Db.Orders.Where(which).Select(order => order.Id).SingleAsync();
            var order = (await Locks.OrderAsync(work.Db, id, default))!;
            foreach (var group in order.Groups.Where(group => group.State == GroupState.Reserved))
            {
                await PickGroupAsync(work, order, group, tote);
            }

            order.Settle(work.Now);
            return 1;
        }, default);
        return tote;
    }

    /// <summary>An order of one SKU, taken in, promised and picked.</summary>
    public static async Task<(string ExternalId, string Tote)> PickedAsync(this StockGround ground, string sku, int units)
    {
        var order = await ground.OrderAsync(sku, units);
        await ground.CarryAsync();
        return (order, await ground.PickAsync(order));
    }

    public static async Task<string> OpenAsync(this StockGround ground, string scan) =>
        StockGround.Done(await ground.Get<OpenPackingHandler>().HandleAsync(new(Guid.NewGuid(), ground.Packer(), scan), default)).Parcel;

    public static async Task<PackScanned> ScanAsync(this StockGround ground, string parcel, string code, Guid? scanId = null) =>
        StockGround.Done(await ground.Get<ScanUnitHandler>().HandleAsync(new(Guid.NewGuid(), ground.Packer(), parcel, code, scanId ?? Guid.NewGuid()), default));

    public static async Task<ParcelWeighed> WeighAsync(this StockGround ground, string parcel, int grams) =>
        StockGround.Done(await ground.Get<WeighParcelHandler>().HandleAsync(new(Guid.NewGuid(), ground.Packer(), parcel, grams), default));

    public static Task<Outcome<Committed<ParcelSealed>>> SealAsync(this StockGround ground, string parcel, string? why = null) =>
        ground.Get<SealParcelHandler>().HandleAsync(new(Guid.NewGuid(), ground.Packer(), parcel, why), default);

    /// <summary>An order of one SKU in one sealed parcel.</summary>
    /// <returns>The parcel's number.</returns>
    public static async Task<(string ExternalId, string Parcel)> PackedAsync(this StockGround ground, string sku, int units)
    {
        var (order, tote) = await ground.PickedAsync(sku, units);
        var parcel = await ground.OpenAsync(tote);
        for (var unit = 0; unit < units; unit++)
        {
            Assert.Null((await ground.ScanAsync(parcel, sku)).Refused);
        }

        StockGround.Done(await ground.SealAsync(parcel));
        return (order, parcel);
    }

    public static Actor Packer(this StockGround ground) => new(ground.Manager.Id, "packer 1", [Role.PackerQc]);

    public static Task<PackPicture> ShowAsync(this StockGround ground, string parcel) => ground.Get<PackReader>().FindAsync(parcel, default)!;

    private static async Task PickGroupAsync(Work work, SalesOrder order, Playbook.Inventory.FulfilmentGroup group, string tote)
    {
        var wave = Guid.CreateVersion7();
        await work.Db.Database.ExecuteSqlAsync($"""
            insert into wave (id, number, warehouse, state, plan, created_at, created_by, created_name)
            values ({wave}, nextval('wave_number'), {group.Warehouse}, 'inProgress', jsonb_build_object(), {work.Now}, {work.By.Id}, 'manager 1')
            """);
        var list = new PickList(Guid.CreateVersion7(), $"W-{wave:N}"[..16], wave, group.Warehouse, PickListKind.Single, null, work.Now);
        work.Db.PickLists.Add(list);
        foreach (var promise in await work.Db.Reservations.Where(promise => promise.GroupId == group.Id).ToListAsync())
        {
            var bin = await work.Db.BinStock.Where(bin => bin.Sku == promise.Sku && bin.Warehouse == group.Warehouse && bin.Bin != Bins.Floor).OrderByDescending(bin => bin.Units).FirstAsync();
            var line = list.Add(new(Guid.CreateVersion7(), list.Id, list.Lines.Count + 1, group.Id, order.Id, promise.LineNo, promise.Sku, group.Warehouse, bin.Bin, promise.Units));
            line.Take(promise.Units, tote);
            Assert.Null(await Bins.TakeFromAsync(work, promise.Sku, group.Warehouse, bin.Bin, promise.Units, MovementKind.Pick, default));
            await Bins.PutAsync(work, promise.Sku, group.Warehouse, Bins.Floor, promise.Units, MovementKind.Pick, default);
            await work.Db.SaveChangesAsync();
            work.Db.PickScans.Add(new()
            {
                List = list.Id, ScanId = Guid.CreateVersion7(), At = work.Now, Line = line.Id, Actor = work.By.Id, Step = "tote", Scanned = tote, Units = promise.Units, Tote = tote,
                Entry = Guid.CreateVersion7(), Answer = "{}",
            });
        }

        SalesOrder.Move(group, GroupMove.Release, work.Now);
        SalesOrder.Move(group, GroupMove.StartPicking, work.Now);
        group.Lines.ForEach(line => order.Pick(line.LineNo, line.Units));
        SalesOrder.Move(group, GroupMove.FinishPicking, work.Now);
        work.Db.Totes.Add(new() { Code = tote, Warehouse = group.Warehouse, GroupId = group.Id, Since = work.Now });
    }
}
