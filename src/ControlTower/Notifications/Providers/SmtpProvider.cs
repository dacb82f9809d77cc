using System.Net.Sockets;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ControlTower.Notifications.Providers;

/// <summary>
/// Mail by SMTP. Its Message-ID is made of the message's own id, so that a copy could be told; but a mail server cannot be asked, hence a mail
/// whose answer was lost counts as sent, marked as unsure, and is never sent again.
/// </summary>
internal sealed class SmtpProvider(IOptions<SmtpOptions> options) : IMessageProvider
{
    private const int TimeoutMs = 10_000;

    public MessageChannel Channel => MessageChannel.Email;

    public bool IsOpen => options.Value is { Host.Length: > 0, From.Length: > 0 };

    public TimeSpan? WaitsForReceipt => null;

    public async Task<SendEnd> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!MailboxAddress.TryParse(message.Recipient, out var to))
        {
            return new SendEnd.Refused("address");
        }

        using var mail = MailOf(message, to);
        using var client = new SmtpClient { Timeout = TimeoutMs };
        try
        {
            await ConnectAsync(client, cancellationToken);
        }
        catch (Exception failure) when (IsOfTheLine(failure) || failure is AuthenticationException or SmtpCommandException or SslHandshakeException or NotSupportedException)
        {
            return new SendEnd.Away(failure.GetType().Name); // nothing was said yet
        }

        try
        {
            await client.SendAsync(mail, cancellationToken);
        }
        catch (SmtpCommandException refused)
        {
            return (int)refused.StatusCode >= 500 ? new SendEnd.Refused($"smtp {(int)refused.StatusCode}") : new SendEnd.Away($"smtp {(int)refused.StatusCode}");
        }
        catch (Exception failure) when (IsOfTheLine(failure))
        {
            return new SendEnd.Unknown();
        }

        await LeaveAsync(client, cancellationToken);
        return new SendEnd.Accepted(mail.MessageId);
    }

    public Task<SendEnd> LookUpAsync(OutgoingMessage message, CancellationToken cancellationToken) => Task.FromResult<SendEnd>(new SendEnd.Unknown());

    private MimeMessage MailOf(OutgoingMessage message, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(options.Value.From!);
        var mail = new MimeMessage { Subject = OneLine(message.Subject ?? ""), MessageId = $"{message.Id:N}@{from.Domain}" };
        mail.From.Add(from);
        mail.To.Add(to);
        mail.Headers.Add(HeaderId.ContentLanguage, message.Language);
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // so that nobody's holiday notice answers
        mail.Body = new TextPart("plain") { Text = message.Body };
        return mail;
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var tls = options.Value.Tls switch
        {
            SmtpTls.None => SecureSocketOptions.None,
            SmtpTls.StartTls => SecureSocketOptions.StartTls,
            SmtpTls.Tls => SecureSocketOptions.SslOnConnect,
        };
        await client.ConnectAsync(options.Value.Host!, options.Value.Port, tls, cancellationToken);
        if (options.Value.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, options.Value.Password ?? "", cancellationToken);
        }
    }

    /// <summary>The mail is taken; how the farewell ends is nobody's concern.</summary>
    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception failure) when (IsOfTheLine(failure))
        {
            // It has gone already.
        }
    }

    private static bool IsOfTheLine(Exception failure) =>
        failure is IOException or SocketException or SmtpProtocolException or ServiceNotConnectedException or TimeoutException or OperationCanceledException;

    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
