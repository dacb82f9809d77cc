using ControlTower.Simulator.Company;
using Microsoft.AspNetCore.Http;

namespace ControlTower.Tests.Simulation;

/// <summary>Packers see every unit again, weigh and seal; the dock takes back what customers send, and a manager decides about their money.</summary>
public sealed class SimulatedBenchTests
{
    private const string Parcel = "062210330000123458";
    private const string Return = "0193f0aa-0000-7000-8000-000000000009";
    private static readonly Article s_article = SimulatedWorld.Catalogue.Sold[5];
    private static readonly object[] s_remaining = [new { sku = s_article.Sku }];
    private static readonly string[] s_checks = ["photo"];
    private static readonly object[] s_picked = [new { number = "CT-1", state = "picked", totes = new[] { "0412" }, isCancelled = false }];

    [Fact]
    public async Task A_packer_scans_every_unit_weighs_photographs_what_is_dear_and_seals()
    {
        await using var tower = await BenchAsync();
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));

        var sealing = await tower.HearAsync(one => one.Path.EndsWith("/seal", StringComparison.Ordinal), seconds: 40);
        var before = tower.Heard.TakeWhile(one => one != sealing).Where(one => Who(one) == Who(sealing)).ToList();

        Assert.Equal("TOTE-0412", before.First(one => one.Path.EndsWith("/open", StringComparison.Ordinal)).Json.GetProperty("scan").GetString());
        Assert.Equal([s_article.Gtin, s_article.Gtin], before.Where(one => one.Path.EndsWith("/scan", StringComparison.Ordinal)).Select(one => one.Json.GetProperty("scan").GetString()));
        Assert.InRange(before.First(one => one.Path.EndsWith("/weigh", StringComparison.Ordinal)).Json.GetProperty("grams").GetInt32(), 970, 1_030);
        Assert.Contains(before, one => one.Path.EndsWith("/photo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_box_that_the_scale_does_not_believe_is_sealed_with_a_reason()
    {
        await using var tower = await BenchAsync();
        tower.Answer($"/api/v1/packing/{Parcel}/seal", heard =>
            heard.Json.TryGetProperty("weightOverrideWhy", out _) ? Results.Json(new { }) : Results.Json(new { code = "packing.weight" }, statusCode: 409));
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));

        await tower.HearAsync(one => one.Path.EndsWith("/seal", StringComparison.Ordinal) && one.Json.TryGetProperty("weightOverrideWhy", out var why) && why.GetString()!.Length > 0, seconds: 40);
    }

    [Fact]
    public async Task The_first_order_of_a_shop_that_was_delivered_is_sent_back_received_graded_and_its_refund_decided_by_somebody_else()
    {
        await using var tower = await BenchAsync();
        tower.Answer("/api/v1/orders?state=delivered", _ => Results.Json(new { items = new[] { new { number = "CT-1", store = "site-eg" } } }));
        tower.Answer("/api/v1/orders/CT-1", _ => Results.Json(new { lines = new[] { new { line = 1, shipped = 2, returned = 0 } } }));
        var state = "authorised";
        tower.Answer("/api/v1/boards/returns", _ => Results.Json(new { rows = new[] { new { key = Return, state, refund = state == "dispositioned" ? "pending" : "none" } } }));
        tower.Answer($"/api/v1/returns/{Return}", _ => Results.Json(new { lines = new[] { new { line = 1, units = 1, received = state == "received" ? 1 : 0, graded = 0 } } }));
        tower.Answer($"/api/v1/returns/{Return}/receive", _ => Results.Json(new { state = state = "received" }));
        tower.Answer($"/api/v1/returns/{Return}/grade", _ => Results.Json(new { state = state = "dispositioned" }));
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));

        var opened = await tower.HearAsync(one => one is { Method: "POST", Path: "/api/v1/returns" }, seconds: 40);
        var approved = await tower.HearAsync(one => one.Path == $"/api/v1/returns/{Return}/approve", seconds: 40);

        Assert.Equal("CT-1", opened.Json.GetProperty("number").GetString());
        Assert.NotEqual(Who(opened), Who(approved));
        Assert.Contains(tower.Heard, one => one.Path == $"/api/v1/returns/{Return}/grade" && one.Json.GetProperty("lines")[0].GetProperty("units").GetInt32() == 1);
    }

    private static async Task<StubTower> BenchAsync()
    {
        var tower = await StubTower.StartAsync();
        var left = 2;
        tower.Answer("/api/v1/access/keys", heard => Results.Json(new { key = heard.Json.GetProperty("name").GetString() }, statusCode: 201));
        tower.Answer("/api/v1/picking/claim", _ => Results.Json(new { code = "picking.nothing-to-pick" }, statusCode: 409));
        tower.Answer("/api/v1/boards/packing?warehouse=alex", _ => Results.Json(new { rows = s_picked }));
        tower.Answer("/api/v1/packing/open", _ => Results.Json(new { parcel = Parcel, remaining = s_remaining }));
        tower.Answer($"/api/v1/packing/{Parcel}/scan", _ => Results.Json(new { outcome = "accepted", remaining = --left > 0 ? s_remaining : [] }));
        tower.Answer($"/api/v1/packing/{Parcel}", _ => Results.Json(new { expectedGrams = 1_000, checks = s_checks, contents = Array.Empty<object>() }));
        return tower;
    }

    private static string? Who(Heard one) => one.Headers.GetValueOrDefault("Authorization");
}
