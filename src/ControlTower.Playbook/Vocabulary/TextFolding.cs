using System.Globalization;
using System.Text;

namespace ControlTower.Playbook.Vocabulary;

/// <summary>
/// Folds text for comparing and searching in both scripts: lower case, no accents, one alef, Western digits, single spaces.
/// What people type in three spellings is found by each of them.
/// </summary>
public static class TextFolding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control when !Rune.IsWhiteSpace(rune):
                    break; // accents, harakat, direction marks
                case UnicodeCategory.DecimalDigitNumber:
                    folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                    break;
                default:
                    Append(folded, rune);
                    break;
            }
        }

        return folded.ToString().Trim();
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }

            return;
        }

        switch (rune.Value)
        {
            case 'ـ': break; // tatweel only stretches
            case 'أ' or 'إ' or 'آ' or 'ٱ': folded.Append('ا'); break;
            case 'ى' or 'ی': folded.Append('ي'); break;
            case 'ة': folded.Append('ه'); break;
            case 'ک': folded.Append('ك'); break;
            default: folded.Append(Rune.ToLowerInvariant(rune)); break;
        }
    }
}
