using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>How the API spells JSON: camel case, words for enumerations, instants in UTC. Strict with what is sent: a misspelt field would silently do nothing.</summary>
public static class ApiJson
{
    private const int DepthMax = 24;

    public static JsonSerializerOptions Options { get; } = Made();

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = DepthMax;
        options.Converters.Add(new PlainText());
        options.Converters.Add(new ExceptionCodeText());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcInstant());
        options.Converters.Add(new StorableText());
    }

    /// <summary>An enumeration's value as it travels.</summary>
    public static string Spell<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Text of any script and direction is text; broken text, and the one character that PostgreSQL cannot store, is refused where it stands.</summary>
    private sealed class PlainText : JsonConverter<string>
    {
        private const int CharsMax = 20_000;

        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            {
                throw new JsonException();
            }

            try
            {
                return reader.GetString()! is { Length: <= CharsMax } text && !text.Contains('\0', StringComparison.Ordinal) ? text : throw new JsonException();
            }
            catch (InvalidOperationException)
            {
                throw new JsonException(); // half of a surrogate pair
            }
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
    }

    /// <summary>Codes of cases are spelled as people say them: <c>PHONE_INVALID</c>.</summary>
    private sealed class ExceptionCodeText : JsonConverter<ExceptionCode>
    {
        public override ExceptionCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && ExceptionCodes.Find(reader.GetString()!) is { } code ? code : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, ExceptionCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text());
    }

    /// <summary>U+0000 is a character that PostgreSQL cannot store: whoever sends it is told where it stands.</summary>
    private sealed class StorableText : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private sealed class UtcInstant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}

/// <summary>Money as it travels: <c>{ "amount": "350.50", "currency": "EGP" }</c>.</summary>
public sealed record MoneyBody(string Amount, string Currency)
{
    public static MoneyBody Of(Money money) => new(money.AmountText, money.Currency);

    public static MoneyBody? Of(Money? money) => money is { } there ? Of(there) : null;

    /// <returns>Null where it is no amount of at least zero in a currency of three capital letters, with that currency's digits.</returns>
    public Money? Money() =>
        Currency.Length == 3 && Currency.All(char.IsAsciiLetterUpper) && Amount.Length <= 20
        && decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= AmountMax
        && decimal.Round(amount, Playbook.Vocabulary.Money.DigitsOf(Currency)) == amount
            ? Playbook.Vocabulary.Money.From(amount, Currency)
            : null;

    private const decimal AmountMax = 1_000_000_000_000m;
}
