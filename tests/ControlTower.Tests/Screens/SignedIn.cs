using System.Security.Claims;
using ControlTower.Access;
using ControlTower.Playbook.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace ControlTower.Tests.Screens;

/// <summary>Somebody who sits before a screen under test.</summary>
internal sealed class SignedIn(Actor who) : AuthenticationStateProvider
{
    private readonly ActorIdentity _identity = new(new Rights(who.Id, who.Name, 0, IsOpen: true, null, who.Roles, who.Warehouses), "key", null);

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(_identity)));
}
