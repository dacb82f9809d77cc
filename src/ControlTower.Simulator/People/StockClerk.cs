using System.Collections.Concurrent;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>The warehouse clerk: receives what was ordered from suppliers for waiting customers, and refills shelves that run low.</summary>
public sealed class StockClerk(Desk desk, Catalogue catalogue, DemoCompany company, Pace pace, Tally tally, TimeProvider clock, ILogger<StockClerk> logger)
    : Rounds(pace, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), logger)
{
    private const int LooksPerRound = 5;
    private const int LowBelow = 12;
    private const int FillTo = 60;
    private const int WantedMax = 200;
    private static readonly TimeSpan s_truck = TimeSpan.FromMinutes(40); // of life, from want to dock

    private readonly ConcurrentDictionary<string, long> _wanted = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Order from the supplier what this customer waits for.</summary>
    public void Want(JsonElement order)
    {
        foreach (var line in order.List("lines").Where(line => line.Number("backordered") + line.Number("unallocated") > 0))
        {
            if (line.Text("sku") is { } sku && _wanted.Count < WantedMax)
            {
                _wanted.TryAdd(sku, clock.GetTimestamp());
            }
        }
    }

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var sku in _wanted.Where(want => clock.GetElapsedTime(want.Value) >= Pace.Of(s_truck)).Select(want => want.Key).ToList())
        {
            await LookAsync(sku, hasTruck: true, cancellationToken);
            _wanted.TryRemove(sku, out _);
        }

        for (var look = 0; look < LooksPerRound; look++)
        {
            await LookAsync(catalogue.Articles[_next++ % catalogue.Articles.Count].Sku, hasTruck: false, cancellationToken);
        }
    }

    private async Task LookAsync(string sku, bool hasTruck, CancellationToken cancellationToken)
    {
        if (catalogue.Find(sku) is not { Kit.Count: 0 } article)
        {
            return; // a kit is put together from others, or it is no article of ours
        }

        var stock = (await desk.GetAsync($"/api/v1/stock/{sku}", cancellationToken)).Body;
        var waiting = stock.Number("backordered");
        if (waiting > 0 && !hasTruck)
        {
            _wanted.TryAdd(sku, clock.GetTimestamp());
        }

        foreach (var row in stock.List("warehouses"))
        {
            var available = row.Number("available");
            var units = hasTruck && waiting > 0 ? waiting + 2 : article.IsScarce || available >= LowBelow ? 0 : FillTo - available;
            if (units > 0 && row.Text("warehouse") is { } warehouse)
            {
                waiting = 0;
                await ReceiveAsync(article, warehouse, units, cancellationToken);
            }
        }
    }

    private async Task ReceiveAsync(Article article, string warehouse, int units, CancellationToken cancellationToken)
    {
        var body = new { warehouse, bin = Site.BinOf(article), lines = new[] { new { sku = article.Sku, units } }, reference = "supplier delivery" };
        var answer = await desk.PostAsync("/api/v1/stock/receive", body, cancellationToken);
        tally.Count(answer.IsDone ? "stock received" : "stock refused", answer.IsDone ? units : 1);
    }
}
