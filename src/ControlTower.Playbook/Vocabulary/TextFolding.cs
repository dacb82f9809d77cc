using System.Globalization;
using System.Text;

namespace ControlTower.Playbook.Vocabulary;

/// <summary>
/// Makes spellings of the same word equal, for search and comparison, never for showing: case, Latin accents, Arabic letters that
/// people write one for the other, vowel signs, the stretching stroke, and digits of any script.
/// </summary>
public static class TextFolding
{
    private const char Tatweel = '\u0640';

    /// <returns>Folded words with single blanks between them; empty for null. Text of any script, broken text too.</returns>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder(text?.Length ?? 0);
        foreach (var letter in WellFormed(text ?? "").Normalize(NormalizationForm.FormKD))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Format:
                    break; // accents and vowel signs; marks that only turn the direction
                case UnicodeCategory.DecimalDigitNumber:
                    folded.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)));
                    break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control:
                    if (folded.Length > 0 && folded[^1] != ' ')
                    {
                        folded.Append(' ');
                    }

                    break;
                default:
                    folded.Append(Plain(letter));
                    break;
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The words of a text, folded, without punctuation.</summary>
    public static string[] Words(string? text) =>
        string.Concat(Fold(text).Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Digits of any script become Western ones; everything else stays as it was typed.</summary>
    public static string WesternDigits(string text) =>
        string.Concat(text.Select(letter => char.IsDigit(letter) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)) : letter));

    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());

    /// <summary>What Unicode does not decompose.</summary>
    private static string Plain(char letter) => char.ToLowerInvariant(letter) switch
    {
        Tatweel => "",
        'ٱ' => "ا",
        'ى' or 'ی' => "ي",
        'ة' or 'ە' => "ه",
        'ک' => "ك",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        var other => other.ToString(),
    };
}
