using System.Security.Claims;
using ControlTower.Playbook.Access;

namespace ControlTower.Access;

/// <summary>Whoever was recognised at a door, with the rights that they had at that moment.</summary>
public sealed class ActorIdentity : ClaimsIdentity
{
    /// <param name="rights">As they are now.</param>
    /// <param name="scheme">The door's kind.</param>
    /// <param name="device">Where the person sits.</param>
    /// <param name="keyHash">Of a machine's key that can be revoked.</param>
    public ActorIdentity(Rights rights, string scheme, string? device, byte[]? keyHash = null)
        : this(rights.Actor(device), rights.Epoch, scheme, keyHash)
    {
    }

    private ActorIdentity(Actor actor, long epoch, string scheme, byte[]? keyHash)
        : base(
            [new(ClaimTypes.NameIdentifier, actor.Id.ToString()), new(ClaimTypes.Name, actor.Name), .. actor.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString()))],
            scheme) => (Who, Epoch, KeyHash) = (actor, epoch, keyHash);

    public Actor Who { get; }

    public long Epoch { get; }

    /// <summary>SHA-256 of the key that opened the door; null for a person, and for the key of the settings, which nobody revokes.</summary>
    public byte[]? KeyHash { get; }

    /// <summary>False for a machine's key.</summary>
    public bool IsPerson => AuthenticationType == PersonCookie.Scheme;

    public static ActorIdentity? Of(ClaimsPrincipal? visitor) => visitor?.Identities.OfType<ActorIdentity>().FirstOrDefault();

    public override ClaimsIdentity Clone() => new ActorIdentity(Who, Epoch, AuthenticationType!, KeyHash);
}
