using System.Text.RegularExpressions;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Sops;

public enum SopBlockKind { Heading, Step, Bullet, Text }

/// <summary>A run of words, or words that stand out.</summary>
public sealed record SopWords(string Text, bool IsStrong);

/// <param name="Number">Of a step; 0 for anything else.</param>
public sealed record SopBlock(SopBlockKind Kind, int Number, IReadOnlyList<SopWords> Words);

/// <summary>What stands under one heading.</summary>
/// <param name="Code">The kind of case that it is about; null: about all.</param>
public sealed record SopSection(string Title, ExceptionCode? Code, IReadOnlyList<SopBlock> Blocks)
{
    /// <summary>For an address within the page.</summary>
    public string Anchor => Code is { } code ? code.Text() : "all";
}

/// <summary>
/// A procedure as it is written: a title, headings, numbered steps, points, and words that stand out. Nothing else means anything, so a page
/// can be shown as text and never as markup.
/// </summary>
public sealed partial record SopText(string Title, IReadOnlyList<SopBlock> Opening, IReadOnlyList<SopSection> Sections)
{
    /// <summary>The page's first line is its title; a line "For: role" belongs to its record and is not shown.</summary>
    public static SopText Read(string page)
    {
        var (title, opening, sections) = ("", new List<SopBlock>(), new List<(string Title, ExceptionCode? Code, List<SopBlock> Blocks)>());
        foreach (var line in page.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                title = line[2..].Trim();
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                var named = Heading().Match(line);
                sections.Add((named.Groups[1].Value.Trim(), ExceptionCodes.Find(named.Groups[2].Value), []));
            }
            else if (!line.StartsWith("For:", StringComparison.Ordinal))
            {
                (sections.Count == 0 ? opening : sections[^1].Blocks).Add(Block(line));
            }
        }

        return new(title, opening, [.. sections.Select(section => new SopSection(section.Title, section.Code, section.Blocks))]);
    }

    public SopSection? Of(ExceptionCode code) => Sections.FirstOrDefault(section => section.Code == code);

    private static SopBlock Block(string line) =>
        Step().Match(line) is { Success: true } step ? new(SopBlockKind.Step, int.Parse(step.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), Words(step.Groups[2].Value))
        : line.StartsWith("- ", StringComparison.Ordinal) ? new(SopBlockKind.Bullet, 0, Words(line[2..]))
        : line.StartsWith("### ", StringComparison.Ordinal) ? new(SopBlockKind.Heading, 0, Words(line[4..]))
        : new(SopBlockKind.Text, 0, Words(line));

    /// <summary>Every other part between double stars stands out.</summary>
    private static List<SopWords> Words(string text) =>
        [.. text.Split("**").Select((part, at) => new SopWords(part, at % 2 == 1)).Where(words => words.Text.Length > 0)];

    [GeneratedRegex(@"^## (.*?)(?:\{([A-Z_]+)\})?$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^([0-9]{1,2})\. (.*)$")]
    private static partial Regex Step();
}
