using CsvHelper;

namespace ControlTower.Foreign;

/// <summary>
/// Writes files that people open in a spreadsheet: UTF-8 with its mark (else Arabic is garbled there), every cell quoted (else another
/// separator than ours would split it), and nothing in it that would run as a formula.
/// </summary>
public static class SafeCsv
{
    private static readonly CsvWriterOptions s_options = new() { WriteByteOrderMark = true, Quoting = CsvQuoting.Always };

    public static byte[] Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var file = new MemoryStream();
        using (var writer = CsvWriter.Create(file, s_options, leaveOpen: true))
        {
            foreach (var cells in rows.Prepend(header))
            {
                for (var at = 0; at < header.Count; at++)
                {
                    writer.WriteField(CsvCell.Guard(at < cells.Count ? cells[at]?.Replace("\0", "", StringComparison.Ordinal) : ""));
                }

                writer.EndRecord();
            }
        }

        return file.ToArray();
    }

    /// <summary>The rows that were refused, as they came, with one more column that says why; mended, the file can be imported as it is.</summary>
    public static byte[] Errors(IReadOnlyList<string> header, IEnumerable<(CsvRow Row, IReadOnlyList<CsvCellError> Errors)> refused) =>
        Write(
            [.. header, "errors"],
            refused.Select(entry => (IReadOnlyList<string?>)
            [
                .. Enumerable.Range(0, header.Count).Select(at => at < entry.Row.Cells.Count ? entry.Row.Cells[at] : ""),
                string.Join(" · ", entry.Errors.Select(error => $"row {error.Row}, {error.Column}: {error.Detail} ({error.Code})")),
            ]));
}
