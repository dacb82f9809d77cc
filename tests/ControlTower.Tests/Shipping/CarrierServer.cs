using ControlTower.Simulator.Couriers;

namespace ControlTower.Tests.Shipping;

/// <summary>The couriers of the demo, as a tower is told of them.</summary>
internal sealed class CarrierServer : IAsyncDisposable
{
    private readonly CarrierHost _host;

    private CarrierServer(CarrierHost host) => _host = host;

    public IReadOnlyDictionary<string, Carrier> Carriers => _host.Carriers;

    public Uri Root => _host.Root;

    public Carrier Easypost => Carriers[CarrierDoors.Easypost];

    public Carrier Aramex => Carriers[CarrierDoors.Aramex];

    public Carrier Bosta => Carriers[CarrierDoors.Bosta];

    public static async Task<CarrierServer> StartAsync() => new(await CarrierHost.StartAsync());

    /// <summary>As the environment tells the tower of them.</summary>
    public (string Name, string Value)[] Settings(params string[] keys) =>
    [
        .. keys.SelectMany(key => new[]
        {
            ($"Couriers__{key}__Kind", key), ($"Couriers__{key}__BaseUrl", Root.ToString()), ($"Couriers__{key}__ApiKey", "key-of-a-test"), ($"Couriers__{key}__WebhookSecret", "secret of a test"),
        }),
        .. keys.Contains(CarrierDoors.Aramex) ? new[] { ("Couriers__aramex__User", "user"), ("Couriers__aramex__Password", "word"), ("Couriers__aramex__Account", "1"), ("Couriers__aramex__Country", "EG") } : [],
    ];

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
