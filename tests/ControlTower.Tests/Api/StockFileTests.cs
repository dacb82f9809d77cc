using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Api;

/// <summary>The catalogue with its opening stock, and pictures, as files.</summary>
public sealed class StockFileTests(TowerHost tower) : IClassFixture<TowerHost>
{
    private static readonly byte[] s_png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];

    [Fact]
    public async Task A_file_lays_catalogue_and_opening_stock_once_and_says_which_rows_it_cannot()
    {
        var admin = tower.Bootstrap();
        await SiteAsync(admin);
        var file = Encoding.UTF8.GetBytes("""
            sku,name,barcode,warehouse,bin,on_hand
            CSV-1,First,96385074,cairo,A-1,5
            CSV-2,ثان,,cairo,,3
            CSV-3,Third,,moon,A-1,3
            CSV-4,Fourth,123,,,
            ,Nameless,,,,
            """);

        var dry = await PostAsync(admin, "stock/import?dryRun=true", file);
        Assert.Equal((5, 2, 3), Counts(dry));
        Assert.Equal(404, (int)(await admin.GetAsync("/api/v1/stock/CSV-1", TestContext.Current.CancellationToken)).StatusCode);

        var done = await PostAsync(admin, "stock/import", file);
        Assert.Equal((5, 2, 3), Counts(done));
        Assert.Equal(
            ["4 warehouse inventory.warehouse-unknown", "5 barcode inventory.barcode-invalid", "6 sku csv.cell-missing"],
            done.Body.GetProperty("results").EnumerateArray().Select(row =>
                $"{row.GetProperty("row")} {row.GetProperty("errors")[0].GetProperty("column")} {row.GetProperty("errors")[0].GetProperty("code")}"));
        await PostAsync(admin, "stock/import", file); // another wish, the same file
        Assert.Equal("5 3", await tower.Database.AppAsync("select string_agg(on_hand::text, ' ' order by sku) from stock where sku like 'CSV-%'"));
        Assert.Equal("RECEIVING", await tower.Database.AppAsync("select bin from bin_stock where sku = 'CSV-2'"));
    }

    [Fact]
    public async Task A_picture_is_known_by_its_bytes_and_handed_out_so_that_nothing_in_it_runs()
    {
        var admin = tower.Bootstrap();
        await SiteAsync(admin);
        await PostAsync(admin, "stock/import", Encoding.UTF8.GetBytes("sku,name\nPIC,Pictured\n"));

        Assert.Equal(415, (await PostAsync(admin, "stock/skus/PIC/image", Encoding.UTF8.GetBytes("<svg onload=alert(1)>"))).Status);
        Assert.Equal(413, (await PostAsync(admin, "stock/skus/PIC/image", [.. s_png, .. new byte[3_000_000]])).Status);
        Assert.Equal(404, (await PostAsync(admin, "stock/skus/NONE/image", s_png)).Status);
        var pictured = await PostAsync(admin, "stock/skus/PIC/image", s_png);
        Assert.Equal(200, pictured.Status);

        using var shown = await admin.GetAsync(pictured.Body.GetProperty("image").GetString(), TestContext.Current.CancellationToken);
        Assert.Equal(("image/png", "nosniff"), (shown.Content.Headers.ContentType!.MediaType, shown.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("script-src 'self'", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await admin.GetAsync("/pictures/..%2F..%2Fpg_hba.conf", TestContext.Current.CancellationToken)).StatusCode);
        Assert.NotEqual(200, (int)(await tower.Anonymous().GetAsync(pictured.Body.GetProperty("image").GetString(), TestContext.Current.CancellationToken)).StatusCode);
    }

    private static (int, int, int) Counts((int Status, JsonElement Body) answer) =>
        (answer.Body.GetProperty("rows").GetInt32(), answer.Body.GetProperty("accepted").GetInt32(), answer.Body.GetProperty("refused").GetInt32());

    private static async Task SiteAsync(HttpClient admin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/warehouses")
        {
            Content = JsonContent.Create(new
            {
                key = "cairo", name = "Cairo", timeZone = "Africa/Cairo", country = "EG", city = "Cairo",
                calendar = new { days = (string[])["sun", "mon"], opens = "09:00", closes = "18:00" },
            }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        (await admin.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private static async Task<(int Status, JsonElement Body)> PostAsync(HttpClient client, string door, byte[] file)
    {
        var part = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{door}") { Content = new MultipartFormDataContent { { part, "file", "file.bin" } } };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
