using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>Goods that were picked for nobody go back: item by item, then their bin, list by list.</summary>
internal sealed class ShelfReturn(Desk desk, Site site, Catalogue catalogue, Pace pace, Tally tally)
{
    private const int ScansMax = 80; // in one go; what is left waits for the next
    private static readonly TimeSpan s_scan = TimeSpan.FromSeconds(8); // of life
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(150);

    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        var board = await desk.GetAsync($"/api/v1/boards/picking?warehouse={site.Key}", cancellationToken);
        if (board.List("rows").FirstOrDefault(row => row.Number("putBacks") > 0).Text("key") is not { } list)
        {
            return;
        }

        var seen = await desk.GetAsync($"/api/v1/picking/{list}", cancellationToken);
        var first = seen.List("putBacks").FirstOrDefault(row => row.Number("done") + row.Number("inHand") < row.Number("units"));
        var scan = first.Text("sku") is { } sku ? BarcodeOf(sku) : null;
        for (var scans = 0; scan is not null && scans < ScansMax; scans++)
        {
            await pace.WaitAsync(s_scan, s_least, cancellationToken);
            var told = await desk.PostAsync($"/api/v1/picking/{list}/put-back", new { scan }, cancellationToken);
            if (!told.IsDone || told.Text("outcome") == "refused")
            {
                tally.Count("put-backs refused");
                return; // another one holds them, or nothing is left
            }

            tally.Count("put-back scans");
            scan = ScanOf(told.Body.Part("next"));
        }
    }

    private string? ScanOf(JsonElement next) => next.Text("kind") switch
    {
        "item" => BarcodeOf(next.Text("sku") ?? ""),
        "bin" => $"LOC-{next.Text("bin")}",
        _ => null,
    };

    private string BarcodeOf(string sku) => catalogue.Find(sku)?.Gtin ?? sku;
}
