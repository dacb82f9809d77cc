using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Foreign;

/// <summary>What is wrong with one cell.</summary>
/// <param name="Row">As a spreadsheet counts them: the header is row 1.</param>
/// <param name="Column">Our name of the column.</param>
public sealed record CsvCellError(int Row, string Column, string Code, string Detail);

/// <summary>Finds our columns under the names that people give them, in English and Arabic, in any order.</summary>
public sealed class CsvColumns
{
    private readonly Dictionary<string, int> _places;

    private CsvColumns(Dictionary<string, int> places, IReadOnlyList<string> unknown) => (_places, Unknown) = (places, unknown);

    /// <summary>Headings that mean nothing to us; their cells are not read.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <param name="known">Our names, each with the other names it goes by.</param>
    /// <returns>The columns, or <c>csv.column-twice</c>, or <c>csv.column-missing</c> with the first missing one as the field.</returns>
    public static Outcome<CsvColumns> Find(IReadOnlyList<string> header, IReadOnlyList<(string Name, bool IsDemanded, string[] Aliases)> known)
    {
        var names = known.SelectMany(column => column.Aliases.Append(column.Name).Select(alias => (Alias: Fold(alias), column.Name)))
            .DistinctBy(pair => pair.Alias).ToDictionary(pair => pair.Alias, pair => pair.Name, StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var unknown = new List<string>();
        for (var at = 0; at < header.Count; at++)
        {
            if (!names.TryGetValue(Fold(header[at]), out var name))
            {
                unknown.Add(header[at]);
            }
            else if (!places.TryAdd(name, at))
            {
                return new Refusal("csv.column-twice", $"Two columns mean {name}; leave one.", name);
            }
        }

        var missing = known.Where(column => column.IsDemanded && !places.ContainsKey(column.Name)).Select(column => column.Name).ToList();
        return missing.Count > 0
            ? new Refusal("csv.column-missing", $"The file has no column {string.Join(", ", missing)}.", missing[0])
            : new CsvColumns(places, unknown);
    }

    /// <returns>Empty where the file has no such column or the row is shorter.</returns>
    public string Cell(CsvRow row, string column) => _places.TryGetValue(column, out var at) && at < row.Cells.Count ? row.Cells[at] : "";

    /// <summary>Spelling that makes no difference: case, spaces, underscores, an asterisk; and the forms of one Arabic letter.</summary>
    private static string Fold(string heading) =>
        string.Concat((ForeignText.Plain(heading) ?? "").ToLowerInvariant().Where(char.IsLetterOrDigit))
            .Replace('أ', 'ا').Replace('إ', 'ا').Replace('آ', 'ا').Replace('ة', 'ه').Replace('ى', 'ي');
}
