using Bunit;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Inventory;
using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.OrderOps;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using ControlTower.Sops;
using ControlTower.Tests.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>The exception screen with the real handlers and a real database behind it; what the board shows, the test says.</summary>
public abstract class CaseScreen : BunitContext, IAsyncLifetime
{
    private static readonly TowerWords s_english = new(new WordBook(), Languages.English);
    private readonly FakeBoard<CaseRow> _board = new();
    

    protected CaseGround Ground { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ground = await CaseGround.StartAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Ground.Stock.Clock).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(s_english).AddSingleton<IBoard<CaseRow>>(_board);
        Services.AddSingleton(Ground.Stock.Database.Source).AddSingleton<SitePlaces>().AddSingleton<Toasts>().AddSingleton<SopBook>();
        Pass<CaseActs>().Pass<ResolveCaseHandler>().Pass<CaseReader>().Pass<CaseStaff>().Pass<CaseTally>().Pass<SkuCandidates>();
        Pass<OrderReader>().Pass<MessageShelf>().Pass<StockReader>().Pass<ControlTower.Journal.Timeline>().Pass<LiveFeed>();
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(CaseGround.Ops)).AddSingleton<RightsBook>().AddSingleton<ActorSource>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected Task<SalesOrder> OrderAsync(string phone) => Ground.OrderAsync(phone: phone);

    protected async Task<IRenderedComponent<CaseDesk>> OpenAsync(CaseFilter? filter = null, Guid? first = null)
    {
        await _board.ShowAsync(await RowsAsync());
        var desk = Render<CaseDesk>(part => part.Add(one => one.Filter, filter ?? new CaseFilter(CaseTab.Cause, null, CaseGround.Ops)).Add(one => one.First, first));
        await SettleAsync(desk);
        return desk;
    }

    protected async Task ShowAsync(IRenderedComponent<CaseDesk> desk)
    {
        await _board.ShowAsync(await RowsAsync());
        await SettleAsync(desk);
    }

    private async Task<CaseRow[]> RowsAsync() => [.. (await Ground.Stock.Get<CaseReader>().ListAsync(new(), CaseGround.Ops, default)).Select(read => read.Row)];

    /// <summary>The pane reads its order and what was tried before it can be worked at.</summary>
    private static Task SettleAsync(IRenderedComponent<CaseDesk> desk) => desk.FindAll(".ct-case-pane").Count == 0
        ? Task.CompletedTask
        : desk.WaitForAssertionAsync(() => Assert.NotEmpty(desk.FindAll(".ct-pane-acts .ct-btn-solid")), TimeSpan.FromSeconds(5));

    protected static async Task PressAsync(IRenderedComponent<CaseDesk> desk, string key)
    {
        await desk.Find("[data-keys]").KeyDownAsync(key);
        await SettleAsync(desk);
    }

    protected static Task TypeAsync(IRenderedComponent<CaseDesk> desk, string field, string text) => desk.Find(field).ChangeAsync(text);

    protected static async Task SendAsync(IRenderedComponent<CaseDesk> desk)
    {
        await desk.Find("#ct-case-form").SubmitAsync();
        await SettleAsync(desk);
    }

    protected static IReadOnlyList<AngleSharp.Dom.IElement> Lines(IRenderedComponent<CaseDesk> desk) => desk.FindAll("tbody tr[aria-selected]");

    protected static string Here(IRenderedComponent<CaseDesk> desk) => desk.Find("tr[aria-selected=true] a").TextContent.Trim();

    protected static IEnumerable<string> Offered(IRenderedComponent<CaseDesk> desk) =>
        desk.FindAll(".ct-case-others button, .ct-pane-acts button").Select(button => button.TextContent.Trim());

    protected string NumberOf(SalesOrder order) => Ground.Stock.Get<OrderNumbers>().Of(order);

    protected async Task<Playbook.ExceptionQueue.ExceptionCase> CaseAsync(SalesOrder order) => Assert.Single(await LiveAsync(order));

    protected async Task<List<Playbook.ExceptionQueue.ExceptionCase>> LiveAsync(SalesOrder order) => [.. (await Ground.CasesAsync(order)).Where(one => one.IsLive)];

    private CaseScreen Pass<T>()
        where T : class
    {
        Services.AddSingleton(Ground.Stock.Get<T>());
        return this;
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Ground.DisposeAsync();
    }
}
