using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.People;

/// <summary>
/// Who is there before anybody signed in: on the demo floor one person of each role, without a password; else nobody, and a link that
/// works once is printed for the first administrator. There is no default password.
/// </summary>
public sealed class FirstPeople(
    CommitGate gate, AddPersonHandler add, IDbContextFactory<TowerDb> contexts, IOptions<TowerOptions> tower, TimeProvider clock)
{
    private static readonly TimeSpan s_linkLives = TimeSpan.FromHours(24);

    /// <summary>The demo's person of a role, the same at every start.</summary>
    public static Guid DemoPerson(Role role) => new($"de000000-0000-4000-8000-{(int)role + 1:x12}");

    public static string DemoName(Role role) => role switch
    {
        Role.Administrator => "Administrator 1",
        Role.OrderOps => "Order Ops 1",
        Role.Picker => "Picker 1",
        Role.PackerQc => "Packer 1",
        Role.ShippingCoordinator => "Shipping 1",
        Role.CustomerSupport => "Customer Support 1",
        Role.OpsManager => "Ops Manager 1",
        Role.Automation => throw new ArgumentOutOfRangeException(nameof(role), role, "The tower itself is no person."),
    };

    public async Task ComeInAsync(TextWriter screen, CancellationToken cancellationToken)
    {
        if (tower.Value.Demo == true)
        {
            await AddDemoAsync(cancellationToken);
        }
        else if (!await IsAnybodyHereAsync(cancellationToken))
        {
            var secret = await MakeLinkAsync(cancellationToken);
            var root = tower.Value.PublicUrl?.ToString() ?? tower.Value.Urls.Split(';')[0];
            await screen.WriteLineAsync($" Nobody can sign in yet. The first administrator does here, once, within {s_linkLives.TotalHours:0} hours:");
            await screen.WriteLineAsync($"   {root.TrimEnd('/')}/setup/{secret}");
        }
    }

    private async Task AddDemoAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Set<Person>().Select(person => person.Id).ToListAsync(cancellationToken);
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Automation && !known.Contains(DemoPerson(role))))
        {
            var name = DemoName(role);
            var wish = new AddPerson(Guid.CreateVersion7(), UseSetupLinkHandler.Starter, DemoPerson(role), name, name, [role], Warehouses: null, PasswordHash: null);
            await add.HandleAsync(wish, cancellationToken); // refused where another node was quicker: the person is there either way
        }
    }

    private async Task<bool> IsAnybodyHereAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Person>().AnyAsync(cancellationToken);
    }

    private async Task<string> MakeLinkAsync(CancellationToken cancellationToken)
    {
        var secret = KeySecret.Make();
        await gate.CommitBatchAsync(UseSetupLinkHandler.Starter, Duty.Administer, async work =>
        {
            await work.Db.Set<SetupLink>().Where(link => link.UsedAt == null && link.ExpiresAt > work.Now)
                .ExecuteUpdateAsync(link => link.SetProperty(row => row.ExpiresAt, work.Now), cancellationToken);
            var link = new SetupLink { Hash = KeySecret.Hash(secret), CreatedAt = work.Now, ExpiresAt = clock.GetUtcNow() + s_linkLives };
            work.Db.Add(link);
            work.Also(new SetupLinkMade(link.ExpiresAt));
            return 1;
        }, cancellationToken);
        return secret;
    }
}
