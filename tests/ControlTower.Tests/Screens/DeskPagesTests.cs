using System.Net;
using ControlTower.Inventory;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Screens;

/// <summary>Pages of a running tower, asked for by who may and who may not.</summary>
public sealed class DeskPagesTests(OrderTower tower) : IClassFixture<OrderTower>
{
    [Theory]
    [InlineData("/orders/new", Role.OrderOps, Role.Picker)]
    [InlineData("/orders/import", Role.CustomerSupport, Role.PackerQc)]
    [InlineData("/stock/import", Role.OpsManager, Role.OrderOps)]
    [InlineData("/settings/channels/messages", Role.OrderOps, Role.CustomerSupport)]
    public async Task A_page_opens_to_the_duty_that_it_needs(string path, Role may, Role mayNot)
    {
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(await tower.Host.AsAsync(may), path)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await GetAsync(await tower.Host.AsAsync(mayNot), path)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await GetAsync(tower.Host.Anonymous(), path)).StatusCode);
    }

    [Fact]
    public async Task What_came_in_is_listed_with_what_became_of_it()
    {
        var number = await tower.SettledAsync(tower.Order());
        var page = await (await GetAsync(tower.Ops, "/settings/channels/messages?store=pos-cairo")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"/orders/{number}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Barcodes_are_for_the_demo_floor_only() =>
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(tower.Host.Anonymous(), "/demo/barcodes")).StatusCode);

    [Fact]
    public async Task The_sheet_of_barcodes_has_goods_with_their_EAN()
    {
        var goods = await tower.Host.Services.GetRequiredService<ScanSheet>().GoodsAsync(TestContext.Current.CancellationToken);
        Assert.Equal("6291041500213", goods.Single(item => item.Sku == "TEA-250").Ean);
        Assert.Null(goods.Single(item => item.Sku == "CUP-1").Ean);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
