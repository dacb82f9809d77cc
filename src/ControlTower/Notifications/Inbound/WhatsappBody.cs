using System.Globalization;
using System.Text.Json;

namespace ControlTower.Notifications.Inbound;

/// <summary>A customer's message as WhatsApp tells it.</summary>
/// <param name="Id">WhatsApp's; it comes more than once.</param>
/// <param name="From">E.164.</param>
/// <param name="Answers">Id of the message of ours that it answers; null: of none.</param>
/// <param name="Kind">As WhatsApp names it; unknown kinds are kept.</param>
public sealed record WhatsappMessage(
    string Id, string From, string? Name, DateTimeOffset At, string Kind, string? Text, string? Payload, decimal? Latitude, decimal? Longitude, string? Answers);

/// <param name="Key">Our own id, as we gave it with the message; null where it is told without.</param>
public sealed record WhatsappStatus(string Id, string Status, Guid? Key, string? Code);

/// <summary>What a webhook of WhatsApp brings, read leniently: one broken message costs none of the others.</summary>
/// <param name="Unsaid">How many more are in it that name no sender or no id: nobody could be answered.</param>
public sealed record WhatsappBody(IReadOnlyList<WhatsappMessage> Messages, IReadOnlyList<WhatsappStatus> Statuses, int Unsaid)
{
    private const int EntriesMax = 1_000;
    private const int TextCharsMax = 4_096;
    private const int IdCharsMax = 200;

    /// <returns>Null where this is no webhook of WhatsApp's.</returns>
    public static WhatsappBody? Read(byte[] body, DateTimeOffset now)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            if (Text(json.RootElement, "object") != "whatsapp_business_account")
            {
                return null;
            }

            var values = List(json.RootElement, "entry").SelectMany(entry => List(entry, "changes")).Select(change => Find(change, "value")).ToList();
            var messages = values.SelectMany(value => List(value, "messages").Select(message => MessageOf(message, value, now))).Take(EntriesMax).ToList();
            return new(
                [.. messages.OfType<WhatsappMessage>()],
                [.. values.SelectMany(value => List(value, "statuses").Select(StatusOf)).OfType<WhatsappStatus>().Take(EntriesMax)],
                messages.Count(message => message is null));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static WhatsappMessage? MessageOf(JsonElement message, JsonElement value, DateTimeOffset now)
    {
        if (Text(message, "id") is not { Length: > 0 and <= IdCharsMax } id || Digits(Text(message, "from")) is not { } from)
        {
            return null;
        }

        var kind = Text(message, "type") is { Length: > 0 and <= 40 } type ? type : "unknown";
        var contact = List(value, "contacts").FirstOrDefault(one => Digits(Text(one, "wa_id")) == from);
        var part = Find(message, kind);
        var place = kind == "location" ? part : default;
        return new(
            id, "+" + from, Cut(Text(Find(contact, "profile"), "name"), 200), At(message, now), kind, Cut(WordsOf(kind, part), TextCharsMax), Cut(PayloadOf(kind, part), 200),
            Number(place, "latitude"), Number(place, "longitude"), Cut(Text(Find(message, "context"), "id"), IdCharsMax));
    }

    private static string? WordsOf(string kind, JsonElement part) => kind switch
    {
        "text" => Text(part, "body"),
        "button" => Text(part, "text"),
        "interactive" => Text(Find(part, "button_reply"), "title") ?? Text(Find(part, "list_reply"), "title") ?? Text(Find(part, "nfm_reply"), "body"),
        "location" => string.Join(", ", new[] { Text(part, "name"), Text(part, "address") }.Where(word => !string.IsNullOrEmpty(word))),
        "reaction" => Text(part, "emoji"),
        "system" => Text(part, "body"),
        "order" => Text(part, "text"),
        _ => Text(part, "caption"), // pictures, films, papers
    };

    private static string? PayloadOf(string kind, JsonElement part) => kind switch
    {
        "button" => Text(part, "payload"),
        "interactive" => Text(Find(part, "button_reply"), "id") ?? Text(Find(part, "list_reply"), "id"),
        _ => null,
    };

    private static WhatsappStatus? StatusOf(JsonElement status) =>
        Text(status, "id") is { Length: > 0 and <= IdCharsMax } id && Text(status, "status") is { } word
            ? new(id, word, Guid.TryParse(Text(status, "biz_opaque_callback_data"), out var key) ? key : null,
                List(status, "errors").Select(error => Find(error, "code")).Where(code => code.ValueKind is JsonValueKind.Number or JsonValueKind.String).Select(code => $"whatsapp {code}").FirstOrDefault())
            : null;

    /// <summary>Seconds since 1970, as text.</summary>
    private static DateTimeOffset At(JsonElement message, DateTimeOffset now) =>
        long.TryParse(Text(message, "timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 1_000_000_000 and < 10_000_000_000
            && DateTimeOffset.FromUnixTimeSeconds(seconds) is var at && at <= now.AddMinutes(5)
                ? at
                : now;

    private static JsonElement Find(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;

    private static JsonElement.ArrayEnumerator List(JsonElement of, string name) => Find(of, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    /// <summary>Half an emoji, as a shop or a phone may cut it, is no text.</summary>
    private static string? Text(JsonElement of, string name)
    {
        try
        {
            return Find(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()?.Replace("\0", "", StringComparison.Ordinal) : null;
        }
        catch (InvalidOperationException)
        {
            return "\ufffd";
        }
    }

    private static decimal? Number(JsonElement of, string name) =>
        Find(of, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) && Math.Abs(number) <= 180 ? Math.Round(number, 7) : null;

    private static string? Digits(string? phone) => phone is { Length: > 0 and <= 20 } && phone.TrimStart('+') is { Length: > 0 } bare && bare.All(char.IsAsciiDigit) ? bare : null;

    private static string? Cut(string? text, int most) => string.IsNullOrWhiteSpace(text) ? null : text.Length <= most ? text : text[..most];
}
