using ControlTower.Access;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Access;

/// <summary>The doors that the running tower really has, told by the endpoints themselves.</summary>
internal static class TowerDoors
{
    public static IReadOnlyList<RunningDoor> Of(TowerHost host) =>
    [
        .. host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is not null)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new RunningDoor(
                method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), endpoint.Metadata.GetMetadata<NeedsDutyAttribute>()?.Duty,
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null, endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)))
            .Distinct(),
    ];
}

/// <param name="Path">As it was mapped, with its parameters.</param>
/// <param name="Duty">That it asks for itself; null where the gate behind it does.</param>
internal sealed record RunningDoor(string Method, string Path, Duty? Duty, bool IsOpen, bool IsScreen)
{
    public string Text => $"{Method} {Path}";
}
