using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ControlTower.Data;
using ControlTower.Foreign;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Intake;

/// <summary>A file of orders to be taken in, or only tried.</summary>
public sealed record ImportOrders(Guid CommandId, Actor By, string Store, ReadOnlyMemory<byte> File, bool IsDry);

public enum ImportOutcome
{
    /// <summary>Taken in; of a trial: it would be.</summary>
    Accepted,

    /// <summary>It was here already; nothing was done.</summary>
    Known,
    Refused,
}

/// <param name="Row">Its first one, as a spreadsheet counts them.</param>
/// <param name="Number">Ours; null where there is none (yet).</param>
public sealed record ImportedOrder(int Row, string OrderRef, ImportOutcome Outcome, string? Number, IReadOnlyList<CsvCellError> Errors);

/// <param name="ErrorFile">The refused rows with their reasons; mended, it can be imported as it is. Null: none was refused.</param>
/// <param name="UnknownColumns">Headings whose cells were not read.</param>
public sealed record ImportReport(int Rows, IReadOnlyList<ImportedOrder> Orders, IReadOnlyList<string> UnknownColumns, byte[]? ErrorFile)
{
    public int Count(ImportOutcome outcome) => Orders.Count(order => order.Outcome == outcome);
}

/// <summary>
/// Takes a file of orders in, one after the other, each as if it had been told alone: a bad one is kept with a case and the others go on. The
/// same file again does nothing.
/// </summary>
public sealed class ImportOrdersHandler(
    PlaceOrderHandler place, KeepRefusedRowsHandler keep, StoreBook stores, IDbContextFactory<TowerDb> contexts, NpgsqlDataSource database)
{
    private const int ExternalIdsMax = 20_000;

    /// <param name="progress">Told after each order how many are done.</param>
    /// <returns>Or what refuses the whole file: <c>intake.store-unknown</c>, <c>access.duty</c>, <c>csv.…</c>.</returns>
    public async Task<Outcome<ImportReport>> HandleAsync(ImportOrders import, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (place.Refuse(import.Store, import.By) is { } refused)
        {
            return refused;
        }

        if (!import.By.May(PlaceOrder.Needs))
        {
            return Access.AccessRefusals.NoDuty(import.By, PlaceOrder.Needs);
        }

        var store = stores.Find(import.Store)!.Facts;
        if (!CsvOrderReader.Read(import.File, store, await ZoneOfAsync(store.Country, cancellationToken)).Decided(out var file, out var unreadable))
        {
            return unreadable;
        }

        var known = await KnownAsync(store.Key, file.Orders, cancellationToken);
        var results = new List<ImportedOrder>(file.Orders.Count);
        foreach (var order in file.Orders)
        {
            results.Add(order.Order is null || import.IsDry ? Judge(order, known) : await PlaceAsync(import, order, cancellationToken));
            progress?.Report(results.Count);
        }

        var bad = file.Orders.Zip(results).Where(pair => pair.Second.Outcome == ImportOutcome.Refused).Select(pair => (Order: pair.First, pair.Second.Errors)).ToList();
        if (bad.Count > 0 && !import.IsDry)
        {
            await keep.HandleAsync(
                new(CommandOf(import, "refused rows"), import.By, store.Key, [.. bad.Select(pair => new RefusedRows(pair.Order.OrderRef, RowsOf(file, pair.Order), pair.Errors))]), cancellationToken);
        }

        return new ImportReport(file.Rows, results, file.UnknownColumns, bad.Count == 0 ? null : SafeCsv.Errors(
            file.Header, bad.SelectMany(pair => pair.Order.Rows.Select(row => (row, Of(pair.Errors, row, pair.Order))))));
    }

    private static ImportedOrder Judge(CsvOrder order, HashSet<string> known) => new(
        order.Rows[0].Number, order.OrderRef,
        order.Order is null ? ImportOutcome.Refused : known.Contains(order.OrderRef) ? ImportOutcome.Known : ImportOutcome.Accepted, null, order.Errors);

    private async Task<ImportedOrder> PlaceAsync(ImportOrders import, CsvOrder order, CancellationToken cancellationToken)
    {
        var outcome = await place.HandleAsync(
            new(CommandOf(import, order.OrderRef), import.By, order.Order!, "csv", OwnOrderWriter.Write(order.Order!)), cancellationToken);
        var row = order.Rows[0].Number;
        return outcome.Decided(out var placed, out var refused)
            ? new(row, order.OrderRef, placed.Event.As == Playbook.Orders.PlacedAs.Same ? ImportOutcome.Known : ImportOutcome.Accepted, placed.Event.Number, [])
            : new(row, order.OrderRef, ImportOutcome.Refused, null, [new(row, "order_ref", refused.Code, refused.Message)]);
    }

    /// <summary>An error is told at its row; the other rows of its order say that they wait for it.</summary>
    private static IReadOnlyList<CsvCellError> Of(IReadOnlyList<CsvCellError> errors, CsvRow row, CsvOrder order) =>
        errors.Where(error => error.Row == row.Number).ToList() is { Count: > 0 } own ? own : row.Number == order.Rows[0].Number ? errors : [];

    private static byte[] RowsOf(CsvOrders file, CsvOrder order) => SafeCsv.Write(file.Header, order.Rows.Select(row => (IReadOnlyList<string?>)[.. row.Cells]));

    /// <summary>Each order of a file has a command of its own, the same when the file is sent again after a lost answer.</summary>
    private static Guid CommandOf(ImportOrders import, string part) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{import.CommandId} {part}"))).AsSpan(0, 16));

    private async Task<HashSet<string>> KnownAsync(string store, IReadOnlyList<CsvOrder> orders, CancellationToken cancellationToken)
    {
        await using var find = database.CreateCommand("select external_id from sales_order where store = $1 and external_id = any($2)");
        find.Parameters.Add(new() { Value = store });
        find.Parameters.Add(new() { Value = orders.Select(order => order.OrderRef).Take(ExternalIdsMax).ToArray() });
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(reader.GetString(0));
        }

        return known;
    }

    private async Task<TimeZoneInfo> ZoneOfAsync(string country, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return TimeZoneInfo.FindSystemTimeZoneById((await Sites.LoadAsync(db, cancellationToken)).CalendarFor(null, country).TimeZone);
    }
}
