using System.Security.Cryptography;
using ControlTower.Data;
using ControlTower.Foreign;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Road;

/// <summary>A courier's statement of the cash that it pays on to us is read in, or only looked at.</summary>
/// <param name="IsDryRun">Nothing is written.</param>
public sealed record ReadCodStatement(Guid CommandId, Actor By, string Courier, string FileHash, bool IsDryRun) : ICommand
{
    public static Duty Needs => Duty.ApproveRefunds; // money: the ops manager's
}

/// <param name="Outcome"><c>matched</c>, <c>differs</c>, or <c>refused</c> with what is wrong.</param>
public sealed record StatementRow(int Row, string Reference, string Outcome, string? Sscc, string? Number, Money? Due, Money? Paid, string? Code, string? Detail);

public sealed record StatementReading(Guid? Statement, IReadOnlyList<StatementRow> Rows)
{
    public int Count(string outcome) => Rows.Count(row => row.Outcome == outcome);
}

/// <summary>
/// Matches a statement against the parcels, row by row. What is paid to the piastre is settled; what differs becomes a case; a row that we cannot
/// place is told and left alone. The same file is not paid twice.
/// </summary>
public sealed class ReadCodStatementHandler(CommitGate gate, OrderDesk desk)
{
    private const string Tracking = "tracking";
    private const string Amount = "amount";
    private const string Currency = "currency";

    private static readonly (string Name, bool IsDemanded, string[] Aliases)[] s_columns =
    [
        (Tracking, true, ["tracking number", "trackingnumber", "waybill", "awb", "sscc", "shipment", "رقم التتبع", "رقم البوليصة", "الشحنة"]),
        (Amount, true, ["cod", "cod amount", "collected", "paid", "net", "remitted", "المبلغ", "القيمة", "المحول"]),
        (Currency, false, ["العملة"]),
    ];

    /// <returns>Or what is wrong with the file as a whole: <c>csv.…</c>, <c>cod.statement-twice</c>, <c>cod.courier-unknown</c>.</returns>
    public async Task<Outcome<StatementReading>> HandleAsync(ReadCodStatement command, ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        if (!CsvTable.Read(file).Decided(out var table, out var refused) || !CsvColumns.Find(table.Header, s_columns).Decided(out var columns, out refused))
        {
            return refused;
        }

        var reading = new StatementReading(null, []);
        var outcome = await gate.CommitAsync<ReadCodStatement, CodStatementRead>(command, async work =>
        {
            if (await RefuseAsync(work, command, cancellationToken) is { } wrong)
            {
                return wrong;
            }

            reading = await MatchAsync(work, command, table, columns, cancellationToken);
            var total = reading.Rows.Where(row => row.Paid is not null).Select(row => row.Paid!.Value).ToList();
            var sum = new Money(total.Sum(money => money.Minor), total.Count == 0 ? "" : total[0].Currency);
            return command.IsDryRun
                ? new Refusal(DryRun, "Nothing was written.")
                : new CodStatementRead(reading.Statement!.Value, command.Courier, reading.Rows.Count, reading.Count("matched"), reading.Count("differs"), reading.Count("refused"), sum);
        }, cancellationToken);
        return outcome.Decided(out var done, out var no) ? reading with { Statement = done.Event.Statement } : no.Code == DryRun ? reading : no;
    }

    private const string DryRun = "cod.dry-run";

    private static async Task<Refusal?> RefuseAsync(Work work, ReadCodStatement command, CancellationToken cancellationToken)
    {
        var hash = Convert.FromHexString(command.FileHash);
        return !await work.Db.Couriers.AnyAsync(courier => courier.Key == command.Courier, cancellationToken)
                ? new Refusal("cod.courier-unknown", $"There is no courier {command.Courier}. Choose one of those in the settings.", "courier")
            : await work.Db.CodStatements.AnyAsync(statement => statement.Courier == command.Courier && statement.FileHash == hash, cancellationToken)
                ? new Refusal("cod.statement-twice", "This very file was read in before; it is not paid twice.", "file")
            : null;
    }

    private async Task<StatementReading> MatchAsync(Work work, ReadCodStatement command, CsvTable table, CsvColumns columns, CancellationToken cancellationToken)
    {
        var references = table.Rows.Select(row => columns.Cell(row, Tracking)).Distinct().ToArray();
        var known = (await work.Db.Database.SqlQuery<PaidParcel>($"""
            select p.id, p.order_id, p.sscc, p.tracking from parcel p where p.courier = {command.Courier} and (p.tracking = any({references}) or p.sscc = any({references}))
            """).ToListAsync(cancellationToken)).SelectMany(parcel => new[] { (Key: parcel.Sscc, parcel), (Key: parcel.Tracking ?? parcel.Sscc, parcel) }).DistinctBy(pair => pair.Key)
            .ToDictionary(pair => pair.Key, pair => pair.parcel, StringComparer.Ordinal);
        var orders = (await Locks.OrdersAsync(work.Db, [.. known.Values.Select(parcel => parcel.OrderId).Distinct()], cancellationToken)).ToDictionary(order => order.Id);
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = new RoadCases(await CaseBook.OfOrdersAsync(work, sites, [.. orders.Keys], cancellationToken));
        var cash = await RoadCash.LoadAsync(work, [.. orders.Keys], cancellationToken);
        var statement = Guid.CreateVersion7(work.Now);
        var rows = new List<StatementRow>();
        var seen = new HashSet<Guid>();
        foreach (var row in table.Rows)
        {
            rows.Add(MatchRow(work, row, columns, known, orders, cash, cases, statement, seen));
        }

        var reading = new StatementReading(statement, rows);
        Keep(work, command, reading);
        foreach (var order in orders.Values)
        {
            desk.Finish(work, order, sites, "courier");
        }

        return reading;
    }

    private StatementRow MatchRow(
        Work work, CsvRow row, CsvColumns columns, Dictionary<string, PaidParcel> known, Dictionary<Guid, SalesOrder> orders, RoadCash cash, RoadCases cases, Guid statement, HashSet<Guid> seen)
    {
        var reference = columns.Cell(row, Tracking);
        if (!known.TryGetValue(reference, out var found))
        {
            return Refused("cod.parcel-unknown", "No parcel of this courier has this number.");
        }

        var order = orders[found.OrderId];
        var parcel = order.Parcels.Single(one => one.Id == found.Id);
        if (CsvCell.Number(columns.Cell(row, Amount)) is not { } amount || amount < 0)
        {
            return Refused("csv.number", "This is no amount.");
        }

        var currency = columns.Cell(row, Currency) is { Length: 3 } told ? told.ToUpperInvariant() : order.Currency;
        if (currency != order.Currency)
        {
            return Refused("cod.currency", $"The parcel's cash is due in {order.Currency}.");
        }

        if (!seen.Add(found.Id))
        {
            return Refused("cod.row-twice", "The parcel stands in the file before; it is paid once.");
        }

        if (cash.Of(work, parcel) is not { } cod)
        {
            return Refused("cod.none-due", "No cash is due for this parcel.");
        }

        if (cod.IsSettled)
        {
            return Refused("cod.settled", "This parcel's cash was settled before.");
        }

        var paid = Money.From(amount, order.Currency);
        cash.Remit(work, order, parcel, desk.NumberOf(order), paid.Minor, statement, cases);
        return new(row.Number, reference, cod.State == CodState.Remitted ? "matched" : "differs", parcel.Sscc, desk.NumberOf(order), cod.Due, paid, null, null);

        StatementRow Refused(string code, string detail) => new(row.Number, reference, "refused", null, null, null, null, code, detail);
    }

    private static void Keep(Work work, ReadCodStatement command, StatementReading reading) => work.Db.CodStatements.Add(new CodStatement
    {
        Id = reading.Statement!.Value, Courier = command.Courier, FileHash = Convert.FromHexString(command.FileHash), ReadAt = work.Now, ReadByName = work.By.Name, Rows = reading.Rows.Count,
        Matched = reading.Count("matched"), Differing = reading.Count("differs"), Unknown = reading.Count("refused"),
        TotalMinor = reading.Rows.Sum(row => row.Paid?.Minor ?? 0), Currency = reading.Rows.Select(row => row.Paid?.Currency).OfType<string>().FirstOrDefault() ?? "",
    });

    public static string HashOf(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private sealed record PaidParcel(Guid Id, Guid OrderId, string Sscc, string? Tracking);
}
