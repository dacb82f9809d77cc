using System.Collections.Concurrent;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Shipping.Printing;

/// <summary>
/// Carries what waits to the printers, in the order in which it was asked for, one label at a time to each. A printer that is not reached is
/// tried again; a label of which the printer may have a part is not, and says so.
/// </summary>
public sealed partial class SendPrints(
    CommitGate gate, LabelShelf labels, PrintBell bell, IDbContextFactory<TowerDb> contexts, TimeProvider clock, ILogger<SendPrints> logger) : BackgroundService
{
    private const int ClaimsMax = 20;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Guid> _busy = new();

    private sealed record Claim(Guid Id, string Sscc, string Tracking, int Fence, Printer Printer);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.WaitAsync(s_look, clock, stoppingToken);
            try
            {
                foreach (var claim in await ClaimAsync(stoppingToken))
                {
                    _busy[claim.Printer.Key] = claim.Id;
                    _ = Task.Run(() => CarryAsync(claim, stoppingToken), stoppingToken);
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or DbUpdateException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                LogLater(logger, failure.Message); // what waits is still written down
            }
        }
    }

    private async Task<List<Claim>> ClaimAsync(CancellationToken stoppingToken)
    {
        var claims = new List<Claim>();
        await gate.CommitBatchAsync(Actor.Tower, Duty.PrintLabels, async work =>
        {
            claims.Clear(); // the gate may begin anew
            var dead = await work.Db.PrintJobs.FromSql($"select * from print_job where state = 'sending' and due_at <= {work.Now} for update skip locked").ToListAsync(stoppingToken);
            dead.ForEach(job => Write(work, job, new(PrintState.Unknown, "The tower stopped while the label was being sent.")));

            var busy = _busy.Keys.ToArray();
            var due = await work.Db.PrintJobs.FromSql($"""
                select j.* from print_job j join printer p on p.key = j.printer and p.is_on
                where j.state = 'queued' and j.due_at <= {work.Now} and not (j.printer = any({busy}))
                  and not exists (select 1 from print_job s where s.printer = j.printer and s.state in ('queued', 'sending') and (s.created_at, s.id) < (j.created_at, j.id))
                order by j.created_at limit {ClaimsMax} for update of j skip locked
                """).ToListAsync(stoppingToken);
            foreach (var job in due)
            {
                var printer = await work.Db.Printers.AsNoTracking().SingleAsync(one => one.Key == job.Printer, stoppingToken);
                claims.Add(new(job.Id, job.Sscc, job.Tracking, job.Send(work.Now + PrinterLine.Deadline), printer));
            }

            return dead.Count + due.Count;
        }, stoppingToken);
        return claims;
    }

    private async Task CarryAsync(Claim claim, CancellationToken stoppingToken)
    {
        try
        {
            var ending = await PrintAsync(claim, stoppingToken);
            await gate.CommitBatchAsync(Actor.Tower, Duty.PrintLabels, async work =>
            {
                var job = await work.Db.PrintJobs.FromSql($"select * from print_job where id = {claim.Id} for update").SingleAsync(CancellationToken.None);
                if (job.Attempts != claim.Fence || job.State != PrintState.Sending)
                {
                    return 0; // it was given up meanwhile
                }

                var printer = await work.Db.Printers.FromSql($"select * from printer where key = {job.Printer} for update").SingleAsync(CancellationToken.None);
                PrinterLine.Note(printer, ending, work.Now);
                Write(work, job, ending);
                return 1;
            }, CancellationToken.None);
        }
        catch (Exception failure) when (failure is NpgsqlException or DbUpdateException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            LogLater(logger, failure.Message); // it stands as being sent, and becomes unknown when its time is up
        }
        finally
        {
            _busy.TryRemove(claim.Printer.Key, out _);
            bell.Ring();
        }
    }

    private async Task<PrintEnding> PrintAsync(Claim claim, CancellationToken stoppingToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(stoppingToken))
        {
            if (!await db.Parcels.AnyAsync(parcel => parcel.Sscc == claim.Sscc && parcel.Tracking == claim.Tracking, stoppingToken))
            {
                return new(PrintState.Failed, "The label was voided before it was printed.");
            }
        }

        if (!(await labels.FindAsync(claim.Sscc, Actor.Tower, asZpl: true, isOwn: false, claim.Printer.Dpi, stoppingToken)).Decided(out var label, out var refused))
        {
            return new(PrintState.Failed, refused.Message);
        }

        return await PrinterLine.SendAsync(claim.Printer, label.Content, stoppingToken);
    }

    private static void Write(Work work, PrintJob job, PrintEnding ending)
    {
        if (ending.State == PrintState.Queued)
        {
            job.NotReached(ending.Error!, work.Now);
        }
        else
        {
            job.End(ending.State, ending.Error, work.Now);
        }

        if (job.State is PrintState.Sent or PrintState.Failed or PrintState.Unknown)
        {
            work.Also(Prints.Ended(job));
        }
    }

    [LoggerMessage(7301, LogLevel.Warning, "Labels go to the printers later: {Reason}")]
    private static partial void LogLater(ILogger logger, string reason);
}
