using System.Text.RegularExpressions;

namespace ControlTower.Tests.Screens;

/// <summary>What makes the screens turn around in Arabic and keep to their colours, seen in the style sheets themselves.</summary>
public sealed partial class StyleSheetTests
{
    private static readonly string[] s_sheets = [.. SourceFiles.Of("wwwroot-assets/css", "*.css")];

    [Fact]
    public void No_rule_says_left_or_right() => Assert.Empty(Found(Physical(), s_sheets));

    [Fact]
    public void Colours_stand_in_the_tokens_alone() => Assert.Empty(Found(Colour(), s_sheets.Where(sheet => Path.GetFileName(sheet) != "tokens.css")));

    [Fact]
    public void Every_colour_that_is_used_is_defined_for_light_dark_and_wall()
    {
        var defined = Definition().Matches(Read(s_sheets.Single(sheet => Path.GetFileName(sheet) == "tokens.css"))).Select(match => match.Groups[1].Value).CountBy(name => name).ToDictionary();
        var used = s_sheets.SelectMany(sheet => Use().Matches(Read(sheet)).Select(match => match.Groups[1].Value)).Distinct();
        Assert.Equal([], used.Except(defined.Keys));
        Assert.Empty(defined.Where(pair => pair.Value is not (1 or 3)).Select(pair => pair.Key));
    }

    [Fact]
    public void Nothing_is_smaller_than_twelve_pixels() =>
        Assert.Empty(s_sheets.SelectMany(sheet => FontSize().Matches(Read(sheet)).Where(match => int.Parse(match.Groups[1].Value, null) < 12).Select(match => Path.GetFileName(sheet) + ": " + match.Value)));

    [Fact]
    public void No_style_sheet_grows_beyond_what_one_can_read() => Assert.All(s_sheets, sheet => Assert.InRange(File.ReadAllLines(sheet).Length, 1, 250));

    private static IEnumerable<string> Found(Regex rule, IEnumerable<string> sheets) =>
        sheets.SelectMany(sheet => rule.Matches(Read(sheet)).Select(match => $"{Path.GetFileName(sheet)}: {match.Value}"));

    private static string Read(string sheet) => Comment().Replace(File.ReadAllText(sheet), "");

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![\w-])((margin|padding|border)-(left|right)[\w-]*|(left|right))\s*:|(text-align|float|clear)\s*:\s*(left|right)")]
    private static partial Regex Physical();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|rgba?\(|hsla?\(")]
    private static partial Regex Colour();

    [GeneratedRegex(@"(--ct-[\w-]+)\s*:")]
    private static partial Regex Definition();

    [GeneratedRegex(@"var\((--ct-[\w-]+)")]
    private static partial Regex Use();

    [GeneratedRegex(@"font(?:-size)?:[^;]*?(\d+)px")]
    private static partial Regex FontSize();
}
