using System.Text;
using ControlTower.Playbook.Vocabulary;
using CsvHelper;

namespace ControlTower.Foreign;

/// <param name="Number">As a spreadsheet counts them: the header is row 1.</param>
public sealed record CsvRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A file as rows of cells, whatever program wrote it: encoding and separator are found out, not asked for.</summary>
public sealed record CsvTable(IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows)
{
    public const int BytesMax = 5 * 1024 * 1024;
    public const int RowsMax = 20_000;
    private const int ColumnsMax = 200;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding s_arabicWindows = CodePagesEncodingProvider.Instance.GetEncoding(1256)!;

    /// <returns>The table, or <c>csv.too-large</c>, <c>csv.too-many-rows</c>, <c>csv.empty</c>, <c>csv.unreadable</c>.</returns>
    public static Outcome<CsvTable> Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > BytesMax)
        {
            return new Refusal("csv.too-large", "A file may have 5 MB; split it.");
        }

        var text = Decode(file.Span);
        try
        {
            var rows = new List<CsvRow>();
            using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = SeparatorOf(text), HasHeader = false, SkipEmptyLines = false });
            for (var number = 1; reader.Read(); number++)
            {
                var row = new CsvRow(number, [.. Enumerable.Range(0, Math.Min(reader.FieldCount, ColumnsMax)).Select(at => CsvCell.Clean(reader.GetString(at)))]);
                if (row.Cells.Any(cell => cell.Length > 0))
                {
                    rows.Add(row);
                }

                if (rows.Count > RowsMax + 1)
                {
                    return new Refusal("csv.too-many-rows", $"A file may have {RowsMax} rows; split it.");
                }
            }

            return rows.Count < 2
                ? new Refusal("csv.empty", "The file has no rows under its header.")
                : new CsvTable(rows[0].Cells, rows[1..]);
        }
        catch (CsvFormatException)
        {
            return new Refusal("csv.unreadable", "This is no CSV that we can read; save it anew as CSV (UTF-8).");
        }
    }

    /// <summary>Byte order mark, else zeros where UTF-16 has them, else UTF-8 if it is that throughout, else Windows' Arabic.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || (bytes.Length > 3 && bytes[1] == 0 && bytes[3] == 0 && bytes[0] != 0))
        {
            return Encoding.Unicode.GetString(bytes).TrimStart('\uFEFF');
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || (bytes.Length > 3 && bytes[0] == 0 && bytes[2] == 0 && bytes[1] != 0))
        {
            return Encoding.BigEndianUnicode.GetString(bytes).TrimStart('\uFEFF');
        }

        try
        {
            return s_strictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return s_arabicWindows.GetString(bytes);
        }
    }

    /// <summary>The one that the header uses most, outside quotes; a comma where it uses none.</summary>
    private static char SeparatorOf(string text)
    {
        Span<int> counts = stackalloc int[3];
        var isQuoted = false;
        foreach (var letter in text)
        {
            if (letter is '\n' or '\r' && !isQuoted && counts.ContainsAnyExcept(0))
            {
                break;
            }

            isQuoted ^= letter == '"';
            if (!isQuoted && ",;\t".IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at)
            {
                counts[at]++;
            }
        }

        return counts[1] > counts[0] && counts[1] >= counts[2] ? ';' : counts[2] > counts[0] ? '\t' : ',';
    }
}
