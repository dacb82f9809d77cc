using ControlTower.Data;
using ControlTower.Intake;
using ControlTower.Inventory;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screening;
using ControlTower.Settings;
using ControlTower.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ControlTower.Flow;

/// <summary>
/// The demo's last 30 days: some 600 orders, laid once through the real handlers with a clock in the past, so that chain, ledgers and
/// invariants hold for them as for any other. It begins when the demo's company has sites and stock, and works behind the first screen.
/// </summary>
public sealed partial class DemoHistory(
    IDbContextFactory<TowerDb> contexts, Stamper stamper, OrderConveyor conveyor, StoreBook stores, OrderDesk desk, PromiseBook promises, OrderIntake intake,
    Limits limits, NpgsqlDataSource database, IOptions<TowerOptions> options, TimeProvider clock, ILogger<DemoHistory> logger, ILogger<CommitGate> gateLogger) : BackgroundService
{
    private const long FenceKey = 7_020;
    private const int OrdersADay = 20;
    private const int Days = 30;
    private const int OrdersATurn = 10;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    private readonly PastClock _past = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Demo != true)
        {
            return;
        }

        try
        {
            while (await SkusAsync(stoppingToken) is not { } skus)
            {
                await Task.Delay(s_look, clock, stoppingToken);
            }

            await using var fence = await Fence.TryAsync(database, FenceKey, stoppingToken);
            if (fence is not null && !await IsLaidAsync(stoppingToken))
            {
                await LayAsync(await SkusAsync(stoppingToken) ?? [], stoppingToken);
            }
        }
        catch (NpgsqlException failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotLaid(logger, failure.Message); // a demo without a past is still a demo
        }
    }

    /// <returns>SKUs with stock; null while the company is not set up.</returns>
    private async Task<IReadOnlyList<SkuItem>?> SkusAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var skus = await db.Skus.AsNoTracking().Where(item => !item.IsKit && item.PriceMinor > 0 && db.Stock.Any(shelf => shelf.Sku == item.Sku && shelf.OnHand > 4))
            .OrderBy(item => item.Sku).Take(200).ToListAsync(cancellationToken);
        return skus.Count >= 50 ? skus : null;
    }

    private async Task<bool> IsLaidAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Orders.AnyAsync(order => order.ExternalId.StartsWith(DemoOrders.Prefix), cancellationToken);
    }

    private async Task LayAsync(IReadOnlyList<SkuItem> skus, CancellationToken cancellationToken)
    {
        var gate = new CommitGate(contexts, stamper, _past, gateLogger);
        var steps = new PastSteps(
            new ScreenOrders(gate, desk, new OrderTraces(desk), limits), new ValidateOrders(gate, desk, limits), new ReserveOrders(gate, desk, promises, limits));
        var orders = new DemoOrders(skus, clock.GetUtcNow());
        var open = stores.All.Select(store => store.Facts).DistinctBy(store => store.Kind).ToDictionary(store => store.Kind);
        var laid = 0;
        foreach (var turn in orders.Of(Days, OrdersADay).Where(order => open.ContainsKey(order.Channel)).Chunk(OrdersATurn))
        {
            // Between the turns the conveyor carries what comes in now: nobody waits long for the past.
            using var held = await conveyor.TakeTurnAsync(cancellationToken);
            foreach (var order in turn)
            {
                _past.Now = order.At;
                var told = order.Told(open[order.Channel]);
                await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
                {
                    var context = await IntakeContext.LoadAsync(work, [(told.Store, told.ExternalId)], cancellationToken);
                    await intake.TakeAsync(work, told, open[order.Channel], null, context, cancellationToken);
                    return 1;
                }, cancellationToken);
                if (told.Wish == IncomingWish.Take)
                {
                    await steps.CarryOnceAsync(cancellationToken);
                }

                laid++;
            }
        }

        LogLaid(logger, laid);
    }

    /// <summary>Each step once: of all orders that wait for it, the one of the past came first. Those of today are left to today's clock.</summary>
    private sealed record PastSteps(ScreenOrders Screen, ValidateOrders Validate, ReserveOrders Reserve)
    {
        public async Task CarryOnceAsync(CancellationToken cancellationToken)
        {
            await Screen.HandleAsync(1, cancellationToken);
            await Validate.HandleAsync(1, cancellationToken);
            await Reserve.HandleAsync(1, cancellationToken);
        }
    }

    [LoggerMessage(8010, LogLevel.Information, "Laid {Orders} orders of the demo's last 30 days.")]
    private static partial void LogLaid(ILogger logger, int orders);

    [LoggerMessage(8011, LogLevel.Warning, "The demo's history was not laid: {Why}")]
    private static partial void LogNotLaid(ILogger logger, string why);
}
