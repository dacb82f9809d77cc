using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Foreign;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.OwnJson;

/// <summary>One object of a request to our own interface. Strict: our callers read our contract, so a slip is told and not guessed away.</summary>
internal readonly partial struct StrictObject(StrictFinding finding, JsonElement element, string path)
{
    public const string Malformed = "api.json-malformed";
    public const string Missing = "api.field-missing";
    public const string Unknown = "api.field-unknown";
    public const string WrongType = "api.field-type";
    public const string WrongValue = "api.field-value";

    private const decimal AmountMax = 1_000_000_000_000m;

    public bool IsThere => element.ValueKind is JsonValueKind.Object;

    /// <summary>Refuses every field that is not listed, since a misspelt one would silently do nothing.</summary>
    public StrictObject Only(params ReadOnlySpan<string> names)
    {
        if (IsThere)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (!names.Contains(property.Name))
                {
                    var name = ForeignText.Plain(property.Name, 60) ?? "";
                    finding.Refuse(Unknown, $"There is no field \"{name}\" here.", PathOf(name));
                }
            }
        }

        return this;
    }

    public StrictObject Object(string name, bool isDemanded = false) => new(finding, Find(name, JsonValueKind.Object, "an object", isDemanded), PathOf(name));

    public IReadOnlyList<StrictObject> Objects(string name, int max, bool isDemanded = false)
    {
        var list = Find(name, JsonValueKind.Array, "a list", isDemanded);
        if (list.ValueKind is not JsonValueKind.Array)
        {
            return [];
        }

        var count = list.GetArrayLength();
        if (count > max || (isDemanded && count == 0))
        {
            finding.Refuse(WrongValue, count == 0 ? "At least one entry is needed." : $"At most {max} entries are taken.", PathOf(name));
            return [];
        }

        var objects = new List<StrictObject>(count);
        foreach (var item in list.EnumerateArray())
        {
            var at = $"{PathOf(name)}[{objects.Count}]";
            if (item.ValueKind is not JsonValueKind.Object)
            {
                finding.Refuse(WrongType, "This must be an object.", at);
            }

            objects.Add(new StrictObject(finding, item.ValueKind is JsonValueKind.Object ? item : default, at));
        }

        return objects;
    }

    public string? Text(string name, bool isDemanded = false, int charsMax = ForeignText.NameCharsMax)
    {
        var value = Find(name, JsonValueKind.String, "text", isDemanded);
        if (value.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        var text = TextOf(value, name);
        if (text?.Length > charsMax)
        {
            finding.Refuse(WrongValue, $"At most {charsMax} characters are taken.", PathOf(name));
        }

        var plain = ForeignText.Plain(text, charsMax);
        if (isDemanded && plain is null)
        {
            finding.Refuse(Missing, "This field is needed.", PathOf(name));
        }

        return plain;
    }

    public bool Flag(string name, bool isDemanded = false)
    {
        var value = Find(name, null, "true or false", isDemanded);
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Undefined))
        {
            finding.Refuse(WrongType, "This must be true or false.", PathOf(name));
        }

        return value.ValueKind is JsonValueKind.True;
    }

    /// <summary>A whole number of any size, as sent; what it is good for is judged later.</summary>
    public string Whole(string name)
    {
        var value = Find(name, JsonValueKind.Number, "a whole number", isDemanded: true);
        if (value.ValueKind is not JsonValueKind.Number)
        {
            return "";
        }

        var text = value.GetRawText();
        if (text.AsSpan().ContainsAny('.', 'e', 'E') || text.Length > 30)
        {
            finding.Refuse(WrongType, "This must be a whole number.", PathOf(name));
        }

        return text;
    }

    public DateTimeOffset? Instant(string name, bool isDemanded = false)
    {
        if (Text(name, isDemanded) is not { } text)
        {
            return null;
        }

        if (OffsetAtEnd().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            && at.Year is >= 1990 and < 2200)
        {
            return at;
        }

        finding.Refuse(WrongValue, "This must be an instant in ISO 8601 with its offset, for example 2026-11-23T10:00:00Z.", PathOf(name));
        return null;
    }

    public Money? Money(string name, bool isDemanded = false)
    {
        var money = Object(name, isDemanded).Only("amount", "currency");
        if (!money.IsThere || money.Text("currency", isDemanded: true) is not { } currency || money.Text("amount", isDemanded: true) is not { } text)
        {
            return null;
        }

        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
        {
            finding.Refuse(WrongValue, "A currency is three capital letters, for example EGP.", money.PathOf("currency"));
            return null;
        }

        if (!finding.Joins(currency))
        {
            finding.Refuse(WrongValue, $"An order has one currency, and this one began in {finding.Currency}.", money.PathOf("currency"));
            return null;
        }

        var match = PlainAmount().Match(text);
        var digits = Playbook.Vocabulary.Money.DigitsOf(currency);
        if (!match.Success
            || match.Groups["cents"].Length > digits
            || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || amount > AmountMax)
        {
            finding.Refuse(WrongValue, $"An amount is text like \"350.50\", with at most {digits} digits after the point.", money.PathOf("amount"));
            return null;
        }

        return Playbook.Vocabulary.Money.From(amount, currency);
    }

    /// <summary>One word of a list, spelled as the contract spells it.</summary>
    public T? Word<T>(string name, IReadOnlyDictionary<string, T> words, bool isDemanded = false)
        where T : struct
    {
        if (Text(name, isDemanded) is not { } text)
        {
            return null;
        }

        if (words.TryGetValue(text, out var word))
        {
            return word;
        }

        finding.Refuse(WrongValue, $"This must be one of {string.Join(", ", words.Keys)}.", PathOf(name));
        return null;
    }

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private JsonElement Find(string name, JsonValueKind? kind, string what, bool isDemanded)
    {
        if (!IsThere || !element.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            if (isDemanded && IsThere)
            {
                finding.Refuse(Missing, "This field is needed.", PathOf(name));
            }

            return default;
        }

        if (kind is not null && value.ValueKind != kind)
        {
            finding.Refuse(WrongType, $"This must be {what}.", PathOf(name));
            return default;
        }

        return value;
    }

    private string? TextOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            finding.Refuse(WrongValue, "This is broken text.", PathOf(name));
            return null;
        }
    }

    [GeneratedRegex(@"T.*(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex OffsetAtEnd();

    [GeneratedRegex(@"^[0-9]{1,15}(\.(?<cents>[0-9]{1,6}))?$")]
    private static partial Regex PlainAmount();
}
