using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Company;

/// <summary>
/// Lays the demo company through the tower's own doors: warehouses, bins, articles, opening stock. Each step's key is made of the
/// seed and the body, so a second run is answered from memory and changes nothing.
/// </summary>
public sealed partial class DemoCompany(TowerClient tower, Catalogue catalogue, SimSettings settings, Tally tally, TimeProvider clock, ILogger<DemoCompany> logger)
{
    private const int AbreastMax = 8;
    private readonly TaskCompletionSource _laid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the tower knows the company: nobody buys before there are shelves.</summary>
    public Task Laid => _laid.Task;

    /// <summary>Waits for the tower as long as it takes; a step that it refuses is told once and left out.</summary>
    public async Task LayAsync(CancellationToken cancellationToken)
    {
        await WaitForTowerAsync(cancellationToken);
        if (settings.Key is null)
        {
            LogNoKey(logger);
            _laid.TrySetResult();
            return;
        }

        var started = clock.GetTimestamp();
        var isFresh = await IsFreshAsync(cancellationToken);
        await AllAsync(Site.All, site => LayAsync("/api/v1/warehouses", site.Body(), cancellationToken), cancellationToken);
        await AllAsync(Site.All, site => LayAsync("/api/v1/stock/bins", site.BinsBody(), cancellationToken), cancellationToken);
        await AllAsync(catalogue.Articles.Where(article => article.Kit.Count == 0), LayArticleAsync, cancellationToken);
        await AllAsync(catalogue.Articles.Where(article => article.Kit.Count > 0), LayArticleAsync, cancellationToken);
        await AllAsync(Deliveries(), delivery => ReceiveAsync(delivery, isFresh, cancellationToken), cancellationToken);

        LogLaid(logger, catalogue.Articles.Count, Site.All.Count, (int)clock.GetElapsedTime(started).TotalMilliseconds, tally["company refused"]);
        _laid.TrySetResult();

        Task LayArticleAsync(Article article) => LayAsync("/api/v1/stock/skus", BodyOf(article), cancellationToken);
    }

    /// <summary>A bin's opening stock in one delivery.</summary>
    public IEnumerable<OpeningDelivery> Deliveries() =>
        from site in Site.All
        from article in catalogue.Articles
        let units = site.OpeningUnits(article, settings.Seed)
        where units > 0
        group (article.Sku, units) by (site.Key, Bin: Site.BinOf(article)) into bin
        select new OpeningDelivery(bin.Key.Key, bin.Key.Bin, [.. bin]);

    private static object BodyOf(Article article)
    {
        var side = (int)Math.Round(Math.Cbrt(article.WeightGrams * 4.0) * 10); // about a quarter of water's density, a cube
        object[] barcodes = article.CaseGtin is null
            ? [new { gtin = article.Gtin, units = 1 }]
            : [new { gtin = article.Gtin, units = 1 }, new { gtin = article.CaseGtin, units = 12 }];
        return new
        {
            sku = article.Sku,
            name = article.Name,
            category = article.Category,
            barcodes,
            weightGrams = article.WeightGrams,
            dimensionsMm = new[] { side, side, side },
            price = Amount.Of(article.Price, "EGP"),
            kit = article.Kit.Count == 0 ? null : article.Kit.Select(part => new { sku = part.Sku, units = part.Units }),
        };
    }

    private async Task WaitForTowerAsync(CancellationToken cancellationToken)
    {
        while (!(await tower.PeekAsync("/health/ready", null, cancellationToken)).IsDone)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
        }
    }

    /// <summary>No delivery has to be looked up in a tower that does not know the first article yet.</summary>
    private async Task<bool> IsFreshAsync(CancellationToken cancellationToken) =>
        (await tower.GetAsync($"/api/v1/stock/{catalogue.Articles[0].Sku}", settings.Key, cancellationToken)).Status == 404;

    private async Task ReceiveAsync(OpeningDelivery delivery, bool isFresh, CancellationToken cancellationToken)
    {
        // The key alone would do while the caller is the same; another machine key would receive the opening stock once more.
        if (!isFresh && await HasStockAsync(delivery, cancellationToken))
        {
            return;
        }

        var lines = delivery.Lines.Select(line => new { sku = line.Sku, units = line.Units });
        await LayAsync("/api/v1/stock/receive", new { warehouse = delivery.Warehouse, bin = delivery.Bin, lines, reference = "opening stock" }, cancellationToken);
    }

    private async Task<bool> HasStockAsync(OpeningDelivery delivery, CancellationToken cancellationToken)
    {
        var stock = await tower.GetAsync($"/api/v1/stock/{delivery.Lines[0].Sku}", settings.Key, cancellationToken);
        return stock.List("warehouses").Any(row =>
            row.GetProperty("warehouse").GetString() == delivery.Warehouse && row.GetProperty("onHand").GetInt32() > 0);
    }

    private async Task LayAsync(string path, object body, CancellationToken cancellationToken)
    {
        var command = TowerClient.KeyOf("company", settings.Seed.ToString(CultureInfo.InvariantCulture), path, JsonSerializer.Serialize(body, TowerClient.Json));
        TowerAnswer answer;
        while ((answer = await tower.PostAsync(path, settings.Key, command, body, cancellationToken)).IsAway)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), clock, cancellationToken); // it went away while we were laying
        }

        if (!answer.IsDone)
        {
            tally.Count("company refused");
            LogRefused(logger, path, answer.Status, answer.Code, answer.Text("detail"));
        }
    }

    private static Task AllAsync<T>(IEnumerable<T> items, Func<T, Task> lay, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items, new ParallelOptions { MaxDegreeOfParallelism = AbreastMax, CancellationToken = cancellationToken }, async (item, _) => await lay(item));

    [LoggerMessage(9001, LogLevel.Information, "The demo company is laid: {Articles} articles, {Sites} warehouses, {Milliseconds} ms, {Refused} refused.")]
    private static partial void LogLaid(ILogger logger, int articles, int sites, int milliseconds, long refused);

    [LoggerMessage(9002, LogLevel.Warning, "The tower refused a part of the company: {Path} {Status} {Code} {Detail}")]
    private static partial void LogRefused(ILogger logger, string path, int status, string? code, string? detail);

    [LoggerMessage(9003, LogLevel.Warning, "No key was given (--key, SIM_KEY): the shops sell, but nobody lays a company, works cases or stands at the counter.")]
    private static partial void LogNoKey(ILogger logger);
}

/// <summary>What is carried to one bin on the first day.</summary>
public sealed record OpeningDelivery(string Warehouse, string Bin, IReadOnlyList<(string Sku, int Units)> Lines);
