using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ControlTower.Simulator.Messages;

/// <summary>A small mail server (RFC 5321): takes everything for everybody and brings it nowhere.</summary>
public sealed partial class SmtpDesk(MessageLedger ledger, SimSettings settings, TimeProvider clock, ILogger<SmtpDesk> logger) : BackgroundService
{
    private const int LineCharsMax = 2_000;
    private const int MailLinesMax = 20_000;
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(2);

    /// <summary>Where it listens; 0 until it does.</summary>
    public int Port { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(IPAddress.Parse(settings.Bind), settings.SmtpPort);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        while (!stoppingToken.IsCancellationRequested)
        {
            var caller = await listener.AcceptTcpClientAsync(stoppingToken);
            _ = TalkAsync(caller, stoppingToken);
        }
    }

    private async Task TalkAsync(TcpClient caller, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(s_idle);
        try
        {
            using var line = caller;
            using var reader = new StreamReader(line.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(line.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            if (ledger.IsDown)
            {
                await writer.WriteLineAsync("421 out of order, come again");
                return;
            }

            await writer.WriteLineAsync("220 post.example ready");
            await ServeAsync(reader, writer, limit.Token);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            LogLeft(logger, failure.Message);
        }
    }

    private async Task ServeAsync(StreamReader reader, StreamWriter writer, CancellationToken token)
    {
        List<string> to = [];
        while (await reader.ReadLineAsync(token) is { Length: <= LineCharsMax } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-post.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 10000000");
                    break;
                case "HELO" or "NOOP" or "MAIL":
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "RSET":
                    to.Clear();
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "RCPT":
                    to.Add(Address().Match(line).Groups[1].Value);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on, end with a dot");
                    await TakeAsync(await MailAsync(reader, token), to, token);
                    to.Clear();
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("502 not here");
                    break;
            }
        }
    }

    private static async Task<List<string>> MailAsync(StreamReader reader, CancellationToken token)
    {
        List<string> mail = [];
        while (await reader.ReadLineAsync(token) is { } line && line != "." && mail.Count < MailLinesMax)
        {
            mail.Add(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        }

        return mail;
    }

    private Task TakeAsync(List<string> mail, List<string> to, CancellationToken token)
    {
        var end = mail.IndexOf("");
        var (head, body) = (mail.Take(end < 0 ? mail.Count : end).ToList(), string.Join("\n", end < 0 ? [] : mail.Skip(end + 1)));
        var id = Header(head, "Message-Id") ?? "";
        var words = Header(head, "Content-Transfer-Encoding") switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal))),
            "quoted-printable" => Quoted(body.Replace("=\n", "", StringComparison.Ordinal)),
            _ => body,
        };
        return ledger.TakeAsync(new("email", id, string.Join(", ", to), Words(Header(head, "Subject")), words.Trim(), id, [], Receipts: null, clock.GetUtcNow()), token);
    }

    /// <summary>A header with the lines it is folded over.</summary>
    private static string? Header(List<string> head, string name)
    {
        var at = head.FindIndex(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : string.Concat(head.Skip(at + 1).TakeWhile(line => line.StartsWith(' ') || line.StartsWith('\t')).Prepend(head[at][(name.Length + 1)..])).Trim();
    }

    /// <summary>RFC 2047.</summary>
    private static string? Words(string? header) => header is null ? null : Encoded().Replace(Between().Replace(header, "?==?"), match =>
        match.Groups[1].Value is "B" or "b" ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[2].Value)) : Quoted(match.Groups[2].Value.Replace('_', ' ')));

    private static string Quoted(string text)
    {
        List<byte> bytes = [];
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=' && at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var one))
            {
                bytes.Add(one);
                at += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[at].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("<([^>]*)>")]
    private static partial Regex Address();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Encoded();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex Between();

    [LoggerMessage(9020, LogLevel.Debug, "A caller of the mail server left: {Why}")]
    private static partial void LogLeft(ILogger logger, string why);
}
