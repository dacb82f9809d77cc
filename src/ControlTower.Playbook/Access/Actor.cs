using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace ControlTower.Playbook.Access;

/// <summary>Who asks: a person, a machine's key, or the tower itself.</summary>
/// <param name="Name">As the journal shows it.</param>
/// <param name="Roles">What the actor may do now; no part of what was asked, hence never in a command's hash.</param>
/// <param name="Warehouses">Keys of the warehouses the actor works for; null: all.</param>
/// <param name="Device">The handheld, bench or wall it was asked from; null where none is known.</param>
public sealed record Actor(
    Guid Id,
    string Name,
    [property: JsonIgnore] FrozenSet<Role> Roles,
    [property: JsonIgnore] FrozenSet<string>? Warehouses = null,
    string? Device = null)
{
    public static readonly Actor Tower = new(Guid.Empty, "tower", [Role.Automation]);

    /// <summary>Somebody with several roles may do what any of them may.</summary>
    public bool May(Duty duty) => Roles.Any(role => RoleDuties.Has(role, duty));

    /// <summary>Whether what happens in this warehouse is the actor's business.</summary>
    public bool Sees(string warehouse) => Warehouses is null || Warehouses.Contains(warehouse);
}
