using ControlTower.Simulator;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Simulation;

/// <summary>What the tests of the simulator have in common: settings, a moment, orders.</summary>
internal static class SimulatedWorld
{
    public const string SecretWoo = "woo-secret-of-a-test";
    public const string SecretShopify = "shopify-secret-of-a-test";

    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly Catalogue Catalogue = new(42);

    public static SimSettings Settings(Uri tower, string? key = "key-of-a-test", string? data = null, int speed = 60) =>
        new(tower, key, 0, "127.0.0.1", speed, 42, data, SecretWoo, SecretShopify, null, null, false);

    /// <summary>The simulator itself, on a free port; stopped as a person stops it, not torn down.</summary>
    public static async Task<RunningSimulator> StartAsync(SimSettings settings)
    {
        var app = SimulatorHost.Build(settings);
        await app.StartAsync();
        return new RunningSimulator(app);
    }

    public static Checkout Checkout(int seed = 42) => new(seed, seed == 42 ? Catalogue : new Catalogue(seed));
}

internal sealed class RunningSimulator(WebApplication app) : IAsyncDisposable
{
    public Uri Root => new(app.Urls.First());

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
