using ControlTower.Access;
using ControlTower.Api;
using ControlTower.Data;
using ControlTower.Documents;
using ControlTower.ExceptionQueue;
using ControlTower.Flow;
using ControlTower.Intake;
using ControlTower.Inventory;
using ControlTower.Kpis;
using ControlTower.Notifications;
using ControlTower.Notifications.Templates;
using ControlTower.Observability;
using ControlTower.Packing;
using ControlTower.People;
using ControlTower.Picking;
using ControlTower.Returns;
using ControlTower.Schedule;
using ControlTower.Screening;
using ControlTower.Screens;
using ControlTower.Settings;
using ControlTower.Shipping;
using ControlTower.Shipping.Printing;
using ControlTower.Shipping.Road;
using ControlTower.Sops;
using ControlTower.Validation;

namespace ControlTower;

/// <summary>Puts the tower together: the ground first, then the steps in the playbook's order, then what people and machines see.</summary>
public static class Tower
{
    public static async Task<int> RunAsync(string[] args, TextWriter screen)
    {
        await using var started = await StartAsync(args, screen, default);
        await started.App.WaitForShutdownAsync();
        return 0;
    }

    public static async Task<int> MigrateAsync(string[] args, TextWriter screen, CancellationToken cancellationToken)
    {
        var builder = NewBuilder(args);
        await using var connections = await ConnectAsync(builder, new StartSteps(screen), cancellationToken);
        var report = await new SchemaMigrator(connections.Owner).MigrateAsync(cancellationToken);
        await screen.WriteLineAsync($" {report.Applied} of {report.Total} migrations applied now; the schema is up to date.");
        return 0;
    }

    /// <summary>Starts a whole tower, its own PostgreSQL included where no database is given.</summary>
    public static async Task<StartedTower> StartAsync(string[] args, TextWriter screen, CancellationToken cancellationToken)
    {
        var steps = new StartSteps(screen);
        var builder = NewBuilder(args);
        var connections = await ConnectAsync(builder, steps, cancellationToken);
        try
        {
            var options = builder.Configuration.GetSection(TowerOptions.Section).Get<TowerOptions>() ?? new TowerOptions();
            if (options.Migrate)
            {
                var report = await new SchemaMigrator(connections.Owner).MigrateAsync(cancellationToken);
                steps.Done("Schema", $"{report.Total} migrations, {report.Applied} of them new");
            }

            var app = Build(builder, connections, options);
            await app.Services.GetRequiredService<StoreBook>().BringSettingsAsync(cancellationToken);
            await app.Services.GetRequiredService<CourierBook>().BringSettingsAsync(cancellationToken);
            await app.Services.GetRequiredService<PrinterBook>().BringSettingsAsync(cancellationToken);
            await app.Services.GetRequiredService<FirstPeople>().ComeInAsync(screen, cancellationToken);
            await app.Services.GetRequiredService<BringSops>().HandleAsync(cancellationToken);
            await app.Services.GetRequiredService<BringTemplates>().HandleAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            return new(app, connections);
        }
        catch
        {
            await connections.DisposeAsync();
            throw;
        }
    }

    private static WebApplicationBuilder NewBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(Tower).Assembly.GetName().Name });
        builder.Configuration.AddCommandLine(args);
        builder.AddTowerSettings();
        builder.AddTowerLogging();
        builder.AddTowerTelemetry();
        return builder;
    }

    private static WebApplication Build(WebApplicationBuilder builder, TowerConnections connections, TowerOptions options)
    {
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false"; // or a built tower looks for edited files, and sends all of them uncompressed
        builder.Services.PostConfigure<TowerOptions>(tower => tower.Demo ??= connections.Embedded is not null);
        builder.Services.AddTowerData(connections).AddTowerFeed().AddDocuments().AddTowerAccess().AddPeople();
        builder.Services.AddIntake().AddScreening().AddValidation().AddExceptionQueue().AddInventory()
            .AddPicking().AddPacking().AddShipping().AddNotifications().AddReturns().AddFlow().AddSops().AddKpis();
        builder.Services.AddTowerApi();
        builder.Services.AddTowerSchedule(connections);
        builder.Services.AddTowerScreens();

        var app = builder.Build();
        app.UseTowerApi();
        app.UseTowerAccess();
        app.UseLargeBodyRefusal();
        app.MapIntake();
        app.MapRoad();
        app.MapNotifications();
        app.MapTowerApi();
        app.MapTowerScreens();
        return app;
    }

    private static async Task<TowerConnections> ConnectAsync(WebApplicationBuilder builder, StartSteps steps, CancellationToken cancellationToken)
    {
        if (builder.Configuration.GetConnectionString("Tower") is { Length: > 0 } given)
        {
            return new(given, builder.Configuration.GetConnectionString("TowerOwner") is { Length: > 0 } owner ? owner : given, Embedded: null);
        }

        var options = builder.Configuration.GetSection(TowerOptions.Section).Get<TowerOptions>() ?? new TowerOptions();
        var own = await EmbeddedPostgres.StartAsync(new(options.DataFolder, IsForTests: false, Say: null), cancellationToken);
        steps.Done("Database", $"PostgreSQL {own.Version} ({own.Source}), {(own.IsAdopted ? "taken over" : "started")} on 127.0.0.1:{own.Port}");
        return new(own.AppConnectionString, own.OwnerConnectionString, own);
    }
}

/// <summary>A tower that runs; disposed, it stops, and its own PostgreSQL after it.</summary>
public sealed record StartedTower(WebApplication App, TowerConnections Connections) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(); // disposed without it, every background service would call its end a failure
        await App.DisposeAsync();
        await Connections.DisposeAsync();
    }
}
