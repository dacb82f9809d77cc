using System.Text;
using ControlTower.Foreign;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.Csv;

/// <summary>The cells of one order's rows, with what is found wrong with them. What belongs to the order may stand in one row or be repeated in all.</summary>
internal sealed class CsvOrderCells(IReadOnlyList<CsvRow> rows, CsvColumns columns)
{
    private const decimal AmountMax = 1_000_000_000_000m;
    private const decimal UnitsMax = 1_000_000m;

    private readonly List<CsvCellError> _errors = [];

    public IReadOnlyList<CsvCellError> Errors => _errors;

    public void Refuse(CsvRow row, string column, string code, string detail) => _errors.Add(new CsvCellError(row.Number, column, code, detail));

    public string? Text(string column, bool isDemanded = false) => Find(column, isDemanded) is var (_, text) ? text : null;

    public string? Country() => Find("country", isDemanded: true) is not var (row, text) ? null : CsvWords.Country(text) ?? Wrong(row, text);

    public string Currency(string fallback)
    {
        if (Find("currency") is not var (row, text))
        {
            return fallback;
        }

        if (text.Length == 3 && text.All(char.IsAsciiLetter))
        {
            return text.ToUpperInvariant();
        }

        Refuse(row, "currency", "csv.not-a-currency", "A currency is three letters, for example EGP.");
        return fallback;
    }

    public DateTimeOffset Instant(string column, TimeZoneInfo site)
    {
        if (Find(column, isDemanded: true) is not var (row, text))
        {
            return DateTimeOffset.UnixEpoch;
        }

        if (CsvCell.Instant(text, site) is { } at)
        {
            return at;
        }

        Refuse(row, column, "csv.not-a-date", "A date is 2026-11-23, 2026-11-23T10:00Z or 23/11/2026 10:00.");
        return DateTimeOffset.UnixEpoch;
    }

    public Money Money(string column, string currency) =>
        Find(column) is var (row, text) ? Amount(row, column, text, currency) : new Money(0, currency);

    public T? Word<T>(string column, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Find(column, isDemanded: column == "payment_method") is not var (row, text))
        {
            return null;
        }

        if (words.TryGetValue(text, out var word))
        {
            return word;
        }

        Refuse(row, column, "csv.unknown-word", $"This must be one of {string.Join(", ", words.Keys.Where(word => Ascii.IsValid(word)))}.");
        return null;
    }

    public IncomingLine Line(CsvRow row, string currency)
    {
        var sku = ForeignText.Code(columns.Cell(row, "sku"));
        if (sku is null)
        {
            Refuse(row, "sku", "csv.cell-missing", "This cell is needed.");
        }

        var asked = columns.Cell(row, "qty");
        var units = CsvCell.Number(asked) is > 0 and <= UnitsMax and var number && number == decimal.Truncate(number) ? (int)number : (int?)null;
        if (units is null)
        {
            Refuse(row, "qty", asked.Length == 0 ? "csv.cell-missing" : "csv.not-whole", "A quantity is a whole number, 1 or more.");
        }

        var text = columns.Cell(row, "unit_price");
        if (text.Length == 0)
        {
            Refuse(row, "unit_price", "csv.cell-missing", "This cell is needed.");
        }

        var price = text.Length == 0 ? new Money(0, currency) : Amount(row, "unit_price", text, currency);
        return new IncomingLine(null, sku ?? "", null, "", units, ForeignText.Digits(asked) ?? "", price, OwnOrderReader.TotalOf(price, units ?? 0));
    }

    private Money Amount(CsvRow row, string column, string text, string currency)
    {
        if (CsvCell.Number(text) is { } amount and >= 0 and <= AmountMax)
        {
            return Playbook.Vocabulary.Money.From(amount, currency);
        }

        Refuse(row, column, "csv.not-a-number", "An amount is a number like 1234.50, with a point and without a currency.");
        return new Money(0, currency);
    }

    /// <summary>The first row that says it; a later row that says otherwise is an error there.</summary>
    private (CsvRow Row, string Text)? Find(string column, bool isDemanded = false)
    {
        (CsvRow Row, string Text)? found = null;
        foreach (var row in rows)
        {
            if (ForeignText.Digits(columns.Cell(row, column), column == "note" ? ForeignText.NoteCharsMax : ForeignText.NameCharsMax) is not { } text)
            {
                continue;
            }

            if (found is not { } first)
            {
                found = (row, text);
            }
            else if (!string.Equals(first.Text, text, StringComparison.OrdinalIgnoreCase))
            {
                Refuse(row, column, "csv.differs", $"Row {first.Row.Number} of the same order says otherwise.");
                break;
            }
        }

        if (found is null && isDemanded)
        {
            Refuse(rows[0], column, "csv.cell-missing", "This cell is needed.");
        }

        return found;
    }

    private string? Wrong(CsvRow row, string text)
    {
        Refuse(row, "country", "csv.not-a-country", $"\"{ForeignText.Plain(text, 40)}\" is no country that we know; write its two letters, for example EG.");
        return null;
    }
}
