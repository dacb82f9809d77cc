using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Inventory;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>Orders with something wrong, on a real database; and the people who mend them.</summary>
public sealed class CaseGround : IAsyncDisposable
{
    private static readonly Money s_zero = new(0, "EGP");
    private static int s_running;

    private CaseGround(StockGround stock) => Stock = stock;

    public StockGround Stock { get; }

    public static Actor Ops { get; } = new(Guid.CreateVersion7(), "order ops 1", [Role.OrderOps]);

    public static Actor OtherOps { get; } = new(Guid.CreateVersion7(), "order ops 2", [Role.OrderOps]);

    public static Actor Support { get; } = new(Guid.CreateVersion7(), "support 1", [Role.CustomerSupport]);

    public static Actor Shipping { get; } = new(Guid.CreateVersion7(), "shipping 1", [Role.ShippingCoordinator]);

    public static async Task<CaseGround> StartAsync()
    {
        var stock = await StockGround.StartAsync();
        await stock.SkuAsync("TEA-250");
        await stock.SkuAsync("MUG-WHT");
        await stock.ReceiveAsync("TEA-250", "cairo", 50);
        await stock.ReceiveAsync("MUG-WHT", "alex", 50);
        return new(stock);
    }

    /// <summary>A good order, but for what is named.</summary>
    /// <returns>As it stands after the automatic steps.</returns>
    public async Task<SalesOrder> OrderAsync(
        string? phone = null, string sku = "TEA-250", string units = "2", string line1 = "15 El Merghany Street, Apt 7", string? shipping = "standard", Money? total = null,
        PaymentState payment = PaymentState.Paid, PaymentMethod method = PaymentMethod.Prepaid, StoreFacts? store = null, PartialPolicy partial = PartialPolicy.Split, string? name = null)
    {
        var running = Interlocked.Increment(ref s_running);
        Stock.Clock.Advance(TimeSpan.FromMilliseconds(2)); // ids tell which of two came first
        var (now, of) = (Stock.Clock.GetUtcNow(), store ?? StockGround.Store);
        var count = int.TryParse(units, out var whole) && whole > 0 ? whole : (int?)null;
        var told = new IncomingOrder(
            of.Key, $"C-{running}", null, now, now, "EGP", new(name ?? $"Salma {(char)('A' + (running % 26))}", phone ?? $"010{20_000_000 + running}", "salma@example.com"),
            new(null, null, line1, null, "Cairo", "Cairo", null, "EG"), shipping, method, payment, partial,
            [new(null, sku, null, "Article", count, units, new Money(10_00, "EGP"), new Money(10_00 * (count ?? 1), "EGP"))], s_zero, s_zero, s_zero, s_zero, s_zero, total, null);
        await Stock.Get<CommitGate>().CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var context = await IntakeContext.LoadAsync(work, [(of.Key, told.ExternalId)], default);
            await Stock.Get<OrderIntake>().TakeAsync(work, told, of, null, context, default);
            return 1;
        }, default);
        await Stock.CarryAsync();
        return await Stock.FindAsync(told.ExternalId);
    }

    /// <summary>The one case of this code that is not solved.</summary>
    public async Task<ExceptionCase> CaseOfAsync(SalesOrder order, ExceptionCode code) =>
        Assert.Single(await CasesAsync(order), one => one.Code == code && one.IsLive);

    public async Task<List<ExceptionCase>> CasesAsync(SalesOrder order)
    {
        await using var db = await Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Cases.AsNoTracking().Where(one => one.OrderId == order.Id).OrderBy(one => one.Id).ToListAsync();
    }

    public async Task<ExceptionCase> AgainAsync(ExceptionCase one)
    {
        await using var db = await Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Cases.AsNoTracking().SingleAsync(same => same.Id == one.Id);
    }

    public async Task<List<JournalEntry>> JournalAsync(Guid order)
    {
        await using var db = await Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        var key = JournalKeys.Order(order);
        return await db.Journal.AsNoTracking().Where(entry => entry.Keys.Contains(key)).OrderBy(entry => entry.Id).ToListAsync();
    }

    public Task<Outcome<Committed<CaseActed>>> ResolveAsync(
        ExceptionCase one, CaseAction action, Dictionary<string, string>? values = null, string? why = null, bool all = false, Actor? by = null, Guid? command = null) =>
        Stock.Get<ResolveCaseHandler>().HandleAsync(new(command ?? Guid.NewGuid(), one.Id, action, values ?? [], why, all, by ?? Ops), default);

    /// <summary>Performs it, lets the automatic steps look again, and reads the order.</summary>
    public async Task<SalesOrder> MendAsync(
        SalesOrder order, ExceptionCode code, CaseAction action, Dictionary<string, string>? values = null, string? why = null, Actor? by = null)
    {
        var one = await CaseOfAsync(order, code);
        StockGround.Done(await ResolveAsync(one, action, values, why, by: by));
        await Stock.CarryAsync();
        Assert.Equal([], await Stock.BrokenAsync());
        return await Stock.FindAsync(order.ExternalId);
    }

    public ValueTask DisposeAsync() => Stock.DisposeAsync();
}
