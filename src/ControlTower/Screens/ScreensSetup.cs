using System.Globalization;
using ControlTower.Screens.Account;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;
using MudBlazor.Services;

namespace ControlTower.Screens;

/// <summary>What people see: registers the screens and their words, and opens their doors.</summary>
public static class ScreensSetup
{
    /// <summary>People and walls that may lose the line at once and find their pages as they left them: 500 and a fifth.</summary>
    private const int KeptCircuitsMax = 600;

    /// <summary>Another one means that a page was served by another program: walls then load themselves anew.</summary>
    public static readonly string Build = Observability.TowerBuild.Id;

    public static IServiceCollection AddTowerScreens(this IServiceCollection services)
    {
        services.AddTransient<IStartupFilter, ScreenShield>();
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DisconnectedCircuitMaxRetained = KeptCircuitsMax;
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            options.MaxBufferedUnacknowledgedRenderBatches = 4; // a slow wall must not pile up pictures of the past
        });
        services.AddMudServices();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SitePlaces>().TryAddScoped<ICurrentPlace, VisitorPlace>();
        services.AddScoped<Layouts.INavFigures, DeskFigures>();
        services.AddSingleton<WordBook>();
        services.AddScoped(provider => new TowerWords(
            provider.GetRequiredService<WordBook>(), CultureInfo.CurrentUICulture, !provider.GetRequiredService<IHostEnvironment>().IsProduction()));
        services.AddScoped<IStringLocalizer>(provider => provider.GetRequiredService<TowerWords>());
        services.AddSingleton<Import.ImportRuns>().AddSingleton<Import.FileTaking>();
        services.AddScoped<Picker.PickDesk>().AddScoped<Picker.PaperDesk>().AddScoped<Picker.PickSigns>().AddSingleton<ControlTower.Picking.PickFloor>().AddSingleton<ControlTower.Picking.FloorCodes>().AddSingleton<People.Badges>().AddSingleton<ControlTower.Picking.NotePaperHandler>();
        services.AddScoped<Toasts>().AddSingleton<Stock.StockDeed>();
        services.AddSingleton<PackerQc.PackActs>();
        return services;
    }

    /// <summary>After authentication and authorisation, where they are used.</summary>
    public static WebApplication MapTowerScreens(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.Ordinal) == true),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapScreenChoices();
        app.MapAccount();
        app.MapLivePulse();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            options.ContentSecurityFrameAncestorsPolicy = null; // the shield says 'none' with the rest of the policy
            options.ConfigureWebSocketAcceptContext = (_, accept) =>
            {
                // Compressed message by message: a context that is kept costs 400 KB a circuit.
                accept.DangerousEnableCompression = true;
                accept.DisableServerContextTakeover = true;
                return Task.CompletedTask;
            };
        }).Add(LetLinesIn);
        return app;
    }

    /// <summary>Walls have nobody who signs in, so the line itself is open; which page may be opened over it, each page says.</summary>
    private static void LetLinesIn(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/') is var bare
            && (bare.StartsWith("_blazor", StringComparison.Ordinal) || bare.StartsWith("_framework", StringComparison.Ordinal)))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
        }
    }
}
