using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Npgsql;

namespace ControlTower.Access;

/// <summary>
/// Stands before every event of an open page. Once the person was disabled, or got other rights, no event comes through any more: the page
/// loads anew, and the door decides what it may be.
/// </summary>
internal sealed class CircuitGate(AuthenticationStateProvider visitor, RightsBook rights, NavigationManager address) : CircuitHandler
{
    private ActorIdentity? _identity;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        _identity = ActorIdentity.Of((await visitor.GetAuthenticationStateAsync()).User);

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (await StandsAsync())
        {
            await next(context);
        }
        else
        {
            address.NavigateTo(address.Uri, forceLoad: true);
        }
    };

    private async ValueTask<bool> StandsAsync()
    {
        try
        {
            return _identity is null || await rights.StandsAsync(_identity, default);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return true; // the database is away; what the event wants to do will find that out
        }
    }
}

/// <summary>Asks once a minute for pages that nobody touches: they must not show what their person may no longer see.</summary>
internal sealed class PersonRevalidation(ILoggerFactory loggers, RightsBook rights) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(60);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        ActorIdentity.Of(authenticationState.User) is not { } identity || await rights.StandsAsync(identity, cancellationToken);
}
