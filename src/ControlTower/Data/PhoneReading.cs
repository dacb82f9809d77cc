using ControlTower.Playbook.Validation;
using PhoneNumbers;

namespace ControlTower.Data;

/// <summary>Reads phone numbers as people type them: spaces, a leading 00, Arabic-Indic digits; by the numbering plan of the country.</summary>
public static class PhoneReading
{
    private const int CharsMax = 60;

    /// <param name="country">ISO 3166 alpha-2 that is meant where the number names none.</param>
    public static PhoneVerdict Judge(string? typed, string country)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return new(null, PhoneFault.Missing);
        }

        if (typed.Length > CharsMax)
        {
            return new(null, PhoneFault.TooLong);
        }

        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var plain = typed.Trim();
            var number = numbers.Parse(plain.StartsWith("00", StringComparison.Ordinal) ? "+" + plain[2..] : plain, country);
            return numbers.IsValidNumber(number) && !typed.Any(char.IsAsciiLetter)
                ? new(numbers.Format(number, PhoneNumberFormat.E164), null)
                : new(null, FaultOf(numbers.IsPossibleNumberWithReason(number)));
        }
        catch (NumberParseException)
        {
            return new(null, PhoneFault.Unreadable); // the library has no way to ask without throwing
        }
    }

    private static PhoneFault FaultOf(PhoneNumberUtil.ValidationResult reason) => reason switch
    {
        PhoneNumberUtil.ValidationResult.TOO_SHORT => PhoneFault.TooShort,
        PhoneNumberUtil.ValidationResult.TOO_LONG => PhoneFault.TooLong,
        _ => PhoneFault.NoSuchNumber,
    };
}
