using System.Collections.Frozen;
using ControlTower.Playbook.Access;

namespace ControlTower.Access;

/// <summary>What a person or a machine's key may do, as it stood when it was read.</summary>
/// <param name="Epoch">Of a person; a key has none and stays at 0.</param>
/// <param name="IsOpen">False: the person was disabled.</param>
/// <param name="Stamp">Changes with the password: a sign-in with another one is over. Null for a key.</param>
/// <param name="Warehouses">Null: all.</param>
public sealed record Rights(Guid Id, string Name, long Epoch, bool IsOpen, string? Stamp, FrozenSet<Role> Roles, FrozenSet<string>? Warehouses)
{
    /// <summary>Somebody who was disabled remains who they are, and may do nothing.</summary>
    public Actor Actor(string? device) => new(Id, Name, IsOpen ? Roles : [], Warehouses, device);
}
