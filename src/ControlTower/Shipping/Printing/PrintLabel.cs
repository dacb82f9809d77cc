using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Printing;

/// <summary>Send a parcel's label to a printer.</summary>
/// <param name="Printer">Its key; null: the first that is on in the parcel's warehouse.</param>
/// <param name="Why">Demanded for a second label of one booking.</param>
public sealed record PrintLabel(Guid CommandId, Actor By, string Parcel, string? Printer, string? Why) : ICommand
{
    public static Duty Needs => Duty.PrintLabels;
}

public sealed class PrintLabelHandler(CommitGate gate, OrderDesk desk, PrintBell bell)
{
    /// <returns>
    /// Or what <see cref="LabelShelf"/> refuses, <c>shipping.no-printer</c>, <c>shipping.printer-unknown</c>, <c>shipping.printer-elsewhere</c>,
    /// <c>shipping.print-under-way</c>, <c>access.why-missing</c> for a second label without a reason.
    /// </returns>
    public async Task<Outcome<Committed<LabelPrintAsked>>> HandleAsync(PrintLabel command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<PrintLabel, LabelPrintAsked>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);
        bell.Ring();
        return outcome;
    }

    private async Task<Outcome<LabelPrintAsked>> DecideAsync(Work work, PrintLabel command, CancellationToken cancellationToken)
    {
        if (!(await LockedParcel.FindAsync(work, command.Parcel, cancellationToken)).Decided(out var found, out var refused))
        {
            return refused;
        }

        var parcel = found.Parcel;
        if (LabelShelf.Refuse(found.Order, parcel, desk.NumberOf(found.Order)) is { } no)
        {
            return no;
        }

        if (!(await PrinterAsync(work, command.Printer, parcel.Warehouse, cancellationToken)).Decided(out var printer, out refused))
        {
            return refused;
        }

        // The order is locked: nobody prints the same label meanwhile. What the sender holds is left to it.
        var before = await work.Db.PrintJobs.FromSql($"select * from print_job where parcel_id = {parcel.Id} and tracking = {parcel.Tracking} order by copy for update")
            .ToListAsync(cancellationToken);
        var last = before.LastOrDefault();
        if (last is { State: PrintState.Sending })
        {
            return PrintRefusals.BeingSent(last.Printer);
        }

        if (last is { State: PrintState.Queued })
        {
            last.GoTo(printer.Key, work.Now);
            return Prints.Asked(last);
        }

        if (last is not null && string.IsNullOrWhiteSpace(command.Why))
        {
            return AccessRefusals.WhyMissing();
        }

        var job = new PrintJob(Guid.CreateVersion7(work.Now), printer.Key, parcel, before.Count + 1, command.Why, work.By.Id, work.By.Name, work.Now);
        work.Db.Add(job);
        return Prints.Asked(job);
    }

    private static async Task<Outcome<Printer>> PrinterAsync(Work work, string? asked, string warehouse, CancellationToken cancellationToken)
    {
        if (asked is null)
        {
            return await Prints.PrinterOfAsync(work, warehouse, cancellationToken) is { } first ? first : PrintRefusals.NoPrinter(warehouse);
        }

        return await work.Db.Printers.AsNoTracking().SingleOrDefaultAsync(one => one.Key == asked && one.IsOn, cancellationToken) is not { } printer ? PrintRefusals.PrinterUnknown(asked)
            : printer.Warehouse != warehouse ? PrintRefusals.Elsewhere(printer.Key, printer.Warehouse)
            : printer;
    }
}
