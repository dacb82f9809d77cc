using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Returns;

/// <summary>
/// Something stands at the dock and is scanned: its return is found, or opened where nobody had told of it (a blind return).
/// </summary>
/// <param name="Scan">A return's paper, a parcel's label (SSCC or tracking number), or an order's number.</param>
/// <param name="Lines">What is in it; empty: everything that is announced, or was in the parcel.</param>
public sealed record ReceiveBlind(Guid CommandId, Actor By, string Warehouse, string Scan, IReadOnlyList<AskedReturn> Lines) : ICommand
{
    public static Duty Needs => Duty.ReceiveReturns;

    public string? InWarehouse => Warehouse;
}

public sealed class ReceiveBlindHandler(CommitGate gate, OrderDesk desk, ReturnDesk returns, OrderNumbers numbers)
{
    /// <returns>Or <c>returns.scan-unknown</c>, and what receiving refuses.</returns>
    public Task<Outcome<Committed<ReturnReceived>>> HandleAsync(ReceiveBlind command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ReceiveBlind, ReturnReceived>(command, async work =>
        {
            if (await FindAsync(work, command.Scan.Trim(), cancellationToken) is not { } found || await Locks.OrderAsync(work.Db, found.Order, cancellationToken) is not { } order)
            {
                return ReturnRefusals.ScanUnknown(command.Scan.Trim());
            }

            if (!(await LockedAsync(work, command, order, found, cancellationToken)).Decided(out var of, out var refused))
            {
                return refused;
            }

            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
            var units = (command.Lines.Count > 0 ? command.Lines.Select(line => (line.Line, line.Units)) : of.Case.Lines.Select(line => (Line: line.LineNo, Units: line.Units - line.Received)))
                .Where(line => line.Units > 0).GroupBy(line => line.Line).ToDictionary(line => line.Key, line => line.Sum(part => part.Units));
            if (units.Count == 0)
            {
                return ReturnRefusals.LinesMissing();
            }

            var received = await returns.ReceiveAsync(work, of, cases, command.Warehouse, units, cancellationToken);
            if (received.Decided(out _, out _))
            {
                desk.Finish(work, order, sites, "returned");
            }

            return received;
        }, cancellationToken);

    /// <summary>The return that waits for it; else a new one of what the parcel held, or of what was named.</summary>
    private async Task<Outcome<LockedReturn>> LockedAsync(Work work, ReceiveBlind command, SalesOrder order, Found found, CancellationToken cancellationToken)
    {
        var all = await LockedReturn.OfOrderAsync(work, order, cancellationToken);
        var waiting = all.FindAll(one => ReturnFlow.After(one.Case.State, ReturnMove.Receive) is not null || one.Case.State == ReturnState.Received);
        if ((waiting.Find(one => one.Case.Id == found.Return) ?? waiting.Find(one => found.Parcel is not null && one.Case.ParcelId == found.Parcel)
            ?? (found.Return is null && waiting.Count == 1 ? waiting[0] : null)) is { } known)
        {
            return known;
        }

        var parcel = order.Parcels.Find(one => one.Id == found.Parcel);
        var lines = command.Lines.Count > 0 ? command.Lines
            : parcel is not null ? [.. parcel.Lines.GroupBy(line => line.LineNo).Select(line => new AskedReturn(line.Key, UnitsOf(order, line.Key, line.Sum(part => part.Units)), ReturnReason.Other))]
            : [.. order.Lines.Where(line => line.Shipped > line.Returned).Select(line => new AskedReturn(line.LineNo, line.Shipped - line.Returned, ReturnReason.Other))];
        var opened = await returns.OpenAsync(work, order, ReturnKind.Refund, ReturnSource.Dock, lines, cancellationToken, parcel?.Id);
        return opened.Decided(out var one, out var refused)
            ? new LockedReturn(work.Db.Returns.Local.Single(known => known.Id == one.Return), order, all.Count > 0 ? all[0].Refunds : await work.Db.Refunds.Where(refund => refund.OrderId == order.Id).ToListAsync(cancellationToken))
            : refused;
    }

    /// <summary>A kit's parcel holds components: no more than what was shipped of the line.</summary>
    private static int UnitsOf(SalesOrder order, int lineNo, int inParcel) =>
        order.Lines.Single(line => line.LineNo == lineNo) is var line ? Math.Min(inParcel, line.Shipped - line.Returned) : 0;

    private async Task<Found?> FindAsync(Work work, string scan, CancellationToken cancellationToken)
    {
        var text = scan.StartsWith("ORD-", StringComparison.OrdinalIgnoreCase) ? scan[4..] : scan;
        if (text.StartsWith("R-", StringComparison.OrdinalIgnoreCase) && long.TryParse(text.AsSpan(2), out var number)
            && await work.Db.Returns.AsNoTracking().FirstOrDefaultAsync(one => one.Number == number, cancellationToken) is { } known)
        {
            return new(known.OrderId, known.Id, known.ParcelId);
        }

        var sscc = text.Length == 20 && text.StartsWith("00", StringComparison.Ordinal) ? text[2..] : text;
        if (await work.Db.Parcels.AsNoTracking().Where(parcel => parcel.Sscc == sscc || parcel.Tracking == text).OrderByDescending(parcel => parcel.OpenedAt)
            .FirstOrDefaultAsync(cancellationToken) is { } parcel)
        {
            return new(parcel.OrderId, null, parcel.Id);
        }

        return numbers.Find(text) is { } running && await work.Db.Orders.AsNoTracking().Where(order => order.Number == running).Select(order => (Guid?)order.Id).FirstOrDefaultAsync(cancellationToken) is { } id
            ? new(id, null, null)
            : null;
    }

    private sealed record Found(Guid Order, Guid? Return, Guid? Parcel);
}
