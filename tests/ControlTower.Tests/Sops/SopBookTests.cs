using Bunit;
using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.Sops;
using ControlTower.Screens.Words;
using ControlTower.Sops;
using ControlTower.Tests.Inventory;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Sops;

/// <summary>Procedures come in versions: the one in force is read, the others are kept.</summary>
public sealed class SopBookTests : BunitContext, IAsyncLifetime
{
    private const string First = "# Order validation\nFor: orderOps\n\nRead me.\n\n## Phone not valid {PHONE_INVALID}\n1. Look at the number.\n";
    private StockGround _ground = null!;
    private SopBook _book = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await StockGround.StartAsync();
        _book = new(_ground.Database.Source, _ground.Get<LiveFeed>());
        Services.AddSingleton<TimeProvider>(_ground.Clock).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(new TowerWords(new WordBook(), Languages.English)).AddSingleton(_book);
    }

    [Fact]
    public async Task A_text_that_changed_is_the_next_version_and_one_that_stayed_is_none()
    {
        await BringAsync(First);
        await BringAsync(First);
        await BringAsync(First + "2. Call the customer.\n");

        Assert.Equal([2, 1], (await _book.VersionsAsync("order-validation", default)).Select(version => version.Version));
        Assert.Equal((2, 2), StepsOf(await _book.FindAsync("order-validation", "en", default)));
        Assert.Equal((1, 1), StepsOf(await _book.FindAsync("order-validation", 1, "en", default)));
        Assert.Null(await _book.FindAsync("order-validation", 3, "en", default));
    }

    [Fact]
    public async Task A_page_shows_its_steps_and_links_every_version_and_an_old_one_says_that_it_is_old()
    {
        await BringAsync(First);
        await BringAsync(First + "2. Call the **customer**.\n");

        var page = Render<SopPageView>(part => part.Add(one => one.Slug, "order-validation"));
        await page.WaitForElementAsync("article");
        Assert.Equal("Order validation", page.Find("h1").TextContent);
        Assert.Equal(2, page.FindAll("#PHONE_INVALID .ct-sop-step").Count);
        Assert.Equal("customer", page.Find("strong").TextContent);
        Assert.Equal(["/sops/order-validation", "/sops/order-validation?version=1"], page.FindAll(".ct-sop-index a[href*='order-validation']:not([href*='#'])").Select(link => link.GetAttribute("href")));
        Assert.Empty(page.FindAll(".ct-note"));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/sops/order-validation?version=1");
        var old = Render<SopPageView>(part => part.Add(one => one.Slug, "order-validation"));
        await old.WaitForElementAsync("article");
        Assert.Contains("not in force", old.Find(".ct-note").TextContent, StringComparison.Ordinal);
        Assert.Single(old.FindAll("#PHONE_INVALID .ct-sop-step"));
    }

    [Fact]
    public async Task Words_of_a_procedure_are_shown_as_text_and_never_as_markup()
    {
        await BringAsync(First + "2. <script>alert(1)</script>\n");
        var page = Render<SopPageView>(part => part.Add(one => one.Slug, "order-validation"));
        await page.WaitForElementAsync("article");
        Assert.Empty(page.FindAll("script"));
        Assert.Contains("alert(1)", page.Find("#PHONE_INVALID").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_names_each_procedure_and_whose_it_is()
    {
        await BringAsync(First);
        var row = await Render<SopList>().WaitForElementAsync("tbody tr");
        Assert.Equal("/sops/order-validation", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Order Ops", row.TextContent, StringComparison.Ordinal);
    }

    private async Task BringAsync(string body)
    {
        _ground.Clock.Advance(TimeSpan.FromMinutes(1));
        await new BringSops(_ground.Get<CommitGate>()).HandleAsync([new SopSeed("order-validation", "en", Role.OrderOps, body)], default);
        _book = new(_ground.Database.Source, _ground.Get<LiveFeed>());
    }

    private static (int Version, int Steps) StepsOf(SopPage? page) =>
        (page!.Version, page.Text.Of(ExceptionCode.PhoneInvalid)!.Blocks.Count);

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _ground.DisposeAsync();
    }
}
