using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>What a booked label needs of a printer, whoever booked it.</summary>
internal static class Prints
{
    /// <summary>The first that is on there, rather one that answers; null: the warehouse has none.</summary>
    public static Task<Printer?> PrinterOfAsync(Work work, string warehouse, CancellationToken cancellationToken) =>
        work.Db.Printers.AsNoTracking().Where(one => one.Warehouse == warehouse && one.IsOn).OrderBy(one => one.FailingSince != null).ThenBy(one => one.Key)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>A label that is new waits for the warehouse's printer in the transaction that booked it: so each comes out, and once.</summary>
    public static async Task AskAsync(Work work, Parcel parcel, CancellationToken cancellationToken)
    {
        if (parcel.Tracking is null || await PrinterOfAsync(work, parcel.Warehouse, cancellationToken) is not { } printer
            || await work.Db.PrintJobs.AnyAsync(job => job.ParcelId == parcel.Id && job.Tracking == parcel.Tracking, cancellationToken))
        {
            return;
        }

        var job = new PrintJob(Guid.CreateVersion7(work.Now), printer.Key, parcel, copy: 1, why: null, work.By.Id, work.By.Name, work.Now);
        work.Db.Add(job);
        work.Also(Asked(job));
    }

    public static LabelPrintAsked Asked(PrintJob job) => new(job.OrderId, job.ParcelId, job.Sscc, job.Id, job.Printer, job.Copy);

    public static LabelPrintEnded Ended(PrintJob job) => new(job.OrderId, job.ParcelId, job.Sscc, job.Id, job.Printer, job.Copy, job.State);
}
