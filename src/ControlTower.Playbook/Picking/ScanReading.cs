using System.Globalization;
using System.Text;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Packing;

namespace ControlTower.Playbook.Picking;

public enum ScanKind
{
    /// <summary>Nothing that can be read.</summary>
    Empty,

    /// <summary>An article's number; the code is its GTIN, padded to 14 digits.</summary>
    Article,

    /// <summary>Whatever else was on the label: perhaps a SKU.</summary>
    Text,

    Order, Bin, Tote, Badge, Command,

    /// <summary>A parcel; the code is its SSCC, 18 digits.</summary>
    Parcel,
}

/// <summary>
/// What a scanner read, understood (contracts.md 2.8): EAN, UPC and GTIN compared after padding to 14 digits; AIM prefixes; GS1 strings with
/// application identifiers (00) (01) (10) (17) (21); and our own codes, which carry their type: ORD- LOC- TOTE- BDG- CMD-.
/// </summary>
/// <param name="Code">Without prefix, as it is stored and shown.</param>
/// <param name="Shown">What was scanned, for people: cut short, without characters that cannot be seen.</param>
/// <param name="Lot">AI (10); null where the label tells none.</param>
/// <param name="Expiry">AI (17), yyMMdd.</param>
/// <param name="Serial">AI (21).</param>
public sealed record ScanReading(ScanKind Kind, string Code, string Shown, string? Lot = null, string? Expiry = null, string? Serial = null)
{
    private const int CharsMax = 200;
    private const int ShownMax = 60;
    private const char GroupSeparator = '\u001d';

    private static readonly (string Prefix, ScanKind Kind)[] s_own =
        [("ORD-", ScanKind.Order), ("LOC-", ScanKind.Bin), ("TOTE-", ScanKind.Tote), ("BDG-", ScanKind.Badge), ("CMD-", ScanKind.Command)];

    /// <summary>AIM identifiers of symbols that carry GS1 strings: GS1-128, GS1 DataMatrix, GS1 QR, DataBar.</summary>
    private static readonly string[] s_gs1 = ["]C1", "]d2", "]Q3", "]e0"];

    /// <summary>Identifiers of known length; every other one ends at a group separator or at the end (GS1 General Specifications, figure 7.8.5-2).</summary>
    private static readonly Dictionary<string, int> s_lengths = new(StringComparer.Ordinal)
    {
        ["00"] = 18, ["01"] = 14, ["02"] = 14, ["11"] = 6, ["12"] = 6, ["13"] = 6, ["15"] = 6, ["16"] = 6, ["17"] = 6, ["20"] = 2,
    };

    /// <summary>Whatever text comes, broken text too.</summary>
    public static ScanReading Of(string? raw)
    {
        var text = Clean(raw ?? "");
        var shown = Visible(text);
        var isGs1 = text.Length > 3 && s_gs1.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal));
        text = text.Length > 3 && text[0] == ']' && char.IsAsciiLetter(text[1]) && char.IsAsciiDigit(text[2]) ? text[3..] : text;
        if (text.Trim(GroupSeparator).Length == 0)
        {
            return new(ScanKind.Empty, "", shown);
        }

        return Own(text, shown)
            ?? (isGs1 || text[0] is GroupSeparator or '(' || HoldsIdentifiers(text) ? Identified(text, shown) : null)
            ?? Plain(text, shown);
    }

    private static ScanReading? Own(string text, string shown)
    {
        foreach (var (prefix, kind) in s_own)
        {
            if (text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                var code = text[prefix.Length..];
                return new(kind, kind == ScanKind.Bin ? code : code.ToUpperInvariant(), shown);
            }
        }

        return null;
    }

    private static ScanReading Plain(string text, string shown) =>
        text.Length == Sscc.Digits && Sscc.IsValid(text) ? new(ScanKind.Parcel, text, shown)
        : Gtin.Find(text) is { } gtin ? new(ScanKind.Article, gtin, shown)
        : new(ScanKind.Text, text.Trim(GroupSeparator), shown);

    /// <summary>Without a mark of its symbol a string is GS1's only where it is too long for a GTIN and its check digit is right.</summary>
    private static bool HoldsIdentifiers(string text) =>
        (text.Length >= 16 && text.StartsWith("01", StringComparison.Ordinal) && Gtin.Find(text[2..16]) is not null)
        || (text.Length == 20 && text.StartsWith("00", StringComparison.Ordinal) && Sscc.IsValid(text[2..]));

    private static ScanReading? Identified(string text, string shown)
    {
        var found = text[0] == '(' ? Bracketed(text) : Strung(text);
        var (lot, expiry, serial) = (found.GetValueOrDefault("10"), found.GetValueOrDefault("17"), found.GetValueOrDefault("21"));
        return found.TryGetValue("01", out var article) && Gtin.Find(article) is { } gtin ? new(ScanKind.Article, gtin, shown, lot, expiry, serial)
            : found.TryGetValue("00", out var parcel) && Sscc.IsValid(parcel) ? new(ScanKind.Parcel, parcel, shown)
            : null;
    }

    private static Dictionary<string, string> Bracketed(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split('(', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf(')', StringComparison.Ordinal) is > 0 and var end)
            {
                found.TryAdd(part[..end], part[(end + 1)..].Trim(GroupSeparator));
            }
        }

        return found;
    }

    private static Dictionary<string, string> Strung(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at + 2 < text.Length;)
        {
            if (text[at] == GroupSeparator)
            {
                at++;
                continue;
            }

            var identifier = text.Substring(at, 2);
            var separator = text.IndexOf(GroupSeparator, at);
            var end = s_lengths.TryGetValue(identifier, out var length) ? Math.Min(text.Length, at + 2 + length) : separator < 0 ? text.Length : separator;
            found.TryAdd(identifier, text[(at + 2)..end]);
            at = Math.Max(end, at + 2);
        }

        return found;
    }

    /// <summary>Digits of any script are digits; blanks around it are the scanner's; broken text is kept as far as it can be read.</summary>
    private static string Clean(string raw)
    {
        var clean = new StringBuilder(Math.Min(raw.Length, CharsMax));
        foreach (var letter in raw.AsSpan(0, Math.Min(raw.Length, CharsMax)))
        {
            if (char.IsDigit(letter) && !char.IsAsciiDigit(letter))
            {
                clean.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)));
            }
            else if (!char.IsSurrogate(letter) && (letter == GroupSeparator || !char.IsControl(letter)))
            {
                clean.Append(letter);
            }
        }

        return clean.ToString().Trim(' ');
    }

    private static string Visible(string text)
    {
        var visible = text.Replace(GroupSeparator, ' ').Trim();
        return visible.Length <= ShownMax ? visible : visible[..ShownMax] + "…";
    }
}
