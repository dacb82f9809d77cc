using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ControlTower.Simulator.World;

/// <summary>Where the simulated shops can be reached; a stand-in until the process listens.</summary>
public sealed class OwnAddress(IServer server)
{
    public Uri Root =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address && Uri.TryCreate(address, UriKind.Absolute, out var root)
            ? root
            : new Uri("http://localhost");
}
