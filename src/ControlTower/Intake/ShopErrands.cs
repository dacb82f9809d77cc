using System.Net;
using System.Text.Json;
using ControlTower.Data;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using ControlTower.Journal;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>
/// Carries errands to shops: that a parcel left, that an order is complete, that money goes back, how much may be sold. Taken in one
/// transaction, called outside of any, recorded in another; a worker that died in between is followed by one that first looks in the shop.
/// </summary>
public sealed partial class ShopErrands(
    CommitGate gate, IDbContextFactory<TowerDb> contexts, StoreBook stores, IHttpClientFactory http, OrderDesk desk, RefundDesk refunds, LiveFeed feed, TimeProvider clock,
    ILogger<ShopErrands> logger) : BackgroundService
{
    /// <summary>Name of the HTTP client: its own repetitions are for reads only.</summary>
    public const string Client = "shop-office";

    private const int AtOnce = 8;
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);
    private static readonly string[] s_news = ["OrderHandedOver", "ParcelHandedOver", "ParcelMoved", "ManifestClosed", "RefundApproved", "RefundRetried", "OrderCancelled", "CaseActed"];

    private readonly Bell _bell = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow(entries =>
        {
            if (entries.Any(entry => s_news.Contains(entry.Kind)))
            {
                _bell.Ring();
            }
        });
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Queues what is news, then carries until nothing is due.</summary>
    /// <returns>How many errands were carried.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        await ShopNews.QueueAsync(gate, cancellationToken);
        var carried = 0;
        while (await TakeAsync(cancellationToken) is { Count: > 0 } taken)
        {
            await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (errand, cancellation) => await CarryAsync(errand, cancellation));
            carried += taken.Count;
        }

        return carried;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HandleAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The boundary of the one loop that carries errands: whatever failed, it looks again.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(logger, failure);
            }

            await _bell.WaitAsync(s_look, clock, stoppingToken);
        }
    }

    /// <summary>An order is complete after its parcels were told: with the completion the shop writes to the customer, who looks for the tracking number.</summary>
    private async Task<List<ShopErrand>> TakeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var due = await db.ShopErrands
            .FromSql($"""
                select * from shop_errand e where e.state in ('queued', 'sending') and e.next_at <= {now} and not (e.kind = 'completed' and exists (
                    select 1 from shop_errand s where s.order_id = e.order_id and s.kind = 'shipped' and s.state in ('queued', 'sending')))
                order by e.next_at limit {AtOnce * 4} for update skip locked
                """)
            .ToListAsync(cancellationToken);
        due.ForEach(errand => errand.Take(now, s_lease));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due;
    }

    private async Task CarryAsync(ShopErrand errand, CancellationToken cancellationToken)
    {
        string? reference = null;
        string? error = null;
        var isFinal = false;
        try
        {
            reference = await TellAsync(errand, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException or InvalidOperationException or FormatException && !cancellationToken.IsCancellationRequested)
        {
            error = failure.Message;
            isFinal = failure is HttpRequestException { StatusCode: { } status } && IsFinal(status);
            LogNotTold(logger, errand.Store, errand.Kind, failure.Message);
        }

        await RecordAsync(errand, reference, error, isFinal, cancellationToken);
    }

    /// <summary>What the shop will say again, however often it is asked.</summary>
    private static bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500 && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict);

    private async Task<string?> TellAsync(ShopErrand errand, CancellationToken cancellationToken)
    {
        if (OfficeOf(errand.Store) is not { } office)
        {
            throw new InvalidOperationException($"The store {errand.Store} has no address, or no key to its interface.");
        }

        var what = JsonSerializer.Deserialize<ErrandWhat>(errand.What, JournalJson.Options)!;
        switch (errand.Kind)
        {
            case ErrandKind.Shipped:
                return await office.ShippedAsync(new(what.ExternalId!, what.Tracking!, what.Courier ?? "", what.Lines ?? []), errand.EffectKey, cancellationToken);
            case ErrandKind.Completed:
                await office.CompletedAsync(what.ExternalId!, cancellationToken);
                return null;
            case ErrandKind.Cancelled:
                await office.CancelledAsync(what.ExternalId!, cancellationToken);
                return null;
            case ErrandKind.Refund:
                var amount = decimal.Parse(what.Amount!, System.Globalization.CultureInfo.InvariantCulture);
                return await office.RefundAsync(new(what.ExternalId!, Money.From(amount, what.Currency!), what.Reason!, what.Lines ?? []), errand.EffectKey, cancellationToken);
            case ErrandKind.Stock:
                return await office.StockAsync(what.Sku!, what.Available ?? 0, cancellationToken) ? null : "not sold there";
        }

        throw new InvalidOperationException($"There is no errand {errand.Kind}.");
    }

    private IShopOffice? OfficeOf(string key)
    {
        if (stores.Find(key) is not { BaseUrl: not null, ApiKey: not null } store)
        {
            return null;
        }

        var access = new ShopAccess(new Uri(store.BaseUrl), store.ApiKey, store.ApiSecret ?? "", store.Facts.Currency);
        return store.Facts.Kind switch
        {
            Channel.Woocommerce => new WooCommerceOffice(http.CreateClient(Client), access),
            Channel.Shopify => new ShopifyOffice(http.CreateClient(Client), access),
            Channel.Amazon or Channel.Marketplace or Channel.Pos or Channel.Whatsapp or Channel.Manual => null,
        };
    }

    private Task<int> RecordAsync(ShopErrand errand, string? reference, string? error, bool isFinal, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var order = errand.OrderId is { } orderId ? await Locks.OrderAsync(work.Db, orderId, cancellationToken) : null;
            var row = await work.Db.ShopErrands.FromSql($"select * from shop_errand where id = {errand.Id} for update").SingleAsync(cancellationToken);
            if (row.State != ErrandState.Sending || row.Attempts != errand.Attempts)
            {
                return 0; // another worker had it meanwhile, or news overtook it
            }

            var isGivenUp = false;
            if (error is null)
            {
                row.Done(reference, work.Now);
            }
            else
            {
                isGivenUp = row.DidNotWork(error, isFinal, work.Now);
            }

            if (order is not null)
            {
                await TellOrderAsync(work, order, row, isGivenUp, cancellationToken);
            }

            return 1;
        }, cancellationToken);

    private async Task TellOrderAsync(Work work, SalesOrder order, ShopErrand errand, bool isGivenUp, CancellationToken cancellationToken)
    {
        if (errand.State != ErrandState.Done && !isGivenUp)
        {
            return;
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
        if (errand.Kind == ErrandKind.Refund)
        {
            var what = JsonSerializer.Deserialize<ErrandWhat>(errand.What, JournalJson.Options)!;
            if ((await LockedReturn.OfOrderAsync(work, order, cancellationToken)).Find(one => one.Case.Id == what.Return) is not { } of)
            {
                return;
            }

            if (isGivenUp)
            {
                refunds.Failed(work, of, cases, errand.Error ?? "");
            }
            else
            {
                refunds.Executed(work, of, cases, errand.Reference ?? errand.EffectKey);
            }

            desk.Finish(work, order, sites, "refunded");
            return;
        }

        var kind = JsonNamingPolicy.CamelCase.ConvertName(errand.Kind.ToString());
        if (isGivenUp)
        {
            cases.Open(order, new(ExceptionCode.WritebackFailed, null, null, new Dictionary<string, string> { ["store"] = errand.Store, ["what"] = kind, ["error"] = errand.Error ?? "" }));
        }
        else
        {
            work.Also(new ShopTold(order.Id, desk.NumberOf(order), errand.Store, kind, errand.Reference));
        }
    }

    /// <summary>What an errand carries; each kind has its own of these.</summary>
    private sealed record ErrandWhat(
        string? ExternalId = null, string? Tracking = null, string? Courier = null, IReadOnlyList<OfficeLine>? Lines = null, Guid? Return = null, string? Amount = null,
        string? Currency = null, string? Reason = null, string? Sku = null, int? Available = null);

    [LoggerMessage(3020, LogLevel.Error, "Errands to shops could not be carried, and are tried again.")]
    private static partial void LogFailed(ILogger logger, Exception failure);

    [LoggerMessage(3021, LogLevel.Warning, "The shop {Store} could not be told ({Kind}): {Why}")]
    private static partial void LogNotTold(ILogger logger, string store, ErrandKind kind, string why);
}
