using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Flow;
using ControlTower.Intake;
using ControlTower.Inventory;
using ControlTower.Packing;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using ControlTower.Screening;
using ControlTower.Settings;
using ControlTower.Shipping;
using ControlTower.Tests.Ground;
using ControlTower.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ControlTower.Tests.Inventory;

/// <summary>
/// The handlers of the tower on a real database, with nothing that runs by itself: orders are taken in and carried when a test says so,
/// at the time that it says. Two warehouses, Cairo and Alexandria.
/// </summary>
public sealed class StockGround : IAsyncDisposable
{
    public static readonly StoreFacts Store = new("pos-test", Channel.Pos, "EG", "EGP", CodConfirmPolicy.Never);
    private static int s_running;

    private readonly ServiceProvider _services;
    private string? _invariants;

    private StockGround(TowerDatabase database, ServiceProvider services, FakeTimeProvider clock) => (Database, _services, Clock) = (database, services, clock);

    public TowerDatabase Database { get; }

    public FakeTimeProvider Clock { get; }

    public Actor Manager { get; } = new(Guid.CreateVersion7(), "manager 1", [Role.OpsManager, Role.Administrator]);

    public static async Task<StockGround> StartAsync()
    {
        var database = await TowerDatabase.CloneAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-2));
        var services = new ServiceCollection().AddLogging();
        services.AddTowerData(new(database.AppConnectionString, database.OwnerConnectionString, null)).AddTowerFeed();
        services.AddIntake().AddScreening().AddValidation().AddExceptionQueue().AddInventory().AddPicking().AddPacking().AddShipping().AddReturns().AddFlow();
        services.AddHttpClient();
        services.AddOptions<StoresOptions>();
        services.AddOptions<CouriersOptions>();
        services.AddSingleton<TimeProvider>(clock);
        var ground = new StockGround(database, services.BuildServiceProvider(), clock);
        await database.AppAsync("""
            insert into channel_store (key, kind, country, currency, cod_confirm, sweep_seconds, is_fixed) values ('pos-test', 'pos', 'EG', 'EGP', 'never', 300, false)
            """);
        await ground.SiteAsync("cairo", "Cairo", "Giza");
        await ground.SiteAsync("alex", "Alexandria", "Beheira");
        return ground;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task SiteAsync(string key, string city, params string[] regions) => Done(await Get<SaveWarehouseHandler>().HandleAsync(
        new(Guid.NewGuid(), Manager, key, city, "Africa/Cairo", "EG", city, regions, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
            new(0, 0), new(23, 59), [], [new("own", new(15, 0), 30)], 0), default));

    public async Task SkuAsync(string sku, params StockUnits[] kit) => Done(await Get<SaveSkuHandler>().HandleAsync(
        new(Guid.NewGuid(), Manager, sku, $"Article {sku}", "", [], 100, null, new Money(10_00, "EGP"), kit), default));

    public async Task ReceiveAsync(string sku, string warehouse, int units, string? bin = "A-01-1") =>
        Done(await Get<ReceiveStockHandler>().HandleAsync(new(Guid.NewGuid(), Manager, warehouse, bin, [new(sku, units)], null), default));

    public Task<Outcome<Committed<StockAdjusted>>> AdjustAsync(string sku, string warehouse, int change, AdjustReason reason, string? why = "seen on the shelf") =>
        Get<AdjustStockHandler>().HandleAsync(new(Guid.NewGuid(), Manager, sku, warehouse, null, change, reason, why), default);

    /// <summary>A customer in Cairo or wherever orders; nothing is decided about it yet.</summary>
    /// <returns>The order's id in its channel.</returns>
    public async Task<string> OrderAsync(
        string sku, int units, PaymentState payment = PaymentState.Paid, string city = "Cairo", PartialPolicy partial = PartialPolicy.Split, string? again = null)
    {
        var running = again is null ? Interlocked.Increment(ref s_running) : int.Parse(again[2..], System.Globalization.CultureInfo.InvariantCulture);
        await TakeAsync(Told(running, sku, units, payment, city, partial));
        return $"T-{running}";
    }

    /// <summary>An order of several lines.</summary>
    public async Task<string> OrderOfAsync(params (string Sku, int Units)[] lines)
    {
        var running = Interlocked.Increment(ref s_running);
        var told = Told(running, lines[0].Sku, lines[0].Units, PaymentState.Paid, "Cairo", PartialPolicy.Split);
        var price = new Money(10_00, "EGP");
        await TakeAsync(told with
        {
            Lines = [.. lines.Select(line => new IncomingLine(null, line.Sku, null, $"Article {line.Sku}", line.Units, $"{line.Units}", price, new Money(10_00 * line.Units, "EGP")))],
        });
        return $"T-{running}";
    }

    public Task CancelAsync(string externalId, string sku, int units) => TakeAsync(
        Told(int.Parse(externalId[2..], System.Globalization.CultureInfo.InvariantCulture), sku, units, PaymentState.Paid, "Cairo", PartialPolicy.Split) with { Wish = IncomingWish.Cancel, WishNote = "customer" });

    public Task CarryAsync() => Get<OrderConveyor>().CarryAsync(default);

    public async Task<SalesOrder> FindAsync(string externalId)
    {
        await using var db = await Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Orders.AsNoTracking().Include(order => order.Lines).Include(order => order.Groups).Include(order => order.Holds).Include(order => order.Contact)
            .AsSplitQuery().SingleAsync(order => order.ExternalId == externalId);
    }

    public async Task<(int OnHand, int Unsellable, int Reserved)> ShelfAsync(string sku, string warehouse)
    {
        await using var db = await Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Stock.Where(shelf => shelf.Sku == sku && shelf.Warehouse == warehouse)
            .Select(shelf => new ValueTuple<int, int, int>(shelf.OnHand, shelf.Unsellable, shelf.Reserved)).SingleOrDefaultAsync();
    }

    /// <returns>Names of the invariants that are broken right now.</returns>
    public async Task<List<string>> BrokenAsync()
    {
        _invariants ??= (string)(await Database.AdminAsync("""
            select string_agg(format('select %L as name where exists (select 1 from %I)', viewname, viewname), ' union all ')
            from pg_views where viewname like 'inv\_%' and viewname <> 'inv_i08_nothing_waits_for_its_stamp'
            """))!; // nothing stamps here, and the clock is not the real one
        var broken = (string?)await Database.AppAsync($"select coalesce(string_agg(name, ','), '') from ({_invariants}) as all_of_them");
        return [.. broken!.Split(',', StringSplitOptions.RemoveEmptyEntries)];
    }

    public static TEvent Done<TEvent>(Outcome<Committed<TEvent>> outcome)
        where TEvent : class, IJournaled =>
        outcome.Decided(out var committed, out var refused) ? committed.Event : throw new Xunit.Sdk.XunitException($"{refused.Code}: {refused.Message}");

    public static string? CodeOf<TEvent>(Outcome<Committed<TEvent>> outcome)
        where TEvent : class, IJournaled => outcome.Decided(out _, out var refused) ? null : refused.Code;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private Task<int> TakeAsync(IncomingOrder told) => Get<CommitGate>().CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
    {
        var context = await IntakeContext.LoadAsync(work, [(Store.Key, told.ExternalId)], default);
        await Get<OrderIntake>().TakeAsync(work, told, Store, null, context, default);
        return 1;
    }, default);

    private IncomingOrder Told(int running, string sku, int units, PaymentState payment, string city, PartialPolicy partial)
    {
        var (zero, price) = (new Money(0, "EGP"), new Money(10_00, "EGP"));
        var version = Clock.GetUtcNow();
        return new(
            Store.Key, $"T-{running}", null, version, version, "EGP", new($"Salma {(char)('A' + (running % 26))}", $"010{10_000_000 + running}", null),
            new(null, null, "15 El Merghany Street, Apt 7", null, city, city, null, "EG"), "standard", PaymentMethod.Prepaid, payment, partial,
            [new(null, sku, null, $"Article {sku}", units, $"{units}", price, new Money(10_00 * units, "EGP"))], zero, zero, zero, zero, zero, null, null);
    }
}
