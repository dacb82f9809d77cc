using System.Collections.Concurrent;
using System.Text.Json;
using ControlTower.Data;
using ControlTower.Intake.Channels;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using Npgsql;

namespace ControlTower.Intake;

/// <summary>
/// Asks each shop what it sells, once an hour and when this node meets the shop for the first time. Whoever keeps a shop keeps its catalogue
/// there, so what it tells wins; what it does not tell stays as it is here.
/// </summary>
public sealed partial class SyncCatalogue(
    StoreBook stores, ReconcileShops shops, CommitGate gate, NpgsqlDataSource database, TimeProvider clock, ILogger<SyncCatalogue> logger)
{
    private const long FenceKey = 7_030;
    private const int BatchMax = 500;
    private const int NameCharsMax = 200;
    private const int SkuCharsMax = 64;

    /// <summary>A shop that lists more than this lists the same again and again.</summary>
    private const int SkusMax = 200_000;

    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _asked = new();

    /// <returns>How many SKUs are new or changed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var due = stores.All.Where(store => !_asked.TryGetValue(store.Key, out var at) || clock.GetUtcNow() - at >= s_interval).ToList();
        if (due.Count == 0)
        {
            return 0;
        }

        await using var fence = await Fence.TryAsync(database, FenceKey, cancellationToken);
        var taken = 0;
        foreach (var store in fence is null ? [] : due)
        {
            _asked[store.Key] = clock.GetUtcNow();
            if (shops.ApiOf(store) is { } shop)
            {
                taken += await TakeAsync(store, shop, cancellationToken);
            }
        }

        return taken;
    }

    private async Task<int> TakeAsync(OpenStore store, IShopApi shop, CancellationToken cancellationToken)
    {
        var (taken, seen, batch) = (0, 0, new List<ToldSku>());
        try
        {
            await foreach (var listed in shop.CatalogueAsync(cancellationToken))
            {
                if (seen++ >= SkusMax)
                {
                    break;
                }

                if (listed.Sku.Length is > 0 and <= SkuCharsMax)
                {
                    batch.Add(ToldOf(listed));
                }

                if (batch.Count == BatchMax)
                {
                    taken += await CommitAsync(store, batch, cancellationToken);
                    batch = [];
                }
            }

            taken += await CommitAsync(store, batch, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException or UriFormatException && !cancellationToken.IsCancellationRequested)
        {
            LogNotTaken(logger, store.Key, failure.Message); // in an hour again; what came until then is kept
        }

        return taken;
    }

    private static ToldSku ToldOf(ListedSku listed) => new(
        listed.Sku, listed.Name.Length switch { 0 => listed.Sku, > NameCharsMax => listed.Name[..NameCharsMax], _ => listed.Name }, null,
        Gtin.Find(listed.Barcode) is { } gtin ? [new(gtin, 1)] : [], listed.WeightGrams, listed.Price,
        Uri.TryCreate(listed.ImageUrl, UriKind.Absolute, out var picture) && picture.Scheme == Uri.UriSchemeHttps ? picture.ToString() : null);

    private Task<int> CommitAsync(OpenStore store, List<ToldSku> batch, CancellationToken cancellationToken) =>
        batch.Count == 0 ? Task.FromResult(0) : gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            if (await CatalogueBook.TakeAsync(work, store.Key, batch, cancellationToken) is not { } taken)
            {
                return 0;
            }

            work.Also(taken);
            return taken.New + taken.Changed;
        }, cancellationToken);

    [LoggerMessage(3020, LogLevel.Warning, "The shop {Store} could not be asked for its catalogue: {Why}")]
    private static partial void LogNotTaken(ILogger logger, string store, string why);
}
