using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.People;

/// <summary>Writes down which keys are in use: a key's own row says when last; each minute of the bootstrap key's use is an entry in the audit.</summary>
internal sealed partial class RecordKeyUses(KeyUses uses, CommitGate gate, IDbContextFactory<TowerDb> contexts, TimeProvider clock, ILogger<RecordKeyUses> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var key in uses.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RecordAsync(key, stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or DbUpdateException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                LogNotRecorded(logger, failure.Message); // the next minute's use is written again
            }
        }
    }

    private async Task RecordAsync(Guid key, CancellationToken stoppingToken)
    {
        if (key == KeyScheme.Bootstrap.Id)
        {
            var by = KeyScheme.Bootstrap.Actor(device: null);
            await gate.CommitBatchAsync(by, Duty.Administer, work =>
            {
                work.Also(new KeyUsed(by.Name));
                return Task.FromResult(1);
            }, stoppingToken);
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(stoppingToken);
        await db.Database.ExecuteSqlAsync($"update machine_key set last_used_at = {clock.GetUtcNow()} where id = {key}", stoppingToken);
    }

    [LoggerMessage(9101, LogLevel.Warning, "The use of a key could not be written down: {Why}")]
    private static partial void LogNotRecorded(ILogger logger, string why);
}
