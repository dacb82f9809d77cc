using ControlTower.Data;
using ControlTower.Foreign;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.Csv;

/// <summary>A SKU and, where the row says so, what lies of it in one bin on the first day.</summary>
/// <param name="Barcodes">Each with the units that one scan of it counts.</param>
/// <param name="OnHand">Null where the row is about the catalogue only.</param>
public sealed record CsvCatalogueRow(
    int Row, string Sku, string Name, string? Category, IReadOnlyList<(string Gtin, int Units)> Barcodes, int? WeightGrams, Money? Price,
    string? Warehouse, string? Bin, int? OnHand)
{
    /// <summary>As the catalogue is told it; a price whose currency nobody said is left out.</summary>
    public ToldSku Told => new(
        Sku, Name, Category, [.. Barcodes.Select(barcode => new ToldBarcode(Gtin.Find(barcode.Gtin) ?? barcode.Gtin, barcode.Units))], WeightGrams,
        Price is { Currency: StoreBook.NoCurrency } ? null : Price, null);
}

public sealed record CsvCatalogue(int Rows, IReadOnlyList<CsvCatalogueRow> Good, IReadOnlyList<(CsvRow Row, IReadOnlyList<CsvCellError> Errors)> Refused, IReadOnlyList<string> Header);

/// <summary>Reads the catalogue with the opening stock: one row for each SKU and bin.</summary>
public static class CsvCatalogueReader
{
    private const decimal UnitsMax = 100_000_000m;

    public static readonly IReadOnlyList<(string Name, bool IsDemanded, string[] Aliases)> Columns =
    [
        ("sku", true, ["item", "item code", "product code", "رمز المنتج", "كود المنتج", "كود الصنف"]),
        ("name", true, ["product", "product name", "title", "اسم المنتج", "الاسم", "المنتج"]),
        ("category", false, ["الفئة", "القسم", "التصنيف"]),
        ("barcode", false, ["barcodes", "gtin", "ean", "upc", "الباركود", "باركود"]),
        ("units_per_scan", false, ["pack size", "وحدات لكل مسح", "عدد العبوة"]),
        ("weight_grams", false, ["weight", "grams", "الوزن", "الوزن بالجرام"]),
        ("price", false, ["unit price", "السعر"]),
        ("warehouse", false, ["site", "المستودع", "المخزن"]),
        ("bin", false, ["location", "shelf", "الموقع", "الرف"]),
        ("on_hand", false, ["stock", "qty", "quantity", "الكمية", "المخزون", "الرصيد"]),
    ];

    /// <param name="currency">Of the prices.</param>
    public static Outcome<CsvCatalogue> Read(ReadOnlyMemory<byte> file, string currency)
    {
        if (!CsvTable.Read(file).Decided(out var table, out var refused) || !CsvColumns.Find(table.Header, Columns).Decided(out var columns, out refused))
        {
            return refused;
        }

        var good = new List<CsvCatalogueRow>();
        var bad = new List<(CsvRow, IReadOnlyList<CsvCellError>)>();
        foreach (var row in table.Rows)
        {
            var errors = new List<CsvCellError>();
            var entry = ReadRow(row, columns, currency, errors);
            if (errors.Count == 0)
            {
                good.Add(entry);
            }
            else
            {
                bad.Add((row, errors));
            }
        }

        return new CsvCatalogue(table.Rows.Count, good, bad, table.Header);
    }

    private static CsvCatalogueRow ReadRow(CsvRow row, CsvColumns columns, string currency, List<CsvCellError> errors)
    {
        var sku = ForeignText.Code(columns.Cell(row, "sku"));
        var name = ForeignText.Plain(columns.Cell(row, "name"));
        var warehouse = ForeignText.Code(columns.Cell(row, "warehouse"));
        var onHand = Whole(row, columns, "on_hand", least: 0, errors);
        Demand(sku, "sku");
        Demand(name, "name");
        if (onHand is not null)
        {
            Demand(warehouse, "warehouse");
        }

        var price = CsvCell.Number(columns.Cell(row, "price"));
        if (columns.Cell(row, "price").Length > 0 && price is not (>= 0 and <= 1_000_000_000_000m))
        {
            errors.Add(new CsvCellError(row.Number, "price", "csv.not-a-number", "An amount is a number like 1234.50, with a point and without a currency."));
            price = null;
        }

        return new CsvCatalogueRow(
            row.Number,
            sku ?? "",
            name ?? "",
            ForeignText.Plain(columns.Cell(row, "category")),
            Barcodes(row, columns, errors),
            Whole(row, columns, "weight_grams", least: 0, errors),
            price is { } amount ? Money.From(amount, currency) : null,
            warehouse,
            ForeignText.Code(columns.Cell(row, "bin")),
            onHand);

        void Demand(string? text, string column)
        {
            if (text is null)
            {
                errors.Add(new CsvCellError(row.Number, column, "csv.cell-missing", "This cell is needed."));
            }
        }
    }

    /// <summary>Several in one cell are parted by | or ; and so are their units; one figure is meant for all.</summary>
    private static List<(string Gtin, int Units)> Barcodes(CsvRow row, CsvColumns columns, List<CsvCellError> errors)
    {
        var codes = Parts(columns.Cell(row, "barcode")).Select(ForeignText.Code).OfType<string>().ToList();
        var units = Parts(columns.Cell(row, "units_per_scan")).Select(CsvCell.Number).ToList();
        if (units.Any(number => number is not (>= 1 and <= 100_000) || number != decimal.Truncate(number.Value)))
        {
            errors.Add(new CsvCellError(row.Number, "units_per_scan", "csv.not-whole", "The units of a scan are a whole number, 1 or more."));
            return [];
        }

        if (units.Count > 1 && units.Count != codes.Count)
        {
            errors.Add(new CsvCellError(row.Number, "units_per_scan", "csv.differs", "Give one number for all bar codes, or one for each."));
            return [];
        }

        return [.. codes.Select((code, at) => (code, units.Count == 0 ? 1 : (int)units[units.Count == 1 ? 0 : at]!.Value))];
    }

    private static string[] Parts(string cell) => cell.Split(['|', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? Whole(CsvRow row, CsvColumns columns, string column, int least, List<CsvCellError> errors)
    {
        var cell = columns.Cell(row, column);
        if (cell.Length == 0)
        {
            return null;
        }

        if (CsvCell.Number(cell) is { } number && number >= least && number <= UnitsMax && number == decimal.Truncate(number))
        {
            return (int)number;
        }

        errors.Add(new CsvCellError(row.Number, column, "csv.not-whole", $"This is a whole number, {least} or more."));
        return null;
    }
}
