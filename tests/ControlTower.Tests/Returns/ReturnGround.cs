using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using ControlTower.Tests.Inventory;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Tests.Returns;

/// <summary>Orders that have left the house, by the playbook's own moves, and people who take them back.</summary>
public sealed class ReturnGround : IAsyncDisposable
{
    public static readonly Actor Support = new(Guid.CreateVersion7(), "support 1", [Role.CustomerSupport]);
    public static readonly Actor Packer = new(Guid.CreateVersion7(), "packer 1", [Role.PackerQc]);
    public static readonly Actor Boss = new(Guid.CreateVersion7(), "ops manager 2", [Role.OpsManager]);

    private int _serial = 1_000;

    private ReturnGround(StockGround stock) => Stock = stock;

    public StockGround Stock { get; }

    public static async Task<ReturnGround> StartAsync()
    {
        var ground = new ReturnGround(await StockGround.StartAsync());
        await ground.Stock.Database.AppAsync("""
            insert into channel_store (key, kind, country, currency, cod_confirm, sweep_seconds, is_fixed) values ('manual', 'manual', 'EG', 'EGP', 'never', 300, false)
            """);
        await ground.Stock.SkuAsync("TEA-250");
        await ground.Stock.ReceiveAsync("TEA-250", "cairo", 20);
        return ground;
    }

    public ValueTask DisposeAsync() => Stock.DisposeAsync();

    /// <summary>Promised, picked, packed into one parcel, handed over, and on its road as far as told.</summary>
    public async Task<SalesOrder> ShippedAsync(int units = 2, PaymentState payment = PaymentState.Paid, ParcelState until = ParcelState.Delivered, string sku = "TEA-250")
    {
        var id = await Stock.OrderAsync(sku, units, payment);
        await Stock.CarryAsync();
        var order = await Stock.FindAsync(id);
        await ShipAsync(order.Id, until);
        return await AgainAsync(order);
    }

    public Task<int> ShipAsync(Guid id, ParcelState until) => Stock.Get<CommitGate>().CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
    {
        var order = (await Locks.OrderAsync(work.Db, id, default))!;
        foreach (var group in order.Groups.Where(group => group.State == GroupState.Reserved).ToList())
        {
            foreach (var by in new[] { GroupMove.Release, GroupMove.StartPicking, GroupMove.FinishPicking, GroupMove.StartPacking })
            {
                Assert.Null(SalesOrder.Move(group, by, work.Now));
            }

            var parcel = order.OpenParcel(group, Guid.CreateVersion7(work.Now), Sscc.Of(Interlocked.Increment(ref _serial)), work.Now);
            foreach (var promise in await work.Db.Reservations.Where(promise => promise.GroupId == group.Id).ToListAsync())
            {
                await Bins.TakeAsync(work, promise.Sku, promise.Warehouse, promise.Units, MovementKind.Pick, null, default);
                await Bins.PutAsync(work, promise.Sku, promise.Warehouse, Bins.Floor, promise.Units, MovementKind.Pick, default);
                order.Pick(promise.LineNo, promise.Units);
                order.Pack(parcel, promise.LineNo, promise.Sku, promise.Units, promise.Units);
            }

            parcel.GoesWith("own", "standard", $"TRK{_serial}");
            SalesOrder.Move(group, GroupMove.FinishPacking, work.Now);
            SalesOrder.Move(group, GroupMove.Label, work.Now);
            foreach (var by in new[] { ParcelMove.Seal, ParcelMove.Label, ParcelMove.HandOver })
            {
                Assert.True(SalesOrder.MoveParcel(parcel, by, work.Now));
            }

            await Departures.LeaveAsync(work, [(order, parcel)], default);
            var last = until switch { ParcelState.Delivered => ParcelMove.Deliver, ParcelState.Returning => ParcelMove.TurnBack, _ => ParcelMove.Travel };
            Assert.True(SalesOrder.MoveParcel(parcel, last, work.Now));
        }

        Stock.Get<OrderDesk>().Finish(work, order, await Sites.LoadAsync(work.Db, default), "shipped");
        return 1;
    }, default);

    public async Task<SalesOrder> AgainAsync(SalesOrder order)
    {
        await using var db = await Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Orders.AsNoTracking().Include(one => one.Lines).Include(one => one.Groups).Include(one => one.Holds).Include(one => one.Contact).Include(one => one.Parcels)
            .AsSplitQuery().SingleAsync(one => one.Id == order.Id);
    }

    public Task<Outcome<Committed<Playbook.Returns.ReturnOpened>>> OpenAsync(SalesOrder order, int units, ReturnReason reason = ReturnReason.Size, ReturnKind kind = ReturnKind.Refund, Actor? by = null) =>
        Stock.Get<OpenReturnHandler>().HandleAsync(new(Guid.NewGuid(), by ?? Support, order.Id, kind, [new(1, units, reason)]), default);

    public ReturnActsHandler Acts => Stock.Get<ReturnActsHandler>();

    public async Task<ReturnPicture> PictureAsync(Guid id) =>
        (await Stock.Get<ReturnReader>().FindAsync(id, Boss, default)).Decided(out var one, out var refused) ? one : throw new Xunit.Sdk.XunitException(refused.Message);

    /// <summary>Opened, received and graded in one go.</summary>
    public async Task<Guid> BackAsync(SalesOrder order, int units, Grade grade = Grade.New, Disposition disposition = Disposition.Restock, ReturnReason reason = ReturnReason.Size)
    {
        var id = StockGround.Done(await OpenAsync(order, units, reason)).Return;
        StockGround.Done(await Acts.HandleAsync(new ReceiveReturn(Guid.NewGuid(), Packer, id, new Dictionary<int, int> { [1] = units }, null), default));
        StockGround.Done(await Acts.HandleAsync(new GradeReturn(Guid.NewGuid(), Packer, id, [new(1, units, grade, disposition)]), default));
        return id;
    }
}
