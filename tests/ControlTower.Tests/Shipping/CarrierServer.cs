using ControlTower.Simulator.Couriers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ControlTower.Tests.Shipping;

/// <summary>The couriers of the demo on a port of their own, with nobody else of the demo.</summary>
internal sealed class CarrierServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CarrierServer(WebApplication app, Dictionary<string, Carrier> carriers) => (_app, Carriers) = (app, carriers);

    public IReadOnlyDictionary<string, Carrier> Carriers { get; }

    public Uri Root => new(_app.Urls.First());

    public Carrier Easypost => Carriers[CarrierDoors.Easypost];

    public Carrier Aramex => Carriers[CarrierDoors.Aramex];

    public Carrier Bosta => Carriers[CarrierDoors.Bosta];

    public static async Task<CarrierServer> StartAsync()
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

    /// <summary>As the environment tells the tower of them.</summary>
    public (string Name, string Value)[] Settings(params string[] keys) =>
    [
        .. keys.SelectMany(key => new[]
        {
            ($"Couriers__{key}__Kind", key), ($"Couriers__{key}__BaseUrl", Root.ToString()), ($"Couriers__{key}__ApiKey", "key-of-a-test"), ($"Couriers__{key}__WebhookSecret", "secret of a test"),
        }),
        .. keys.Contains(CarrierDoors.Aramex) ? new[] { ("Couriers__aramex__User", "user"), ("Couriers__aramex__Password", "word"), ("Couriers__aramex__Account", "1"), ("Couriers__aramex__Country", "EG") } : [],
    ];

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
