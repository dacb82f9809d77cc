using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.People;

/// <summary>A machine may not come in any more. There is no way back: whoever needs one gets a new key.</summary>
public sealed record RevokeKey(Guid CommandId, Actor By, Guid Key, string? Why = null) : ICommand
{
    public static Duty Needs => Duty.Administer;
}

public sealed class RevokeKeyHandler(CommitGate gate, RightsBook rights)
{
    public async Task<Outcome<Committed<KeyRevoked>>> HandleAsync(RevokeKey command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<RevokeKey, KeyRevoked>(command, work => RevokeAsync(work, command, cancellationToken), cancellationToken);
        rights.ForgetKeys(); // the other nodes hear it from the feed
        return outcome;
    }

    private static async Task<Outcome<KeyRevoked>> RevokeAsync(Work work, RevokeKey command, CancellationToken cancellationToken)
    {
        await work.Db.Database.ExecuteSqlAsync($"select 1 from machine_key where id = {command.Key} for update", cancellationToken);
        if (await work.Db.Set<MachineKey>().SingleOrDefaultAsync(key => key.Id == command.Key, cancellationToken) is not { } key)
        {
            return PeopleRefusals.KeyUnknown();
        }

        if (key.RevokedAt is not null)
        {
            return PeopleRefusals.KeyRevoked();
        }

        key.RevokedAt = work.Now;
        return new KeyRevoked(key.Id, key.Name);
    }
}
