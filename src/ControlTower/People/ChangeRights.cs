using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.People;

/// <summary>Other roles, another scope, or no way in any more; what the person has open notices within seconds.</summary>
/// <param name="Warehouses">Null: all.</param>
/// <param name="IsOpen">False: may not sign in.</param>
public sealed record ChangeRights(
    Guid CommandId, Actor By, Guid Person, IReadOnlyList<Role> Roles, IReadOnlyList<string>? Warehouses, bool IsOpen, string? Why) : ICommand
{
    public static Duty Needs => Duty.Administer;

    public static bool DemandsWhy => true;
}

public sealed class ChangeRightsHandler(CommitGate gate, RightsBook rights)
{
    public async Task<Outcome<Committed<RightsChanged>>> HandleAsync(ChangeRights command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<ChangeRights, RightsChanged>(command, work => ChangeAsync(work, command, cancellationToken), cancellationToken);
        rights.ForgetPerson(RightsBook.FeedKey(command.Person)); // the other nodes hear it from the feed
        return outcome;
    }

    private static async Task<Outcome<RightsChanged>> ChangeAsync(Work work, ChangeRights command, CancellationToken cancellationToken)
    {
        await work.Db.Database.ExecuteSqlAsync($"select 1 from person where id = {command.Person} for update", cancellationToken);
        if (await work.Db.Set<Person>().SingleOrDefaultAsync(one => one.Id == command.Person, cancellationToken) is not { } person)
        {
            return PeopleRefusals.PersonUnknown();
        }

        if (command.Person == command.By.Id && !(command.IsOpen && command.Roles.Contains(Role.Administrator)))
        {
            return PeopleRefusals.OneselfLast();
        }

        var had = await work.Db.Set<PersonRole>().Where(role => role.Person == person.Id).ToListAsync(cancellationToken);
        var before = new RightsChanged.Grant([.. had.Select(role => role.Role).Order()], had.FirstOrDefault()?.Warehouses, person.DisabledAt is null);
        work.Db.RemoveRange(had);
        await work.Db.SaveChangesAsync(cancellationToken); // the same role comes again with another scope: its row must be gone first
        work.Db.AddRange(command.Roles.Distinct().Select(role => new PersonRole { Person = person.Id, Role = role, Warehouses = command.Warehouses?.ToArray() }));
        person.Epoch++;
        person.DisabledAt = command.IsOpen ? null : person.DisabledAt ?? work.Now;
        return new RightsChanged(person.Id, new([.. command.Roles.Distinct().Order()], command.Warehouses, command.IsOpen), before);
    }
}
