using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using ControlTower.Access;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using ControlTower.Screens;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using ControlTower.Settings;
using ControlTower.Sops;
using ControlTower.Tests.Inventory;
using ControlTower.Tests.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Returns;

/// <summary>A screen about returns with the real handlers, the real board's reading and a real database behind it.</summary>
public abstract class ReturnScreen : BunitContext, IAsyncLifetime
{
    private readonly FakeBoard<ReturnRow> _board = new();
    private ReturnsBoard _rows = null!;
    private Actor _who = ReturnGround.Packer;
    private CultureInfo _language = Languages.English;

    protected ReturnGround Ground { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ground = await ReturnGround.StartAsync();
        _rows = Ground.Stock.Get<ReturnsBoard>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Ground.Stock.Clock).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton<IBoard<ReturnRow>>(_board);
        Services.AddSingleton(Ground.Stock.Database.Source).AddSingleton<Toasts>().AddSingleton<RightsBook>().AddSingleton<ActorSource>().AddSingleton<SopBook>();
        Services.AddSingleton(Ground.Stock.Get<ReturnReader>()).AddSingleton(Ground.Acts).AddSingleton(Ground.Stock.Get<ReturnPhotos>()).AddSingleton(Ground.Stock.Get<Limits>())
            .AddSingleton(Ground.Stock.Get<ReceiveBlindHandler>()).AddSingleton(Ground.Stock.Get<LiveFeed>());
        Services.AddSingleton<AuthenticationStateProvider>(_ => new SignedIn(_who)).AddSingleton(_ => new TowerWords(new WordBook(), _language));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>Who looks, and in which language; before anything is rendered.</summary>
    protected void Looks(Actor who, string language = "en") => (_who, _language) = (who, Languages.Of(language));

    /// <summary>The board shows what the database says now.</summary>
    protected async Task ShowAsync()
    {
        await _rows.ReloadAsync(default);
        await _board.ShowAsync([.. _rows.View.Rows]);
    }

    protected async Task<ReturnRow> RowAsync(Guid id)
    {
        await ShowAsync();
        return _board.View.Rows.Single(row => row.Id == id);
    }

    /// <summary>A return whose goods stand at the dock.</summary>
    protected async Task<(SalesOrder Order, Guid Return)> ReceivedAsync(Actor? by = null, int units = 2)
    {
        var order = await Ground.ShippedAsync(units);
        var id = StockGround.Done(await Ground.OpenAsync(order, units, by: by)).Return;
        StockGround.Done(await Ground.Acts.HandleAsync(new ReceiveReturn(Guid.NewGuid(), ReturnGround.Packer, id, new Dictionary<int, int> { [1] = units }, null), default));
        return (order, id);
    }

    /// <summary>A return whose refund waits for somebody's yes.</summary>
    protected async Task<Guid> PendingAsync(Actor? by = null)
    {
        await Ground.Stock.Database.AppAsync("insert into setting (key, value, updated_at) values ('Rules.RefundApprovalAbove', '10', now()) on conflict do nothing");
        var (_, id) = await ReceivedAsync(by);
        StockGround.Done(await Ground.Acts.HandleAsync(new GradeReturn(Guid.NewGuid(), ReturnGround.Packer, id, [new(1, 2, Grade.New, Disposition.Restock)]), default));
        return id;
    }

    protected static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Ground.DisposeAsync();
    }
}
