using System.Text.Json.Serialization;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.People;

/// <summary>The first administrator comes in by the link that the tower printed at its first start. It works once.</summary>
/// <param name="LinkHash">SHA-256 of the link's secret.</param>
public sealed record UseSetupLink(
    Guid CommandId, Actor By, [property: JsonIgnore] byte[] LinkHash, Guid Person, string UserName, string DisplayName,
    [property: JsonIgnore] string PasswordHash) : ICommand
{
    public static Duty Needs => Duty.Administer;
}

public sealed class UseSetupLinkHandler(CommitGate gate, IDbContextFactory<TowerDb> contexts, TimeProvider clock)
{
    /// <summary>Whoever started the tower, before anybody has a name here.</summary>
    public static readonly Actor Starter = new(new("5e70b000-0000-4000-8000-000000000001"), "set-up", [Role.Administrator]);

    public async Task<bool> IsAliveAsync(string secret, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (hash, now) = (KeySecret.Hash(secret), clock.GetUtcNow());
        return await db.Set<SetupLink>().AnyAsync(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now, cancellationToken);
    }

    public Task<Outcome<Committed<PersonAdded>>> HandleAsync(UseSetupLink command, CancellationToken cancellationToken) =>
        gate.CommitAsync<UseSetupLink, PersonAdded>(command, async work =>
        {
            // The row itself decides between two who open the link at once.
            var isFirst = 1 == await work.Db.Set<SetupLink>()
                .Where(link => link.Hash == command.LinkHash && link.UsedAt == null && link.ExpiresAt > work.Now)
                .ExecuteUpdateAsync(link => link.SetProperty(row => row.UsedAt, work.Now), cancellationToken);
            return isFirst
                ? await AddPersonHandler.AddAsync(
                    work, new(command.CommandId, command.By, command.Person, command.UserName, command.DisplayName, [Role.Administrator], null, command.PasswordHash),
                    bySetupLink: true, cancellationToken)
                : PeopleRefusals.LinkDead();
        }, cancellationToken);
}
