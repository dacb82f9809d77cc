using Bunit;
using ControlTower.Api;
using ControlTower.Intake;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.CustomerSupport;
using ControlTower.Screens.Words;
using ControlTower.Tests.Screens;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ControlTower.Tests.Returns;

/// <summary>What support sees of an order's returns: how far each is, its money, and the way to it.</summary>
public sealed class OrderReturnsTests : BunitContext, IAsyncLifetime
{
    private ReturnGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await ReturnGround.StartAsync();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _ground.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_order_tells_what_of_it_comes_back_how_far_it_is_and_its_money()
    {
        var order = await _ground.ShippedAsync(units: 3);
        var (orders, support) = (_ground.Stock.Get<OrderReader>(), ReturnGround.Support);
        Assert.Empty((await SeenAsync()).Returns);

        var back = await _ground.BackAsync(order, 2);
        var coming = Inventory.StockGround.Done(await _ground.OpenAsync(order, 1)).Return;
        var picture = await SeenAsync();

        Assert.Equal(
            [(back, ReturnState.Dispositioned, 2, RefundState.Approved, 20_00L), (coming, ReturnState.Authorised, 1, null, null)],
            picture.Returns.Select(one => (one.Id, one.State, one.Units, one.Refund, one.RefundMinor)));
        var body = OrderBody.Of(picture, support).Returns;
        Assert.Equal([(RefundState.Approved, "20.00"), (RefundState.None, null)], body.Select(one => (one.Refund, one.Amount?.Amount)));
        Assert.All(body, one => Assert.StartsWith("R-", one.Name, StringComparison.Ordinal));

        async Task<OrderPicture> SeenAsync() => (await orders.ForAsync(order.Id, support, default)).Decided(out var seen, out var refused) ? seen : throw new Xunit.Sdk.XunitException(refused.Message);
    }

    [Fact]
    public void The_page_leads_from_an_orders_return_to_the_return()
    {
        var now = TimeProvider.System.GetUtcNow();
        Services.AddSingleton(TimeProvider.System).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(new WordBook())
            .AddSingleton(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Timeout=1")).AddSingleton<SitePlaces>().AddSingleton(new TowerWords(new WordBook(), Languages.English));
        var one = new PicturedReturn(Guid.CreateVersion7(), 1007, ReturnKind.Refund, ReturnState.Received, now, "cairo", now, 2, RefundState.Pending, 240_00);
        var head = new OrderHead(
            Guid.CreateVersion7(), "CT-1", "shop-eg", Channel.Woocommerce, "7", "#7", Headline.Delivered, PaymentState.Paid, PaymentMethod.Card, now, now, now, null, null, null, now, null,
            new(27000, "EGP"), 0, 1, 0, 0, []);
        var order = new OrderPicture(head, null, null, null, null, null, new() { Country = "EG" }, [], [], [], [], [], new(0, 0), new(0, 0)) { Returns = [one] };

        var page = Render<OrderFacts>(part => part.Add(of => of.Order, order));
        var told = page.Find(".ct-order-returns").TextContent;
        Assert.Equal($"/returns?return={one.Id}", page.Find(".ct-order-returns a").GetAttribute("href"));
        Assert.All(["R-1007", "Received", "2 units", "Waits for approval", "240.00"], word => Assert.Contains(word, told, StringComparison.Ordinal));
        Assert.Empty(Render<OrderFacts>(part => part.Add(of => of.Order, order with { Returns = [] })).FindAll(".ct-order-returns"));
    }
}
