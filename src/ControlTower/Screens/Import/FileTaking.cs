using ControlTower.Access;
using ControlTower.Foreign;
using ControlTower.Intake;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Inventory;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.Import;

/// <summary>Hands files to the handlers that machines' files go to as well, and puts their answers into one shape.</summary>
public sealed class FileTaking(ImportOrdersHandler orders, ImportCatalogueHandler catalogue, StoreBook stores)
{
    public async Task<Outcome<FileReport>> OrdersAsync(ImportRun run, Actor by, bool isDry, IProgress<int> progress) =>
        (await orders.HandleAsync(new(run.Command, by, run.Store ?? "", run.File, isDry), progress, default)).Decided(out var report, out var refused)
            ? new FileReport(
                report.Rows, report.Orders.Count, report.Count(ImportOutcome.Accepted), report.Count(ImportOutcome.Known), report.Count(ImportOutcome.Refused),
                [.. report.Orders.SelectMany(order => order.Errors)], report.UnknownColumns, report.ErrorFile)
            : refused;

    public async Task<Outcome<FileReport>> StockAsync(ImportRun run, Actor by, bool isDry)
    {
        if (!by.May(ImportCatalogue.Needs))
        {
            return AccessRefusals.NoDuty(by, ImportCatalogue.Needs);
        }

        if (!CsvCatalogueReader.Read(run.File, stores.UsualCurrency).Decided(out var read, out var refused))
        {
            return refused;
        }

        IReadOnlyList<OpeningRow> rows = [.. read.Good.Select(row => new OpeningRow(row.Row, row.Told, row.Warehouse, row.Bin, row.OnHand))];
        IReadOnlyList<RowRefused> bad;
        if (isDry)
        {
            bad = await catalogue.TryAsync(by, rows, default);
        }
        else if ((await catalogue.HandleAsync(new(run.Command, by, rows), default)).Decided(out var taken, out refused))
        {
            bad = taken.Event.Refused;
        }
        else
        {
            return refused;
        }

        IReadOnlyList<CsvCellError> errors =
            [.. read.Refused.SelectMany(row => row.Errors).Concat(bad.Select(row => new CsvCellError(row.Row, row.Column, row.Code, row.Detail))).OrderBy(error => error.Row)];
        var refusedRows = errors.Select(error => error.Row).ToHashSet();
        return new FileReport(
            read.Rows, rows.Select(row => row.Told.Sku).Distinct().Count(), read.Rows - refusedRows.Count, 0, refusedRows.Count, errors, [], ErrorsOf(run, read, errors));
    }

    private static byte[]? ErrorsOf(ImportRun run, CsvCatalogue read, IReadOnlyList<CsvCellError> errors) =>
        errors.Count == 0 || !CsvTable.Read(run.File).Decided(out var table, out _)
            ? null
            : SafeCsv.Errors(
                read.Header,
                table.Rows.Join(errors.GroupBy(error => error.Row), row => row.Number, row => row.Key, (row, why) => (row, (IReadOnlyList<CsvCellError>)[.. why])));
}
