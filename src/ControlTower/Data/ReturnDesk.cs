using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Goods that come back, whoever moves them: opened by staff, a customer or a courier, received at the dock, graded into stock or out of it.</summary>
public sealed class ReturnDesk(OrderDesk desk, RefundDesk refunds)
{
    /// <summary>Where goods lie that came back and nobody graded yet; and those that must be looked at.</summary>
    public const string ReturnsBin = "RETURNS";

    public const string QuarantineBin = "QUARANTINE";

    /// <summary>Opens a return of units that were shipped and are on no other return.</summary>
    /// <returns>Or <c>returns.lines-missing</c>, <c>returns.not-shipped</c>.</returns>
    public async Task<Outcome<ReturnOpened>> OpenAsync(
        Work work, SalesOrder order, ReturnKind kind, ReturnSource source, IReadOnlyList<AskedReturn> lines, CancellationToken cancellationToken, Guid? parcel = null)
    {
        var others = await LockedReturn.OfOrderAsync(work, order, cancellationToken);
        if (ReturnLimits.RefuseLines(order, desk.NumberOf(order), others, lines) is { } refused)
        {
            return refused;
        }

        var number = await work.Db.Database.SqlQuery<long>($"""select nextval('return_number') as "Value" """).SingleAsync(cancellationToken);
        var site = order.Groups.FindLast(group => group.State == GroupState.HandedOver)?.Warehouse ?? await AnySiteAsync(work, cancellationToken);
        var isStaff = source is ReturnSource.Staff or ReturnSource.Dock;
        var one = new ReturnCase(
            Guid.CreateVersion7(work.Now), number, order.Id, kind, source, site, isStaff ? work.By.Id : null, isStaff ? work.By.Name : null, work.Now) { ParcelId = parcel };
        foreach (var line in lines.GroupBy(line => line.Line))
        {
            // Two reasons for one line: what is our fault weighs more.
            var of = order.Lines.Single(known => known.LineNo == line.Key);
            one.Add(line.Key, of.Sku ?? of.AskedSku, line.Sum(part => part.Units), line.Select(part => part.Reason).OrderByDescending(ReturnRules.IsOurFault).First());
        }

        if (source == ReturnSource.Courier)
        {
            one.Move(ReturnMove.Ship, work.Now);
        }

        work.Db.Returns.Add(one);
        order.OpenReturn();
        var opened = new ReturnOpened(
            one.Id, one.Name, order.Id, desk.NumberOf(order), kind, source, one.State,
            [.. one.Lines.Select(line => new ReturnedUnits(line.LineNo, line.Sku, line.Units))], [.. one.Lines.Select(line => line.Reason).Distinct()]);
        work.Also(opened);
        return opened;
    }

    /// <summary>Goods stand at the dock: they are ours again, and not for sale before somebody graded them.</summary>
    /// <param name="units">By line of the order.</param>
    /// <returns>Or <c>returns.state</c>, <c>returns.line-unknown</c>, <c>returns.not-shipped</c>.</returns>
    public async Task<Outcome<ReturnReceived>> ReceiveAsync(
        Work work, LockedReturn of, CaseBook cases, string warehouse, IReadOnlyDictionary<int, int> units, CancellationToken cancellationToken)
    {
        var (one, order) = (of.Case, of.Order);
        if (ReturnFlow.After(one.State, ReturnMove.Receive) is null && one.State != ReturnState.Received)
        {
            return ReturnRefusals.State(one.Name, one.State);
        }

        foreach (var (lineNo, count) in units)
        {
            var line = order.Lines.Find(known => known.LineNo == lineNo);
            if (line is null || !one.Lines.Exists(known => known.LineNo == lineNo))
            {
                return ReturnRefusals.LineUnknown(lineNo);
            }

            if (count > line.Shipped - line.Returned)
            {
                return ReturnRefusals.NotShipped(desk.NumberOf(order), lineNo, count, line.Shipped - line.Returned);
            }
        }

        if (!one.IsOpen)
        {
            order.OpenReturn(); // it had expired, and came all the same
        }

        if (one.State != ReturnState.Received && one.Move(ReturnMove.Receive, work.Now) is { } refused)
        {
            return refused;
        }

        one.ReceivedAtDock(warehouse);
        var received = await TakeInAsync(work, of, warehouse, units, cancellationToken);
        if (one.ParcelId is { } parcelId && order.Parcels.Find(parcel => parcel.Id == parcelId) is { } parcel)
        {
            SalesOrder.MoveParcel(parcel, Playbook.Shipping.ParcelMove.ComeBack, work.Now);
        }

        cases.Open(CaseSubject.Return, one.Id.ToString(), order, new(ExceptionCode.ReturnUndecided, null, null, new Dictionary<string, string> { ["return"] = one.Name, ["warehouse"] = warehouse }));
        await IntakeTicks.ReceivedAsync(work, one, cancellationToken);
        return received;
    }

    /// <summary>Somebody looked: condition and place of units that were received, with their stock movement; and the money asks for itself.</summary>
    /// <returns>Or <c>returns.state</c>, <c>returns.not-received</c>, <c>returns.disposition</c>.</returns>
    public async Task<Outcome<ReturnGraded>> GradeAsync(Work work, LockedReturn of, CaseBook cases, IReadOnlyList<AskedGrade> grades, CancellationToken cancellationToken)
    {
        var (one, order) = (of.Case, of.Order);
        if (one.State != ReturnState.Received)
        {
            return ReturnRefusals.State(one.Name, one.State);
        }

        if (ReturnLimits.RefuseGrades(one, grades) is { } refused)
        {
            return refused;
        }

        await new ReturnShelves(work, one.Warehouse).PlaceAsync(of, grades, cancellationToken);
        one.GradedBySomebody(work.By.Id, work.By.Name);
        var graded = new ReturnGraded(
            one.Id, one.Name, order.Id, desk.NumberOf(order), one.Warehouse,
            [.. grades.Select(grade => new GradedUnits(grade.Line, one.Lines.Find(line => line.LineNo == grade.Line)!.Sku, grade.Units, grade.Grade, grade.Disposition))]);
        work.Also(graded);
        if (!one.Lines.TrueForAll(line => line.Graded == line.Received))
        {
            return graded; // the rest of the parcel is still on the table
        }

        one.Move(ReturnMove.Grade, work.Now);
        one.Move(ReturnMove.Dispose, work.Now);
        foreach (var open in cases.Live.Where(open => open.Code == ExceptionCode.ReturnUndecided && open.SubjectId == one.Id.ToString()).ToList())
        {
            cases.Close(open, "graded");
        }

        if (await AskForMoneyAsync(work, of, cases, cancellationToken) is { } tooMuch)
        {
            return tooMuch;
        }

        await IntakeTicks.GradedAsync(work, one, cancellationToken);
        return graded;
    }

    /// <summary>Not taken back: the goods are sent back to the customer, or never come.</summary>
    public Outcome<ReturnEnded> Reject(Work work, LockedReturn of, string? why)
    {
        if (of.Case.Move(ReturnMove.Reject, work.Now, why) is { } refused)
        {
            return refused;
        }

        return End(work, of);
    }

    public ReturnEnded End(Work work, LockedReturn of)
    {
        of.Order.CloseReturn();
        var ended = new ReturnEnded(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), of.Case.State);
        work.Also(ended);
        return ended;
    }

    /// <summary>In the name of whoever opened the return; where nobody on staff did, of the one who graded.</summary>
    private async Task<Refusal?> AskForMoneyAsync(Work work, LockedReturn of, CaseBook cases, CancellationToken cancellationToken)
    {
        var before = (await LockedReturn.OfOrderAsync(work, of.Order, cancellationToken)).Where(other => other.Case.Id != of.Case.Id)
            .SelectMany(other => other.Case.Lines).GroupBy(line => line.LineNo).ToDictionary(line => line.Key, line => line.Sum(part => part.Graded));
        var graded = of.Case.Lines.GroupBy(line => line.LineNo).Select(line => new ReturnUnits(line.Key, line.Sum(part => part.Graded))).ToList();
        var amount = of.Case.Kind == ReturnKind.Exchange || of.Own is not null
            ? 0
            : RefundCap.Suggest(of.Order, graded, before, of.Case.Lines.TrueForAll(line => ReturnRules.CustomerIsFree(line.Reason)), of.RefundedElsewhere);
        if (amount > 0)
        {
            var by = of.Case.OpenedBy is { } opener ? (opener, of.Case.OpenedName!) : (work.By.Id, work.By.Name);
            if (!(await refunds.AskAsync(work, of, cases, amount, by, why: null, cancellationToken)).Decided(out _, out var refused))
            {
                return refused;
            }
        }

        refunds.CloseIfDone(work, of);
        return null;
    }

    private async Task<ReturnReceived> TakeInAsync(Work work, LockedReturn of, string warehouse, IReadOnlyDictionary<int, int> units, CancellationToken cancellationToken)
    {
        foreach (var (lineNo, count) in units)
        {
            of.Order.ComeBack(lineNo, count);
            of.Case.Lines.Single(known => known.LineNo == lineNo).Receive(count);
        }

        await new ReturnShelves(work, warehouse).TakeInAsync(of, units, cancellationToken);
        var received = new ReturnReceived(
            of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), warehouse,
            [.. units.Select(line => new ReturnedUnits(line.Key, of.Case.Lines.Single(known => known.LineNo == line.Key).Sku, line.Value))]);
        work.Also(received);
        return received;
    }

    private static Task<string> AnySiteAsync(Work work, CancellationToken cancellationToken) =>
        work.Db.Warehouses.OrderByDescending(site => site.IsOn).ThenBy(site => site.Key).Select(site => site.Key).FirstAsync(cancellationToken);
}
