namespace ControlTower.Simulator.Couriers;

/// <summary>The couriers of the demo on a free port, with nobody else of the demo: for who tries a tower against them.</summary>
public sealed class CarrierHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CarrierHost(WebApplication app, Dictionary<string, Carrier> carriers) => (_app, Carriers) = (app, carriers);

    public IReadOnlyDictionary<string, Carrier> Carriers { get; }

    public Uri Root => new(_app.Urls.First());

    public Carrier Easypost => Carriers[CarrierDoors.Easypost];

    public static async Task<CarrierHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var carriers = new[] { CarrierDoors.Easypost, CarrierDoors.Aramex, CarrierDoors.Bosta }
            .ToDictionary(key => key, key => new Carrier(key, new(key, null, 10_000_001), new(TimeProvider.System)));
        CarrierDoors.Map(app, carriers, () => new(app.Urls.First()), 42, TimeProvider.System);
        await app.StartAsync();
        return new(app, carriers);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        foreach (var carrier in Carriers.Values)
        {
            carrier.Ledger.Dispose();
        }
    }
}
