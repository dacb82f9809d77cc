using System.Globalization;
using System.Text;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping;
using ControlTower.Shipping.Road;
using ControlTower.Tests.Inventory;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Tests.Shipping.Road;

/// <summary>Parcels with a label, as the bench and the booking leave them, and couriers whose words come when a test says so.</summary>
public sealed class RoadGround : IAsyncDisposable
{
    private static int s_running;

    private RoadGround(StockGround stock) => Stock = stock;

    public StockGround Stock { get; }

    public static Actor Support { get; } = new(Guid.CreateVersion7(), "support 1", [Role.CustomerSupport]);

    public static Actor Shipping { get; } = new(Guid.CreateVersion7(), "shipping 1", [Role.ShippingCoordinator]);

    public DateTimeOffset Now => Stock.Clock.GetUtcNow();

    public static async Task<RoadGround> StartAsync()
    {
        var stock = await StockGround.StartAsync();
        await stock.SkuAsync("TEA-250");
        await stock.ReceiveAsync("TEA-250", "cairo", 500);
        await stock.Database.AppAsync("""
            insert into courier (key, kind, country, poll_seconds, services, config, is_on, is_fixed)
            values ('bosta', 'bosta', 'EG', 600, '[]', '{}', true, false), ('easypost', 'easypost', 'US', 600, '[]', '{}', true, false),
                   ('aramex', 'aramex', 'EG', 600, '[]', '{}', true, false), ('drivers', 'own', 'EG', 600, '[]', '{}', true, false)
            """);
        await stock.Get<CourierBook>().LoadAsync(default);
        return new(stock);
    }

    /// <summary>An order of some units, each in a parcel of its own, labelled.</summary>
    /// <param name="cod">Cash that is due for each parcel, in minor units; null: prepaid.</param>
    public async Task<RoadParcel[]> LabelledAsync(string courier = "bosta", int parcels = 1, long? cod = null)
    {
        var external = await Stock.OrderAsync("TEA-250", parcels, cod is null ? PaymentState.Paid : PaymentState.CodConfirmed);
        await Stock.CarryAsync();
        var labelled = new List<RoadParcel>();
        await Stock.Get<CommitGate>().CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var order = (await Locks.OrderAsync(work.Db, (await Stock.FindAsync(external)).Id, default))!;
            var group = Assert.Single(order.Groups);
            await Bins.TakeFromAsync(work, "TEA-250", "cairo", "A-01-1", parcels, MovementKind.Pick, default);
            await Bins.PutAsync(work, "TEA-250", "cairo", Bins.Floor, parcels, MovementKind.Pick, default);
            order.Pick(1, parcels);
            foreach (var step in (GroupMove[])[GroupMove.Release, GroupMove.StartPicking, GroupMove.FinishPicking, GroupMove.StartPacking, GroupMove.FinishPacking, GroupMove.Label])
            {
                Assert.Null(SalesOrder.Move(group, step, work.Now));
            }

            for (var at = 0; at < parcels; at++)
            {
                var running = Interlocked.Increment(ref s_running);
                var parcel = order.OpenParcel(group, Guid.CreateVersion7(work.Now), Sscc.Of(running), work.Now);
                order.Pack(parcel, 1, "TEA-250", 1, 1);
                Assert.True(SalesOrder.MoveParcel(parcel, ParcelMove.Seal, work.Now) && SalesOrder.MoveParcel(parcel, ParcelMove.Label, work.Now));
                parcel.GoesWith(courier, "standard", $"TRK-{running}");
                var booking = new Shipment(Guid.CreateVersion7(work.Now), parcel, courier, "standard", 1, cod is { } due ? new Money(due, "EGP") : null, work.By.Id, work.Now);
                booking.Send(work.Now, work.Now.AddMinutes(1));
                booking.Book(new($"ref-{running}", $"TRK-{running}", "standard", null, null), work.Now);
                work.Db.Shipments.Add(booking);
                labelled.Add(new(order.Id, external, parcel.Id, parcel.Sscc, $"TRK-{running}"));
            }

            order.Settle(work.Now);
            return 1;
        }, default);
        return [.. labelled];
    }

    public async Task<RoadParcel> OneAsync(string courier = "bosta", long? cod = null) => Assert.Single(await LabelledAsync(courier, 1, cod));

    /// <summary>Bosta tells a state, so many minutes from the test's now.</summary>
    public Task BostaAsync(RoadParcel parcel, int state, int minutes = 0, string more = "") => HearAsync("bosta", string.Create(
        CultureInfo.InvariantCulture, $$"""{"trackingNumber":"{{parcel.Tracking}}","state":{{state}},"timeStamp":{{Now.AddMinutes(minutes).ToUnixTimeMilliseconds()}}{{more}}}"""));

    /// <summary>Keeps a body as the door does, and reads what waits.</summary>
    public async Task HearAsync(string courier, string body)
    {
        await KeepAsync(courier, Encoding.UTF8.GetBytes(body));
        await Stock.Get<ReadRoad>().HandleAsync(default);
    }

    public async Task<Guid> KeepAsync(string courier, byte[] body)
    {
        var id = Guid.CreateVersion7(Now);
        await using var db = await Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlAsync($$"""
            insert into inbound_message (id, store, door, topic, dedupe_key, received_at, headers, body, state)
            values ({{id}}, {{CourierDoor.StorePrefix + courier}}, {{CourierDoor.Door}}, 'tracking', {{id.ToString()}}, {{Now}}, '{}', {{body}}, 'stored')
            """);
        return id;
    }

    public async Task<Parcel> FindAsync(RoadParcel parcel)
    {
        await using var db = await Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Parcels.AsNoTracking().SingleAsync(one => one.Id == parcel.Id);
    }

    public async Task<ParcelState> StateAsync(RoadParcel parcel) => (await FindAsync(parcel)).State;

    public async Task<List<ExceptionCase>> CasesAsync()
    {
        await using var db = await Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return [.. (await db.Cases.AsNoTracking().OrderBy(one => one.Id).ToListAsync()).Where(one => one.IsLive)];
    }

    public async Task<ExceptionCase> CaseAsync(ExceptionCode code) => Assert.Single(await CasesAsync(), one => one.Code == code);

    public async Task<List<string>> JournalAsync(RoadParcel parcel)
    {
        await using var db = await Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        var key = JournalKeys.Parcel(parcel.Id);
        return [.. (await db.Journal.AsNoTracking().Where(entry => entry.Keys.Contains(key)).OrderBy(entry => entry.Id).ToListAsync()).Select(entry => entry.Kind)];
    }

    public async Task<long> CountAsync(string sql) => (long)(await Stock.Database.AppAsync(sql))!;

    public ValueTask DisposeAsync() => Stock.DisposeAsync();
}

public sealed record RoadParcel(Guid OrderId, string External, Guid Id, string Sscc, string Tracking);
