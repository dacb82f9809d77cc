namespace ControlTower.Screens.Parts;

/// <summary>One code as a scanner read it, with the name under which it is sent again when its answer was lost.</summary>
/// <param name="Id">The command id: the same scan is sent again under the same one and is counted once.</param>
/// <param name="Client">The browser's tab.</param>
/// <param name="Seq">Its place among all scans of that tab; gaps are scans that were refused before they were sent.</param>
/// <param name="Text">As printed, with GS1's separator where one was read; 4 to 200 letters.</param>
public sealed record Scan(Guid Id, Guid Client, long Seq, string Text);

/// <summary>A scan that waits for its answer: whoever takes it sets <see cref="Sign"/>.</summary>
public sealed class ScanTurn(Scan scan)
{
    public Scan Scan { get; } = scan;

    /// <summary>What the person sees and hears; nothing when it is left.</summary>
    public ScanSign Sign { get; set; } = ScanSign.Quiet;
}

/// <summary>
/// Ok is a flash, then the next task. Wrong, too many and stop stay until acknowledged and block other scans. Quiet: the screen says it.
/// Later: the database is away; the scan keeps its place and is sent again.
/// </summary>
public enum SignKind { Ok, Wrong, Many, Stop, Quiet, Later }

/// <summary>What is drawn over the whole screen in answer to a scan, in the person's language.</summary>
public sealed record ScanSign(SignKind Sign, string Title = "")
{
    public static readonly ScanSign Quiet = new(SignKind.Quiet);
    public static readonly ScanSign Later = new(SignKind.Later);

    /// <summary>What to do about it.</summary>
    public string? Text { get; init; }

    /// <summary>"3", beside "of 5".</summary>
    public int? Count { get; init; }

    public string? CountOf { get; init; }

    /// <summary>"Put into tote", over its code.</summary>
    public string? IntoLabel { get; init; }

    public string? Into { get; init; }

    /// <summary>Scanned against needed.</summary>
    public IReadOnlyList<ScanSignRow> Rows { get; init; } = [];

    /// <summary>"OK, put back"; every sign that stays has one, but those that take a scan.</summary>
    public string? Button { get; init; }

    /// <summary>"or scan {0}, other scans are blocked": the script puts the code in.</summary>
    public string? Hint { get; init; }

    /// <summary>It ends by the scan that it asks for, and by nothing else.</summary>
    public bool TakesScans { get; init; }
}

/// <summary>One of the two things that are compared; <see cref="Mark"/> is the part in which they differ.</summary>
public sealed record ScanSignRow(string Label, string Before, string Mark = "", string After = "", string? Code = null)
{
    /// <summary>Splits two names where they differ, at whole words: "T-shirt, black, [L]" against "T-shirt, black, [XL]".</summary>
    public static (ScanSignRow Scanned, ScanSignRow Needed) Compare(ScanSignRow scanned, ScanSignRow needed)
    {
        var (one, other) = (scanned.Before.Split(' '), needed.Before.Split(' '));
        var start = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = one.Skip(start).Reverse().Zip(other.Skip(start).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        return start == 0 && end == 0 ? (scanned, needed) : (Split(scanned, one, start, end), Split(needed, other, start, end));
    }

    private static ScanSignRow Split(ScanSignRow row, string[] words, int start, int end) => row with
    {
        Before = Joined(words[..start], " ", before: false), Mark = string.Join(' ', words[start..^end]), After = Joined(words[^end..], " ", before: true),
    };

    private static string Joined(string[] words, string gap, bool before) =>
        words.Length == 0 ? "" : before ? gap + string.Join(' ', words) : string.Join(' ', words) + gap;
}
