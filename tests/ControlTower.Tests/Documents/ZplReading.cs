using System.Globalization;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Documents;

namespace ControlTower.Tests.Documents;

/// <summary>Reads a label back as a printer does, by the ZPL II Programming Guide: places, words, bars and bitmaps.</summary>
internal sealed partial class ZplReading
{
    private ZplReading(int width, int height, IReadOnlyList<ZplField> fields) => (Width, Height, Fields) = (width, height, fields);

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<ZplField> Fields { get; }

    public ZplField this[string name] => Fields.Single(field => field.Name == name);

    public static ZplReading Of(string zpl)
    {
        Assert.StartsWith("^XA", zpl, StringComparison.Ordinal);
        Assert.EndsWith("^XZ", zpl.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("^CI28", zpl, StringComparison.Ordinal);
        var fields = Field().Matches(zpl).Select(match => new ZplField(
            match.Groups["name"].Value, int.Parse(match.Groups["x"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture), match.Groups["rest"].Value));
        return new(Number(zpl, "^PW"), Number(zpl, "^LL"), [.. fields]);
    }

    internal static int Number(string zpl, string command) =>
        int.Parse(new string([.. zpl[(zpl.IndexOf(command, StringComparison.Ordinal) + command.Length)..].TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\^FX (?<name>\w+)\^FS\^FO(?<x>\d+),(?<y>\d+)(?<rest>.*?)\^FS\n", RegexOptions.Singleline)]
    private static partial Regex Field();
}

internal sealed record ZplField(string Name, int X, int Y, string Rest)
{
    public bool IsWords => Rest.StartsWith("^A0N", StringComparison.Ordinal);

    public bool IsBars => Rest.Contains("^BCN", StringComparison.Ordinal);

    public bool IsBitmap => Rest.StartsWith("^GFA", StringComparison.Ordinal);

    public int Module => ZplReading.Number(Rest, "^BY");

    public int BarHeight => ZplReading.Number(Rest, "^BCN,");

    /// <summary>With the hexadecimal of ^FH put back.</summary>
    public string Data => Regex.Replace(Rest[(Rest.IndexOf("^FD", StringComparison.Ordinal) + 3)..], "_([0-9A-F]{2})", hex => ((char)Convert.ToInt32(hex.Groups[1].Value, 16)).ToString());

    /// <summary>What the printer draws: it reads the code sets one by one and adds check and stop.</summary>
    public IReadOnlyList<int> Bars()
    {
        var data = Data;
        var isPairs = data.StartsWith(">;", StringComparison.Ordinal);
        Assert.True(isPairs || data.StartsWith(">:", StringComparison.Ordinal), data);
        List<int> symbols = [isPairs ? 105 : 104];
        for (var at = 2; at < data.Length;)
        {
            if (data[at] == '>')
            {
                (var symbol, isPairs) = (data[at + 1], isPairs) switch
                {
                    ('8', _) => (102, isPairs),
                    ('5', false) => (99, true),
                    ('6', true) => (100, false),
                    ('0', false) => ('>' - ' ', false),
                    ('<', false) => ('^' - ' ', false),
                    ('=', false) => ('~' - ' ', false),
                    var other => throw new InvalidOperationException($"{other} is no invocation here."),
                };
                symbols.Add(symbol);
                at += 2;
            }
            else
            {
                symbols.Add(isPairs ? int.Parse(data.AsSpan(at, 2), CultureInfo.InvariantCulture) : data[at] - ' ');
                at += isPairs ? 2 : 1;
            }
        }

        symbols.Add(symbols.Select((symbol, place) => symbol * Math.Max(1, place)).Sum() % 103);
        symbols.Add(106);
        return [.. symbols.SelectMany(symbol => Code128.Patterns[symbol]).Select(width => width - '0')];
    }

    /// <summary>Rows of dots, the shortening undone.</summary>
    public IReadOnlyList<string> Dots()
    {
        var parts = Rest["^GFA,".Length..].Split(',', 4);
        var digitsARow = int.Parse(parts[2], CultureInfo.InvariantCulture) * 2;
        List<string> rows = [];
        var (row, repeat) = ("", 0);
        foreach (var letter in parts[3])
        {
            switch (letter)
            {
                case ':': rows.Add(rows[^1]); break;
                case ',': (row, _) = (row.PadRight(digitsARow, '0'), repeat = 0); break;
                case >= 'G' and <= 'Y': repeat += letter - 'F'; break;
                case >= 'g' and <= 'z': repeat += (letter - 'f') * 20; break;
                default: (row, repeat) = (row + new string(letter, Math.Max(1, repeat)), 0); break;
            }

            if (row.Length >= digitsARow)
            {
                Assert.Equal(digitsARow, row.Length);
                rows.Add(row);
                row = "";
            }
        }

        Assert.Equal(int.Parse(parts[0], CultureInfo.InvariantCulture) * 2, rows.Count * digitsARow);
        return [.. rows.Select(one => string.Concat(one.Select(digit => Convert.ToString(Convert.ToInt32(digit.ToString(), 16), 2).PadLeft(4, '0'))))];
    }
}
