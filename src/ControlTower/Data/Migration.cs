using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ControlTower.Settings;

namespace ControlTower.Data;

/// <summary>One step of the schema: a file <c>db/migrations/NNNN_name.sql</c>, carried inside the program.</summary>
public sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "migrations/";

    /// <summary>SHA-256 of the text with plain line ends, so that a checkout on another system counts as the same.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>Those that this program carries, in the order in which they are run.</summary>
    public static IReadOnlyList<Migration> Carried { get; } = Read();

    private static List<Migration> Read()
    {
        var program = typeof(Migration).Assembly;
        var migrations = program.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(program.GetManifestResourceStream(name)!);
                return Of(name[Folder.Length..], reader.ReadToEnd());
            })
            .OrderBy(migration => migration.Number)
            .ToList();

        var twice = migrations.GroupBy(migration => migration.Number).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? migrations
            : throw new StartRefusedException($"Two migrations have the number {twice.Key:0000} ({string.Join(", ", twice.Select(one => one.Name))}): give one of them the next free number.");
    }

    private static Migration Of(string file, string sql) =>
        int.TryParse(file.Split('_')[0], CultureInfo.InvariantCulture, out var number)
            ? new Migration(number, Path.GetFileNameWithoutExtension(file), sql)
            : throw new StartRefusedException($"{file} is no migration: its name must begin with a number, like 0007_returns.sql.");
}
