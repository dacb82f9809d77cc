using System.Text.Json.Serialization;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.People;

/// <summary>Somebody new works here.</summary>
/// <param name="Warehouses">Null: all. The same for all roles, so that no role reaches further than it was meant to.</param>
/// <param name="PasswordHash">As Identity makes it; null: signs in by no password.</param>
public sealed record AddPerson(
    Guid CommandId, Actor By, Guid Person, string UserName, string DisplayName, IReadOnlyList<Role> Roles, IReadOnlyList<string>? Warehouses,
    [property: JsonIgnore] string? PasswordHash) : ICommand
{
    public static Duty Needs => Duty.Administer;
}

public sealed class AddPersonHandler(CommitGate gate)
{
    public Task<Outcome<Committed<PersonAdded>>> HandleAsync(AddPerson command, CancellationToken cancellationToken) =>
        gate.CommitAsync<AddPerson, PersonAdded>(command, work => AddAsync(work, command, bySetupLink: false, cancellationToken), cancellationToken);

    internal static async Task<Outcome<PersonAdded>> AddAsync(Work work, AddPerson wish, bool bySetupLink, CancellationToken cancellationToken)
    {
        var normal = wish.UserName.Normalize().ToUpperInvariant();
        if (await work.Db.Set<Person>().AnyAsync(person => person.NormalizedUserName == normal, cancellationToken))
        {
            return PeopleRefusals.NameTaken(wish.UserName);
        }

        work.Db.Add(new Person
        {
            Id = wish.Person, UserName = wish.UserName, NormalizedUserName = normal, DisplayName = wish.DisplayName, CreatedAt = work.Now, Epoch = 1,
            PasswordHash = wish.PasswordHash, SecurityStamp = KeySecret.Make(), LockoutEnabled = true,
        });
        work.Db.AddRange(wish.Roles.Select(role => new PersonRole { Person = wish.Person, Role = role, Warehouses = wish.Warehouses?.ToArray() }));
        return new PersonAdded(wish.Person, wish.DisplayName, wish.Roles, wish.Warehouses, bySetupLink);
    }
}
