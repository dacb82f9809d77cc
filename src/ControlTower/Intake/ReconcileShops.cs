using System.Text.Json;
using ControlTower.Data;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Intake;

/// <summary>
/// Asks each shop which orders changed since it was asked last, and keeps each as if a webhook had brought it: what no webhook told is found
/// this way. Reading them decides what is new; the same version twice changes nothing.
/// </summary>
public sealed partial class ReconcileShops(
    StoreBook stores, InboundStore inbound, IHttpClientFactory http, NpgsqlDataSource database, TimeProvider clock, ILogger<ReconcileShops> logger)
{
    /// <summary>Name of the HTTP client with its time-outs and retries; only reads go through it.</summary>
    public const string Client = "shops";

    private const long FenceKey = 7_010;
    private static readonly TimeSpan s_firstLookBack = TimeSpan.FromDays(7);

    /// <summary>Shops' clocks differ, and a change may be listed a little after it happened.</summary>
    private static readonly TimeSpan s_overlap = TimeSpan.FromMinutes(2);

    /// <returns>How many messages were new to us.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        await using var fence = await Fence.TryAsync(database, FenceKey, cancellationToken);
        if (fence is null)
        {
            return 0;
        }

        var found = 0;
        foreach (var store in stores.All.Where(store => store is { BaseUrl: not null, ApiKey: not null }))
        {
            if (await DueSinceAsync(store, cancellationToken) is { } since)
            {
                found += await SweepAsync(store, since, cancellationToken);
            }
        }

        return found;
    }

    /// <returns>Null for a kind of store that has no list.</returns>
    public IShopApi? ApiOf(OpenStore store)
    {
        if (store.BaseUrl is null || store.ApiKey is null)
        {
            return null;
        }

        var access = new ShopAccess(new Uri(store.BaseUrl), store.ApiKey, store.ApiSecret ?? "", store.Facts.Currency);
        return store.Facts.Kind switch
        {
            Channel.Woocommerce => new WooCommerceShop(http.CreateClient(Client), access),
            Channel.Shopify => new ShopifyShop(http.CreateClient(Client), access),
            Channel.Amazon or Channel.Marketplace or Channel.Pos or Channel.Whatsapp or Channel.Manual => null,
        };
    }

    private async Task<int> SweepAsync(OpenStore store, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (ApiOf(store) is not { } shop)
        {
            return 0;
        }

        var started = clock.GetUtcNow();
        var found = 0;
        try
        {
            await foreach (var order in shop.OrdersSinceAsync(since, cancellationToken))
            {
                var kept = await inbound.KeepAsync(new(store.Key, "reconcile", shop.ListedTopic, order.DedupeKey, order.ExternalId, "{}", order.Body), cancellationToken);
                if (kept == Kept.TryLater)
                {
                    throw new HttpRequestException("Too much waits here; the sweep goes on next time.");
                }

                found += kept == Kept.New ? 1 : 0;
            }

            await NoteAsync(store, started, started - s_overlap, error: null, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException or UriFormatException && !cancellationToken.IsCancellationRequested)
        {
            LogNotSwept(logger, store.Key, failure.Message);
            await NoteAsync(store, started, cursor: null, failure.Message, cancellationToken);
        }

        return found;
    }

    private async Task<DateTimeOffset?> DueSinceAsync(OpenStore store, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand("select cursor, last_sweep_at from channel_store where key = $1");
        read.Parameters.Add(new() { Value = store.Key });
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var last = reader.IsDBNull(1) ? DateTimeOffset.MinValue : reader.GetFieldValue<DateTimeOffset>(1);
        return now - last < TimeSpan.FromSeconds(store.SweepSeconds) ? null
            : reader.IsDBNull(0) ? now - s_firstLookBack
            : reader.GetFieldValue<DateTimeOffset>(0);
    }

    private async Task NoteAsync(OpenStore store, DateTimeOffset at, DateTimeOffset? cursor, string? error, CancellationToken cancellationToken)
    {
        await using var note = database.CreateCommand("""
            update channel_store set last_sweep_at = $2, cursor = coalesce($3, cursor), last_error = $4,
                last_success_at = case when $4 is null then $2 else last_success_at end
            where key = $1
            """);
        note.Parameters.Add(new() { Value = store.Key });
        note.Parameters.Add(new() { Value = at });
        note.Parameters.Add(new() { Value = (object?)cursor ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        note.Parameters.Add(new() { Value = (object?)error ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await note.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(3010, LogLevel.Warning, "The shop {Store} could not be asked for its orders: {Why}")]
    private static partial void LogNotSwept(ILogger logger, string store, string why);
}
