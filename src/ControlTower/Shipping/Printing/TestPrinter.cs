using System.Globalization;
using System.Text;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Printing;

/// <summary>Send a label without a parcel to a printer, to see whether it prints.</summary>
public sealed record TestPrinter(Guid CommandId, Actor By, string Printer) : ICommand
{
    public static Duty Needs => Duty.Administer;
}

public sealed class TestPrinterHandler(CommitGate gate, TimeProvider clock)
{
    /// <summary>Past the queue: a label that waits for a printer that is off must not hide whether it is on again.</summary>
    /// <returns>How it ended, or <c>shipping.printer-unknown</c>, <c>access.scope</c>.</returns>
    public async Task<Outcome<PrintEnding>> HandleAsync(TestPrinter command, CancellationToken cancellationToken)
    {
        Printer? asked = null;
        var told = await gate.CommitAsync<TestPrinter, PrinterTested>(command, async work =>
        {
            asked = await work.Db.Printers.AsNoTracking().SingleOrDefaultAsync(one => one.Key == command.Printer, cancellationToken);
            return asked is null ? PrintRefusals.PrinterUnknown(command.Printer)
                : !work.By.Sees(asked.Warehouse) ? AccessRefusals.OutOfScope(asked.Warehouse)
                : new PrinterTested(asked.Key);
        }, cancellationToken);
        if (!told.Decided(out _, out var refused))
        {
            return refused;
        }

        if (asked is null)
        {
            return new PrintEnding(PrintState.Sent, null); // sent twice, it is one test
        }

        var ending = await PrinterLine.SendAsync(asked, Encoding.UTF8.GetBytes(Zpl(asked, clock.GetUtcNow())), cancellationToken);
        await gate.CommitBatchAsync(Actor.Tower, Duty.PrintLabels, async work =>
        {
            PrinterLine.Note(await work.Db.Printers.FromSql($"select * from printer where key = {asked.Key} for update").SingleAsync(cancellationToken), ending, work.Now);
            return 1;
        }, cancellationToken);
        return ending;
    }

    private static string Zpl(Printer printer, DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"""
        ^XA^CI28^LH0,0^PW{printer.Dpi * 4}^LL{printer.Dpi * 2}
        ^FO{printer.Dpi / 5},{printer.Dpi / 5}^GB{printer.Dpi * 18 / 5},{printer.Dpi * 8 / 5},4^FS
        ^FO{printer.Dpi / 3},{printer.Dpi / 3}^A0N,60,60^FDTest label^FS
        ^FO{printer.Dpi / 3},{printer.Dpi * 4 / 5}^A0N,40,40^FD{printer.Key}^FS
        ^FO{printer.Dpi / 3},{printer.Dpi * 6 / 5}^A0N,40,40^FD{now:yyyy-MM-dd HH:mm:ss} UTC^FS
        ^PQ1^XZ

        """);
}
