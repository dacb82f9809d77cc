using System.Text.Json;
using ControlTower.Simulator;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.People;
using ControlTower.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace ControlTower.Tests.Simulation;

/// <summary>Staff do by the public doors what a person would: with the customer's own answers, and only what is offered.</summary>
public sealed class SimulatedStaffTests
{
    private static readonly CaseFixes s_fixes = new(SimulatedWorld.Catalogue, 42);

    [Fact]
    public void A_mistyped_phone_is_replaced_by_the_one_that_the_customer_has()
    {
        var order = SimulatedWorld.Checkout().Buy(Store.SiteEg, 20_001, SimulatedWorld.Noon, new Twist(Mishap.BadPhone));

        var fix = s_fixes.Decide(Case("PHONE_INVALID", "fixPhone"), default, order);

        Assert.NotEqual(order.Buyer.Phone, order.Phone);
        Assert.Equal("fixPhone", fix!.Action);
        Assert.Equal(order.Buyer.Phone, JsonSerializer.SerializeToElement(fix.Values).GetProperty("phone").GetString());
    }

    [Fact]
    public void An_unknown_article_is_mapped_for_all_orders_of_its_cause()
    {
        var article = SimulatedWorld.Catalogue.Sold[7];
        var order = SimulatedWorld.Checkout().Buy(Store.SiteEg, 20_001, SimulatedWorld.Noon, new Twist(Mishap.UnknownSku, article, "RENAMED-7"));

        var fix = s_fixes.Decide(Case("SKU_UNKNOWN", "mapSku"), default, order);

        Assert.Equal(article.Sku, JsonSerializer.SerializeToElement(fix!.Values).GetProperty("sku").GetString());
        Assert.True(fix.AllOfCause);
    }

    [Fact]
    public void What_the_case_does_not_offer_is_left_to_a_person() =>
        Assert.Null(s_fixes.Decide(Case("PHONE_INVALID", "askCustomer"), default, null));

    [Fact]
    public async Task A_second_run_of_the_company_sends_the_same_keys_and_bodies()
    {
        await using var tower = await StubTower.StartAsync();
        tower.Answer("/api/v1/stock/TEA-01-250", _ => Results.StatusCode(404));
        async Task<List<string>> Lay()
        {
            var before = tower.Heard.Count;
            await using var app = SimulatorHost.Build(SimulatedWorld.Settings(tower.Root));
            Assert.True(await SimulatorHost.LayCompanyAsync(app));
            return [.. tower.Heard.Skip(before).Where(one => one.Method == "POST")
                .Select(one => $"{one.Path} {one.Headers["Idempotency-Key"]} {Convert.ToHexString(one.Body)}").Order(StringComparer.Ordinal)];
        }

        var first = await Lay();

        Assert.Equal(first, await Lay());
        Assert.Equal(first.Count, first.Distinct().Count());
        Assert.Equal(3, first.Count(one => one.StartsWith("/api/v1/warehouses", StringComparison.Ordinal)));
        Assert.Equal(420, first.Count(one => one.StartsWith("/api/v1/stock/skus", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_article_that_is_no_kit_has_opening_stock_somewhere()
    {
        foreach (var article in SimulatedWorld.Catalogue.Articles.Where(article => article.Kit.Count == 0))
        {
            Assert.Contains(Site.All, site => site.OpeningUnits(article, 42) > 0);
        }

        Assert.Equal(420, SimulatedWorld.Catalogue.Articles.Select(article => article.Gtin).Distinct().Count());
    }

    [Fact]
    public async Task Staff_ask_for_a_key_of_their_role_and_solve_what_lies_on_their_list()
    {
        await using var tower = await StubTower.StartAsync();
        tower.Answer("/api/v1/access/keys", heard => Results.Json(new { key = heard.Json.GetProperty("role").GetString() }, statusCode: 201));
        tower.Answer("/api/v1/exceptions?", heard => Results.Json(new
        {
            items = heard.Path.Contains("orderOps", StringComparison.Ordinal) ? new[] { Case("PHONE_INVALID", "fixPhone") } : [],
        }));
        tower.Answer("/api/v1/orders/CT-1", _ => Results.Json(new { number = "CT-1", store = "elsewhere", externalId = "9", shipTo = new { country = "SA" } }));
        await using var app = await SimulatedWorld.StartAsync(SimulatedWorld.Settings(tower.Root));

        var solved = await tower.HearAsync(one => one.Path.EndsWith("/resolve", StringComparison.Ordinal), seconds: 40);

        Assert.Equal("Bearer orderOps", solved.Headers["Authorization"]);
        Assert.Matches("^(0|\\+966 )5", solved.Json.GetProperty("values").GetProperty("phone").GetString());
        Assert.Contains(tower.Heard, one => one.Path.EndsWith("/claim", StringComparison.Ordinal));
    }

    private static JsonElement Case(string code, string action) => JsonSerializer.SerializeToElement(
        new { id = "c-1", code, subject = new { kind = "order", number = "CT-1" }, evidence = new { }, owner = (string?)null, actions = new[] { action } });
}
