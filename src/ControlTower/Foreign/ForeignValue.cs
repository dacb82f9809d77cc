using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Foreign;

/// <summary>A value in somebody else's JSON and the path to it. Forgiving about spelling (numbers as text, null for empty), strict about sense.</summary>
internal readonly partial struct ForeignValue(JsonElement element, string path)
{
    /// <summary>Above any order; far enough below the limits of the arithmetic that 500 lines of it can be summed.</summary>
    private const decimal AmountMax = 1_000_000_000_000m;

    /// <summary>More than this of one thing is no order line but a slip, and would overflow what is summed.</summary>
    private const decimal UnitsMax = 1_000_000m;

    public string Path => path;

    public bool IsMissing => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public bool IsObject => element.ValueKind is JsonValueKind.Object;

    public bool IsTrue => element.ValueKind is JsonValueKind.True || (element.ValueKind is JsonValueKind.String && Text() is "true" or "1");

    public bool IsFalse => element.ValueKind is JsonValueKind.False;

    /// <summary>A property; missing where this is no object or has none of that name (PHP writes an empty object as <c>[]</c>).</summary>
    public ForeignValue this[string name] =>
        new(IsObject && element.TryGetProperty(name, out var value) ? value : default, path.Length == 0 || path == "$" ? name : $"{path}.{name}");

    /// <exception cref="UnreadableBodyException">It is no list, or longer than <paramref name="max"/>.</exception>
    public IReadOnlyList<ForeignValue> Items(int max, bool isDemanded = false)
    {
        if (element.ValueKind is not JsonValueKind.Array)
        {
            return isDemanded ? throw new UnreadableBodyException("a list was expected", path) : [];
        }

        if (element.GetArrayLength() > max)
        {
            throw new UnreadableBodyException($"more than {max} entries", path);
        }

        var items = new List<ForeignValue>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            items.Add(new ForeignValue(item, $"{path}[{items.Count}]"));
        }

        return items;
    }

    /// <returns>What a string or a number says; null where there is neither.</returns>
    public string? Raw() => element.ValueKind switch
    {
        JsonValueKind.String => String(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    public string? Text(int charsMax = ForeignText.NameCharsMax) => ForeignText.Plain(Raw(), charsMax);

    public string? Digits() => ForeignText.Digits(Raw());

    /// <summary>An id, digit by digit: shops' ids exceed what a floating point number can hold.</summary>
    /// <exception cref="UnreadableBodyException">There is none, or it cannot be one.</exception>
    public string Id() =>
        Text() is { Length: <= 64 } id && id != "0" && (element.ValueKind is JsonValueKind.String || id.All(char.IsAsciiDigit))
            ? id
            : throw new UnreadableBodyException(IsMissing ? "the id is missing" : "this is no id", path);

    /// <returns>Zero where nothing is said.</returns>
    /// <exception cref="UnreadableBodyException">It is no amount, or larger than any order.</exception>
    public decimal Amount()
    {
        if (Digits() is not { } text)
        {
            return element.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.True
                ? throw new UnreadableBodyException("an amount was expected", path)
                : 0m;
        }

        return !TryNumber(text, out var amount) ? throw new UnreadableBodyException("this is no amount", path)
            : Math.Abs(amount) > AmountMax ? throw new UnreadableBodyException("the amount is larger than any order", path)
            : amount;
    }

    public Money Money(string currency) => Playbook.Vocabulary.Money.From(Amount(), currency);

    /// <summary>How many were asked for.</summary>
    /// <returns>Null, and the text as sent, unless it is a whole number from 1 to a million.</returns>
    public (int? Units, string Text) Units()
    {
        var text = Digits() ?? "";
        var isWhole = TryNumber(text, out var asked) && asked == decimal.Truncate(asked) && asked is > 0m and <= UnitsMax;
        return (isWhole ? (int)asked : null, text);
    }

    /// <summary>An instant; where it names no offset it is UTC.</summary>
    /// <returns>Null where nothing is said.</returns>
    /// <exception cref="UnreadableBodyException">It is no instant of our time.</exception>
    public DateTimeOffset? Instant()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at.Year is >= 1990 and < 2200
                ? at
                : throw new UnreadableBodyException("this is no instant", path);
    }

    /// <returns>The ISO 4217 code; <paramref name="fallback"/> where nothing is said.</returns>
    public string Currency(string fallback) =>
        Text() is not { } text ? fallback
        : text.Length == 3 && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant()
        : throw new UnreadableBodyException("this is no currency", path);

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);

    /// <summary>Shops cut texts in the middle of an emoji; half of one is replaced, and the rest of the text is kept.</summary>
    private string? String()
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return JsonSerializer.Deserialize<string>(AnySurrogate().Replace(element.GetRawText(), @"\ufffd"));
        }
    }

    [GeneratedRegex(@"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")]
    private static partial Regex AnySurrogate();
}
