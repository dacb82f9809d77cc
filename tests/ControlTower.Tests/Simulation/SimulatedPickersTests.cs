using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.People;
using Microsoft.AspNetCore.Http;

namespace ControlTower.Tests.Simulation;

/// <summary>Pickers do what the handheld tells: bin, item, tote, with the codes that hang and stick there.</summary>
public sealed class SimulatedPickersTests
{
    private const string List = "0193f0aa-0000-7000-8000-000000000001";
    private static readonly string s_sku = SimulatedWorld.Catalogue.Sold[3].Sku;

    [Fact]
    public async Task A_picker_takes_a_list_and_scans_bin_item_and_tote_until_it_is_done()
    {
        await using var tower = await FloorAsync();
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));

        await tower.HearAsync(one => Scanned(one)?.StartsWith("TOTE-", StringComparison.Ordinal) == true, seconds: 40);
        var again = await tower.HearAsync(one => one.Path.EndsWith("/claim", StringComparison.Ordinal) && IsAfterTote(tower, one), seconds: 40);

        var first = tower.Heard.Where(one => one.Headers.GetValueOrDefault("Authorization") == "Bearer Picker 4").Select(Scanned).OfType<string>().Take(3).ToList();
        Assert.Equal("LOC-A-01-1", first[0]);
        Assert.Equal(SimulatedWorld.Catalogue.Find(s_sku)!.Gtin, first[1]);
        Assert.Matches("^TOTE-[0-9]{4}$", first[2]);
        Assert.Contains("picking", again.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_scan_and_a_short_shelf_on_request_come_once_each()
    {
        await using var tower = await FloorAsync();
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));
        var desk = app.Get<FloorMishaps>();
        desk.Ask(Mishap.WrongScan);
        desk.Ask(Mishap.ShortShelf);

        await tower.HearAsync(one => one.Path.EndsWith("/short", StringComparison.Ordinal), seconds: 40);
        await tower.HearAsync(one => Scanned(one) is { } scan && !IsRight(scan), seconds: 40);

        Assert.False(desk.Take(Mishap.WrongScan));
        Assert.False(desk.Take(Mishap.ShortShelf));
    }

    [Fact]
    public async Task A_refused_list_is_given_back_and_not_scanned_again_at_once()
    {
        await using var tower = await FloorAsync();
        tower.Answer($"/api/v1/picking/{List}/scan", _ => Results.Json(new { code = "picking.claimed" }, statusCode: 409));
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));

        var given = await tower.HearAsync(one => one.Path.EndsWith("/unclaim", StringComparison.Ordinal), seconds: 40);

        Assert.Equal(1, tower.Heard.TakeWhile(one => one != given).Count(one => Scanned(one) is not null && Who(one) == Who(given)));
    }

    [Fact]
    public async Task Without_a_list_goods_for_nobody_are_put_back()
    {
        await using var tower = await FloorAsync();
        tower.Answer("/api/v1/picking/claim", _ => Results.Json(new { code = "picking.nothing-to-pick" }, statusCode: 409));
        tower.Answer("/api/v1/boards/picking", _ => Results.Json(new { rows = new[] { new { key = List, putBacks = 1 } } }));
        tower.Answer($"/api/v1/picking/{List}", _ => Results.Json(new { putBacks = new[] { new { sku = s_sku, units = 1, done = 0, inHand = 0 } } }));
        tower.Answer($"/api/v1/picking/{List}/put-back", heard => Results.Json(new
        {
            outcome = "accepted", next = Scanned(heard)!.StartsWith("LOC-", StringComparison.Ordinal) ? new { kind = "done", bin = "" } : new { kind = "bin", bin = "A-01-1" },
        }));
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));

        var shelved = await tower.HearAsync(one => Scanned(one) == "LOC-A-01-1", seconds: 40);

        Assert.EndsWith("/put-back", shelved.Path, StringComparison.Ordinal);
        Assert.Contains(tower.Heard, one => Scanned(one) == SimulatedWorld.Catalogue.Find(s_sku)!.Gtin);
    }

    /// <summary>A floor with one list for everybody: a bin, one item, an empty tote.</summary>
    private static async Task<StubTower> FloorAsync()
    {
        var tower = await StubTower.StartAsync();
        tower.Answer("/api/v1/access/keys", heard => Results.Json(new { key = heard.Json.GetProperty("name").GetString() }, statusCode: 201));
        tower.Answer("/api/v1/picking/claim", _ => Results.Json(new { list = List, next = Step("bin") }));
        tower.Answer($"/api/v1/picking/{List}/short", _ => Results.Json(new { next = Step("done") }));
        tower.Answer($"/api/v1/picking/{List}/scan", heard =>
        {
            var scan = Scanned(heard)!;
            var next = scan.StartsWith("TOTE-", StringComparison.Ordinal) ? Step("done") : scan.StartsWith("LOC-", StringComparison.Ordinal) ? Step("item") : Step("tote");
            return Results.Json(new { outcome = IsRight(scan) ? "accepted" : "refused", code = IsRight(scan) ? null : "picking.wrong-item", next = IsRight(scan) ? next : Step("bin") });
        });
        return tower;
    }

    private static object Step(string kind) => new { kind, bin = "A-01-1", sku = s_sku, units = 1, unitsDone = 0, tote = (string?)null, number = "CT-1" };

    private static bool IsRight(string scan) => scan == "LOC-A-01-1" || scan == SimulatedWorld.Catalogue.Find(s_sku)!.Gtin || scan.StartsWith("TOTE-", StringComparison.Ordinal);

    private static bool IsAfterTote(StubTower tower, Heard claim) =>
        tower.Heard.TakeWhile(one => one != claim).Any(one => Scanned(one)?.StartsWith("TOTE-", StringComparison.Ordinal) == true && Who(one) == Who(claim));

    private static string? Who(Heard one) => one.Headers.GetValueOrDefault("Authorization");

    private static string? Scanned(Heard one) =>
        one.Path.EndsWith("/scan", StringComparison.Ordinal) || one.Path.EndsWith("/put-back", StringComparison.Ordinal) ? one.Json.GetProperty("scan").GetString() : null;
}
