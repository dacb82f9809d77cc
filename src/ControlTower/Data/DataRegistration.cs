using ControlTower.Journal;
using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ControlTower.Data;

/// <summary>The ground under the steps: database, gate, journal, feed.</summary>
public static class DataRegistration
{
    public static IServiceCollection AddTowerData(this IServiceCollection services, TowerConnections connections)
    {
        services.AddSingleton(connections);
        services.AddSingleton(_ => connections.Open());
        services.AddKeyedSingleton(InboundPool.Key, (_, _) => connections.OpenForIntake());
        services.AddKeyedSingleton(LookupPool.Key, (_, _) => connections.OpenForLookups());
        services.AddKeyedSingleton(FloorPool.Key, (_, _) => connections.OpenForFloor());
        services.AddKeyedSingleton(FeedDoorbell.Line, (_, _) => connections.OpenForListening());
        services.AddDbContextFactory<TowerDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).UseSnakeCaseNamingConvention());
        services.AddDataProtection().SetApplicationName("ControlTower").PersistKeysToDbContext<TowerDb>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new OrderNumbers(provider.GetRequiredService<IOptions<TowerOptions>>().Value.OrderPrefix));
        services.AddSingleton<Limits>().AddSingleton<CommitGate>().AddSingleton<QuickGate>().AddSingleton<OrderDesk>().AddSingleton<PromiseBook>().AddSingleton<WaveRelease>().AddSingleton<BreakPromises>().AddSingleton<BinCount>().AddSingleton<ParcelDesk>();
        services.AddSingleton<RoadBook>();
        return services;
    }

    /// <summary>From commit to every node: stamp, doorbell, feed, and the one hand that redraws.</summary>
    public static IServiceCollection AddTowerFeed(this IServiceCollection services)
    {
        services.AddSingleton<ChainCheck>().AddSingleton<JournalReader>().AddSingleton<Timeline>();
        Hosted<Stamper>(services);
        Hosted<FeedDoorbell>(services);
        Hosted<LiveFeed>(services);
        Hosted<Pacer>(services);
        return services;
    }

    internal static void Hosted<TService>(IServiceCollection services)
        where TService : BackgroundService => services.AddSingleton<TService>().AddHostedService(provider => provider.GetRequiredService<TService>());
}

/// <summary>Name of the connection pool that screens and reports cannot starve.</summary>
public static class InboundPool
{
    public const string Key = "intake";
}

/// <summary>Name of the connection pool that keeps the plans of its statements.</summary>
public static class LookupPool
{
    public const string Key = "lookups";
}

/// <summary>Name of the connection pool of the scanners, which no report and no screen can starve.</summary>
public static class FloorPool
{
    public const string Key = "floor";
}
