using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Messages;

/// <summary>Calls the tower back as the message providers do: receipts by their signed webhooks, and what customers write.</summary>
public sealed class Postman(HttpClient http, SimSettings settings, Tally tally, TimeProvider clock)
{
    private const int TriesMax = 60;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    /// <summary>What became of a message, in its provider's way; mail has none.</summary>
    public Task ReceiptAsync(Carried message, string status, CancellationToken cancellationToken) => message.Provider switch
    {
        "sms" when message.Receipts is { } url => CallAsync(() => Sms(url, message, status), cancellationToken),
        "whatsapp" => WhatsappAsync(new
        {
            statuses = new[]
            {
                new { id = message.Id, status, timestamp = Now(), recipient_id = message.To, biz_opaque_callback_data = message.Key ?? "" },
            },
        }, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>A customer writes or presses.</summary>
    /// <param name="message">Without sender and time, which stand before it.</param>
    public Task SayAsync(string from, string name, object message, CancellationToken cancellationToken) =>
        WhatsappAsync(new { contacts = new[] { new { profile = new { name }, wa_id = from } }, messages = new[] { message } }, cancellationToken);

    public string Now() => clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task WhatsappAsync(object value, CancellationToken cancellationToken)
    {
        var change = JsonSerializer.SerializeToNode(value)!.AsObject();
        change["messaging_product"] = "whatsapp";
        change["metadata"] = JsonSerializer.SerializeToNode(new { display_phone_number = "20223900000", phone_number_id = WhatsappRest.PhoneNumberId });
        var body = JsonSerializer.SerializeToUtf8Bytes(new { @object = "whatsapp_business_account", entry = new[] { new { id = "1", changes = new[] { new { value = change, field = "messages" } } } } });
        return CallAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/whatsapp/{WhatsappRest.PhoneNumberId}") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.MessageSecret ?? ""), body)));
            return request;
        }, cancellationToken);
    }

    private HttpRequestMessage Sms(string url, Carried message, string status)
    {
        var form = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["AccountSid"] = TwilioRest.Account, ["ApiVersion"] = "2010-04-01", ["MessageSid"] = message.Id, ["MessageStatus"] = status, ["SmsSid"] = message.Id, ["To"] = message.To,
        };
        var signed = Encoding.UTF8.GetBytes(url + string.Concat(form.Select(pair => pair.Key + pair.Value)));
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
#pragma warning disable CA5350 // Twilio signs so.
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(settings.MessageSecret ?? ""), signed)));
#pragma warning restore CA5350
        return request;
    }

    /// <summary>Again and again for a while, as providers do.</summary>
    private async Task CallAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_timeout);
            using var request = make();
            try
            {
                using var answer = await http.SendAsync(request, limit.Token);
                if ((int)answer.StatusCode < 500)
                {
                    tally.Count(answer.IsSuccessStatusCode ? "receipts taken" : "receipts refused");
                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Nobody is there.
            }

            await Task.Delay(s_again, clock, cancellationToken);
        }
    }
}
