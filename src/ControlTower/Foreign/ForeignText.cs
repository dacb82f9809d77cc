using System.Net;
using System.Text;

namespace ControlTower.Foreign;

/// <summary>Text as people and shops type it, made fit to be stored, searched and compared. What it means is not judged here.</summary>
public static class ForeignText
{
    public const int NameCharsMax = 300;
    public const int NoteCharsMax = 4_000;
    private const int CodeCharsMax = 200;

    /// <summary>
    /// Without what cannot be seen (NUL, control characters, marks and overrides of direction, byte order marks) and without space
    /// around it; line breaks become spaces unless it is a note. Joiners stay: Persian and emoji need them.
    /// </summary>
    /// <returns>Null when nothing is left.</returns>
    public static string? Plain(string? text, int charsMax = NameCharsMax)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var plain = new StringBuilder(Math.Min(text.Length, charsMax));
        foreach (var letter in text)
        {
            if (letter is '\n' or '\r' or '\t')
            {
                plain.Append(charsMax == NoteCharsMax && letter == '\n' ? '\n' : ' ');
            }
            else if (!char.IsControl(letter) && !IsUnseen(letter))
            {
                plain.Append(letter);
            }
        }

        var trimmed = Cut(plain.ToString().Trim(), charsMax).TrimEnd();
        return trimmed.Length == 0 ? null : trimmed;
    }

    /// <summary>As <see cref="Plain"/>, with Arabic and Persian digits as Latin ones: for addresses, phones, quantities.</summary>
    public static string? Digits(string? text, int charsMax = NameCharsMax) => Plain(text, charsMax) is { } plain ? LatinDigits(plain) : null;

    /// <summary>A SKU or bar code: as <see cref="Digits"/>, line breaks dropped, so that order and catalogue of a shop spell it alike.</summary>
    public static string? Code(string? text) =>
        text is null ? null : Digits(text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), CodeCharsMax);

    /// <summary>HTML entities decoded (<c>&amp;ndash;</c>), for shops that send names as their pages show them.</summary>
    public static string? FromHtml(string? text) => text is not null && text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;

    public static string LatinDigits(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0660', '\u06F9')
            ? string.Create(text.Length, text, static (latin, source) =>
            {
                for (var at = 0; at < source.Length; at++)
                {
                    latin[at] = source[at] switch
                    {
                        >= '\u0660' and <= '\u0669' => (char)(source[at] - '\u0660' + '0'),
                        >= '\u06F0' and <= '\u06F9' => (char)(source[at] - '\u06F0' + '0'),
                        '\u066B' => '.',
                        var other => other,
                    };
                }
            })
            : text;

    private static bool IsUnseen(char letter) =>
        letter is '\u200B' or '\u200E' or '\u200F' or '\u061C' or '\uFEFF' or '\u2060'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\uFFFE' and <= '\uFFFF');

    /// <summary>Never between the halves of a surrogate pair.</summary>
    private static string Cut(string text, int charsMax) =>
        text.Length <= charsMax ? text : text[..(char.IsHighSurrogate(text[charsMax - 1]) ? charsMax - 1 : charsMax)];
}
