using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.Extensions.Options;

namespace ControlTower.Notifications.Providers;

/// <summary>
/// SMS by Twilio's form API (2010-04-01). It takes no key against doubles, but can be asked: an answer that was lost is looked up by the
/// recipient, the time and the words, and only what is not there is sent again.
/// </summary>
internal sealed class TwilioProvider(HttpClient http, IOptions<MessagesOptions> options, IOptions<TowerOptions> tower) : IMessageProvider
{
    /// <summary>Query of the receipt's address: our own id, for receipts that come before we know theirs.</summary>
    public const string IdInQuery = "m";

    private static readonly TimeSpan s_clocksDiffer = TimeSpan.FromMinutes(1);

    private SmsOptions Sms => options.Value.Sms;

    public MessageChannel Channel => MessageChannel.Sms;

    public bool IsOpen => Sms is { AccountSid.Length: > 0, AuthToken.Length: > 0, From.Length: > 0 };

    public TimeSpan? WaitsForReceipt => TimeSpan.FromMinutes(10);

    public Task<SendEnd> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["To"] = message.Recipient, ["From"] = Sms.From!, ["Body"] = message.Body };
        if (ReceiptUrl(tower.Value.PublicUrl, message.Id) is { } receipts)
        {
            form["StatusCallback"] = receipts;
        }

        return ProviderCall.EndAsync(http, () => Request(HttpMethod.Post, "Messages.json", new FormUrlEncodedContent(form)),
            answer => new SendEnd.Accepted(answer.GetProperty("sid").GetString()),
            answer => answer.TryGetProperty("code", out var code) ? $"twilio {code}" : null, cancellationToken);
    }

    public Task<SendEnd> LookUpAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        ProviderCall.EndAsync(http, () => Request(HttpMethod.Get, $"Messages.json?To={Uri.EscapeDataString(message.Recipient)}&PageSize=100", null),
            answer => answer.GetProperty("messages").EnumerateArray().FirstOrDefault(one => IsIt(one, message)) is { ValueKind: JsonValueKind.Object } found
                ? new SendEnd.Accepted(found.GetProperty("sid").GetString())
                : new SendEnd.NotThere(),
            _ => null, cancellationToken);

    /// <summary>Where Twilio tells what became of it, as it signs it; null while nobody knows our public address.</summary>
    public static string? ReceiptUrl(Uri? publicUrl, Guid message) =>
        publicUrl is null ? null : new Uri(publicUrl, $"messages/sms/status?{IdInQuery}={message:N}").AbsoluteUri;

    /// <summary>What waits at Twilio has no time of sending yet, hence the time at which it was made.</summary>
    private static bool IsIt(JsonElement one, OutgoingMessage message) =>
        one.GetProperty("body").GetString() == message.Body
        && DateTimeOffset.TryParse(one.GetProperty("date_created").GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made)
        && made >= message.TriedAt - s_clocksDiffer;

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(Sms.BaseUrl, $"2010-04-01/Accounts/{Sms.AccountSid}/{path}")) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sms.AccountSid}:{Sms.AuthToken}")));
        return request;
    }
}
