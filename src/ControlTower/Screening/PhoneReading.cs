using PhoneNumbers;

namespace ControlTower.Screening;

/// <summary>Reads phone numbers as people type them: spaces, a leading 00, Arabic-Indic digits; by the numbering plan of the country.</summary>
public static class PhoneReading
{
    private const int CharsMax = 60;

    /// <param name="country">ISO 3166 alpha-2 that is meant where the number names none.</param>
    /// <returns>E.164, or null when no valid number of a person can be read.</returns>
    public static string? ToE164(string? typed, string country)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > CharsMax)
        {
            return null;
        }

        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var typedPlain = typed.Trim();
            var number = numbers.Parse(typedPlain.StartsWith("00", StringComparison.Ordinal) ? "+" + typedPlain[2..] : typedPlain, country);
            return numbers.IsValidNumber(number) ? numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null; // "555-555-SHIP" and the like: the library has no way to ask without throwing
        }
    }
}
