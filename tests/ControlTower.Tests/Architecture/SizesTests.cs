using ControlTower.Tests.Screens;

namespace ControlTower.Tests.Architecture;

/// <summary>Nothing grows past what one can hold in mind. A file that must be longer wants an idea, not an exception here.</summary>
public sealed class SizesTests
{
    private const int FileLinesMax = 250;
    private const int MarkupLinesMax = 150;
    private const int MethodLinesMax = 60;

    private static readonly string[] s_noMethods = [" class ", " record ", " struct ", " interface ", " = new("];

    private static readonly Lazy<List<(string Name, string[] Lines)>> s_files = new(() =>
        [.. new[] { "src", "tests" }.SelectMany(folder => SourceFiles.Of(folder, "*.cs", "*.razor"))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (Path.GetFileName(file), File.ReadAllLines(file)))]);

    [Fact]
    public void No_file_is_longer_than_250_lines_and_no_screen_longer_than_150() =>
        Assert.Empty(s_files.Value
            .Where(file => file.Lines.Length > (file.Name.EndsWith(".razor", StringComparison.Ordinal) ? MarkupLinesMax : FileLinesMax))
            .Select(file => $"{file.Name}: {file.Lines.Length} lines"));

    [Fact]
    public void No_method_is_longer_than_60_lines() =>
        Assert.Empty(s_files.Value.SelectMany(file => Methods(file.Lines).Where(method => method.Lines > MethodLinesMax)
            .Select(method => $"{file.Name}: {method.Signature} has {method.Lines} lines")));

    [Fact]
    public void A_long_method_is_found() =>
        Assert.Equal(62, Assert.Single(Methods(["    int Sum()", "    {", .. Enumerable.Repeat("        x++;", 60), "    }"])).Lines);

    /// <summary>A body begins with a brace alone on its line under a parameter list, and ends with the brace below it.</summary>
    private static IEnumerable<(string Signature, int Lines)> Methods(string[] lines)
    {
        for (var at = 1; at < lines.Length; at++)
        {
            var above = lines[at - 1].Trim();
            if (lines[at].StartsWith(' ') && lines[at].Trim() == "{" && IsSignature(above))
            {
                var end = Array.FindIndex(lines, at, line => line.StartsWith(lines[at].Replace('{', '}'), StringComparison.Ordinal));
                yield return (above, end - at + 1);
            }
        }
    }

    private static bool IsSignature(string above) =>
        above.EndsWith(')') && above.Contains('(', StringComparison.Ordinal) && !above.StartsWith(": ", StringComparison.Ordinal)
        && !s_noMethods.Any(word => $" {above}".Contains(word, StringComparison.Ordinal));
}
