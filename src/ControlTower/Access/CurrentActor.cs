using ControlTower.Playbook.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace ControlTower.Access;

/// <summary>Who asks, at a machine's door.</summary>
public static class CurrentActor
{
    /// <exception cref="InvalidOperationException">Nobody was recognised: the door lets anonymous visitors in and must not ask.</exception>
    public static Actor Actor(this HttpContext context) => context.FindActor() ?? throw new InvalidOperationException("This door was opened by nobody that the tower knows.");

    /// <returns>Null for an anonymous visitor.</returns>
    public static Actor? FindActor(this HttpContext context) => ActorIdentity.Of(context.User)?.Who;
}

/// <summary>Who sits before a screen, with the rights of this moment and not of the moment when the page was opened.</summary>
public sealed class ActorSource(AuthenticationStateProvider visitor, RightsBook rights)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public async ValueTask<Actor> NowAsync() => await FindAsync() ?? throw new InvalidOperationException("Nobody is signed in at this screen.");

    /// <returns>Null for an anonymous visitor, such as a wall. A person who was disabled is still named, and may do nothing.</returns>
    public async ValueTask<Actor?> FindAsync()
    {
        if (ActorIdentity.Of((await visitor.GetAuthenticationStateAsync()).User) is not { } identity)
        {
            return null;
        }

        return identity.IsPerson
            ? (await rights.OfPersonAsync(identity.Who.Id, default))?.Actor(identity.Who.Device) ?? identity.Who with { Roles = [] }
            : identity.Who;
    }
}
