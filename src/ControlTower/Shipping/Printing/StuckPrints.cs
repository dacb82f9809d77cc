using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Printing;

/// <summary>Print a label that hangs: at once what waits, anew what was given up or may have come out.</summary>
/// <param name="Why">Demanded for what was given up or may have come out: it is another copy.</param>
public sealed record RetryPrint(Guid CommandId, Actor By, Guid Job, string? Why) : ICommand
{
    public static Duty Needs => Duty.Administer;
}

/// <summary>Take a label that waits out of the printer's queue, so that those behind it come out.</summary>
public sealed record SkipPrint(Guid CommandId, Actor By, Guid Job, string? Why) : ICommand
{
    public static Duty Needs => Duty.Administer;

    public static bool DemandsWhy => true;
}

public sealed class StuckPrintsHandler(CommitGate gate, OrderDesk desk, PrintBell bell)
{
    private sealed record Stuck(SalesOrder Order, Parcel Parcel, PrintJob Job);

    /// <returns>Or <c>shipping.print-unknown</c>, <c>shipping.print-under-way</c>, <c>shipping.print-over</c>, <c>access.why-missing</c>, and why the parcel may have no label.</returns>
    public async Task<Outcome<Committed<LabelPrintAsked>>> HandleAsync(RetryPrint command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<RetryPrint, LabelPrintAsked>(command, async work =>
            (await FindAsync(work, command.Job, cancellationToken)).Decided(out var stuck, out var refused) ? await RetryAsync(work, stuck, command.Why, cancellationToken) : refused,
            cancellationToken);
        bell.Ring();
        return outcome;
    }

    /// <returns>Or <c>shipping.print-unknown</c>, <c>shipping.print-under-way</c>, <c>shipping.print-over</c>, <c>access.why-missing</c>.</returns>
    public async Task<Outcome<Committed<LabelPrintEnded>>> HandleAsync(SkipPrint command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<SkipPrint, LabelPrintEnded>(command, async work =>
        {
            if (!(await FindAsync(work, command.Job, cancellationToken)).Decided(out var stuck, out var refused))
            {
                return refused;
            }

            if (stuck.Job.State != PrintState.Queued)
            {
                return PrintRefusals.Over();
            }

            stuck.Job.End(PrintState.Failed, $"Taken out of the queue by {work.By.Name}.", work.Now);
            return Prints.Ended(stuck.Job);
        }, cancellationToken);
        bell.Ring();
        return outcome;
    }

    private async Task<Outcome<LabelPrintAsked>> RetryAsync(Work work, Stuck stuck, string? why, CancellationToken cancellationToken)
    {
        var (order, parcel, job) = stuck;
        if (LabelShelf.Refuse(order, parcel, desk.NumberOf(order)) is { } no)
        {
            return no;
        }

        if (job.State == PrintState.Queued)
        {
            job.GoTo(job.Printer, work.Now);
            return Prints.Asked(job);
        }

        var copies = await work.Db.PrintJobs.Where(one => one.ParcelId == parcel.Id && one.Tracking == job.Tracking).CountAsync(cancellationToken);
        if (job.State == PrintState.Sent || copies > job.Copy || parcel.Tracking != job.Tracking)
        {
            return PrintRefusals.Over();
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            return AccessRefusals.WhyMissing();
        }

        var again = new PrintJob(Guid.CreateVersion7(work.Now), job.Printer, parcel, copies + 1, why, work.By.Id, work.By.Name, work.Now);
        work.Db.Add(again);
        return Prints.Asked(again);
    }

    /// <summary>With its order locked before it: nobody asks for another copy meanwhile.</summary>
    private static async Task<Outcome<Stuck>> FindAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        var found = await work.Db.PrintJobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        if (found is null)
        {
            return PrintRefusals.JobUnknown();
        }

        var (order, parcel) = await LockedParcel.FindAsync(work, found.OrderId, found.ParcelId, cancellationToken);
        if (!work.By.Sees(parcel.Warehouse))
        {
            return AccessRefusals.OutOfScope(parcel.Warehouse);
        }

        var job = await work.Db.PrintJobs.FromSql($"select * from print_job where id = {id} for update").SingleAsync(cancellationToken);
        return job.State == PrintState.Sending ? PrintRefusals.BeingSent(job.Printer) : new Stuck(order, parcel, job);
    }
}
