using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.Extensions.Options;

namespace ControlTower.Notifications.Providers;

/// <summary>
/// WhatsApp's Cloud API (v23.0): templates, and free words while the customer's 24 hours run. It takes no key against doubles and cannot be
/// asked for a message; but its receipts carry our own id (<c>biz_opaque_callback_data</c>), so a lost answer is waited for a while and then
/// told by another channel.
/// </summary>
internal sealed class WhatsappProvider(HttpClient http, IOptions<MessagesOptions> options) : IMessageProvider
{
    private static readonly HashSet<string> s_tooBusy = ["whatsapp 4", "whatsapp 80007", "whatsapp 130429", "whatsapp 131048", "whatsapp 131056"];

    private WhatsappOptions Whatsapp => options.Value.Whatsapp;

    public MessageChannel Channel => MessageChannel.Whatsapp;

    public bool IsOpen => Whatsapp is { PhoneNumberId.Length: > 0, AccessToken.Length: > 0 };

    public TimeSpan? WaitsForReceipt => TimeSpan.FromMinutes(10);

    public async Task<SendEnd> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var end = await ProviderCall.EndAsync(http, () => Request(message),
            answer => new SendEnd.Accepted(answer.GetProperty("messages")[0].GetProperty("id").GetString()),
            answer => answer.TryGetProperty("error", out var error) && error.TryGetProperty("code", out var code) ? $"whatsapp {code}" : null, cancellationToken);
        return end is SendEnd.Refused refused && s_tooBusy.Contains(refused.Reason) ? new SendEnd.Away(refused.Reason) : end;
    }

    public Task<SendEnd> LookUpAsync(OutgoingMessage message, CancellationToken cancellationToken) => Task.FromResult<SendEnd>(new SendEnd.Unknown());

    private HttpRequestMessage Request(OutgoingMessage message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Whatsapp.BaseUrl, $"v23.0/{Whatsapp.PhoneNumberId}/messages")) { Content = JsonContent.Create(BodyOf(message)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Whatsapp.AccessToken);
        return request;
    }

    internal static JsonObject BodyOf(OutgoingMessage message)
    {
        var body = new JsonObject
        {
            ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual", ["to"] = message.Recipient.TrimStart('+'), ["biz_opaque_callback_data"] = message.Id.ToString("N"),
        };
        if (message.Template is { } name)
        {
            body["type"] = "template";
            body["template"] = new JsonObject { ["name"] = name, ["language"] = new JsonObject { ["code"] = message.Language }, ["components"] = ComponentsOf(message) };
        }
        else
        {
            body["type"] = "text";
            body["text"] = new JsonObject { ["preview_url"] = false, ["body"] = message.Body };
        }

        return body;
    }

    private static JsonArray ComponentsOf(OutgoingMessage message)
    {
        var components = new JsonArray();
        if (message.Values.Count > 0)
        {
            components.Add(new JsonObject { ["type"] = "body", ["parameters"] = new JsonArray([.. message.Values.Select(value => new JsonObject { ["type"] = "text", ["text"] = Plain(value) })]) });
        }

        if (message.HasButtons)
        {
            foreach (var wish in Enum.GetValues<CodWish>())
            {
                components.Add(new JsonObject
                {
                    ["type"] = "button", ["sub_type"] = "quick_reply", ["index"] = ((int)wish).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ["parameters"] = new JsonArray(new JsonObject { ["type"] = "payload", ["payload"] = ButtonAnswer.Payload(wish, message.Number!) }),
                });
            }
        }

        return components;
    }

    /// <summary>A template's value is one line and never empty.</summary>
    private static string Plain(string value) => value.Length == 0 ? "-" : string.Join(", ", value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
