using System.Security.Claims;
using ControlTower.Playbook.Access;

namespace ControlTower.Access;

/// <summary>Whoever was recognised at a door, with the rights that they had at that moment.</summary>
public sealed class ActorIdentity : ClaimsIdentity
{
    public ActorIdentity(Rights rights, string scheme, string? device)
        : this(rights.Actor(device), rights.Epoch, scheme)
    {
    }

    private ActorIdentity(Actor actor, long epoch, string scheme)
        : base(
            [new(ClaimTypes.NameIdentifier, actor.Id.ToString()), new(ClaimTypes.Name, actor.Name), .. actor.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString()))],
            scheme) => (Who, Epoch) = (actor, epoch);

    public Actor Who { get; }

    public long Epoch { get; }

    /// <summary>False for a machine's key.</summary>
    public bool IsPerson => AuthenticationType == PersonCookie.Scheme;

    public static ActorIdentity? Of(ClaimsPrincipal? visitor) => visitor?.Identities.OfType<ActorIdentity>().FirstOrDefault();

    public override ClaimsIdentity Clone() => new ActorIdentity(Who, Epoch, AuthenticationType!);
}
