using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.Shipping.Printing;

/// <summary>A printer with what waits for it, as the settings show it.</summary>
public sealed record PrinterStanding(Printer Printer, int Waiting);

/// <summary>The company's printers: those of the settings, and what waits, failed, or may have been printed.</summary>
public sealed class PrinterBook(IDbContextFactory<TowerDb> contexts, IOptions<PrintersOptions> settings)
{
    private const int JobsShown = 50;

    /// <summary>At the start: printers of the settings are on, those that are set no longer are off, and what waits for them waits.</summary>
    public async Task BringSettingsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Printers.ToListAsync(cancellationToken);
        foreach (var (name, told) in settings.Value.Where(one => one.Value.Host is { Length: > 0 }))
        {
            var key = name.ToLowerInvariant();
            if (known.Find(one => one.Key == key) is { } printer)
            {
                (printer.Host, printer.Port, printer.Warehouse, printer.Dpi, printer.IsOn) = (told.Host!, told.Port, told.Warehouse ?? "", told.Dpi, true);
            }
            else
            {
                db.Add(new Printer { Key = key, Host = told.Host!, Port = told.Port, Warehouse = told.Warehouse ?? "", Dpi = told.Dpi });
            }
        }

        known.Where(one => !settings.Value.Any(set => set.Key.Equals(one.Key, StringComparison.OrdinalIgnoreCase))).ToList().ForEach(one => one.IsOn = false);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<PrinterStanding>> PrintersAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Printers.AsNoTracking().OrderBy(one => one.Key)
            .Select(one => new { Printer = one, Waiting = db.PrintJobs.Count(job => job.Printer == one.Key && (job.State == PrintState.Queued || job.State == PrintState.Sending)) })
            .ToListAsync(cancellationToken);
        return [.. rows.Where(row => actor.Sees(row.Printer.Warehouse)).Select(row => new PrinterStanding(row.Printer, row.Waiting))];
    }

    /// <summary>What waits, the oldest first; then what was given up or may have come out within the last day, and was not asked for again.</summary>
    public async Task<IReadOnlyList<PrintJob>> StuckAsync(Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (mine, since) = ((await PrintersAsync(actor, cancellationToken)).Select(one => one.Printer.Key).ToArray(), now.AddDays(-1));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.PrintJobs.AsNoTracking()
            .Where(job => mine.Contains(job.Printer) && (job.State == PrintState.Queued || job.State == PrintState.Sending
                || (job.State != PrintState.Sent && job.CreatedAt > since && !db.PrintJobs.Any(later => later.ParcelId == job.ParcelId && later.Tracking == job.Tracking && later.Copy > job.Copy))))
            .OrderBy(job => job.State == PrintState.Failed || job.State == PrintState.Unknown).ThenBy(job => job.CreatedAt).Take(JobsShown).ToListAsync(cancellationToken);
    }

    public async Task<PrintJob?> JobAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.PrintJobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
    }
}
