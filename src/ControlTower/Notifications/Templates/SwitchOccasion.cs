using System.Text.Json;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications.Templates;

/// <summary>Whether customers are told of an occasion at all.</summary>
public sealed record SwitchOccasion(Guid CommandId, Actor By, MessageOccasion Occasion, bool IsOn) : ICommand
{
    public static Duty Needs => Duty.PublishRules;
}

public sealed class SwitchOccasionHandler(CommitGate gate)
{
    public Task<Outcome<Committed<OccasionSwitched>>> HandleAsync(SwitchOccasion command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SwitchOccasion, OccasionSwitched>(command, async work =>
        {
            var occasion = JsonNamingPolicy.CamelCase.ConvertName(command.Occasion.ToString());
            await work.Db.Database.ExecuteSqlAsync(
                $"insert into message_occasion (occasion, is_on) values ({occasion}, {command.IsOn}) on conflict (occasion) do update set is_on = excluded.is_on", cancellationToken);
            return new OccasionSwitched(command.Occasion, command.IsOn);
        }, cancellationToken);
}
