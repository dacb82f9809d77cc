using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ControlTower.Intake.Channels;

/// <summary>Sends one call to a shop's office and reads the JSON of its answer; what the shop says against it is kept in its own words.</summary>
internal static class OfficeCalls
{
    private const int AnswerBytesMax = 4 * 1024 * 1024;
    private const int WordsMax = 300;

    /// <exception cref="HttpRequestException">Not reached, or refused; with the shop's status and words.</exception>
    public static async Task<JsonElement> SendAsync(
        HttpClient http, HttpMethod method, Uri at, Action<HttpRequestHeaders> authorise, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, at);
        authorise(request.Headers);
        request.Headers.Accept.ParseAdd("application/json");
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(AnswerBytesMax, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{(int)answer.StatusCode}: {Words(text)}", null, answer.StatusCode);
        }

        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static IEnumerable<JsonElement> Items(JsonElement answer, string? list = null)
    {
        var found = list is null ? answer : answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty(list, out var inner) ? inner : default;
        return found.ValueKind is JsonValueKind.Array ? found.EnumerateArray() : [];
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;

    /// <summary>The shop's message, where its answer has one; else the beginning of what it sent.</summary>
    private static string Words(string text)
    {
        try
        {
            var root = JsonSerializer.Deserialize<JsonElement>(text);
            var said = Text(root, "message") ?? Text(root, "errors") ?? Text(root, "error") ?? text;
            return said.Length > WordsMax ? said[..WordsMax] : said;
        }
        catch (JsonException)
        {
            return text.Length > WordsMax ? text[..WordsMax] : text;
        }
    }
}
