using System.Net.Sockets;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping.Printing;

/// <summary>How sending something to a printer ended.</summary>
/// <param name="State"><c>queued</c>: not a byte left the house.</param>
public sealed record PrintEnding(PrintState State, string? Error);

/// <summary>Raw printing: a line to port 9100, the ZPL, the end of the line; a printer says nothing back.</summary>
internal static class PrinterLine
{
    /// <summary>Whoever has not ended after both and a little is dead.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_write = TimeSpan.FromSeconds(10);

    public static async Task<PrintEnding> SendAsync(Printer printer, byte[] zpl, CancellationToken stoppingToken)
    {
        using var line = new TcpClient();
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(s_connect);
            await line.ConnectAsync(printer.Host, printer.Port, patience.Token);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            return new(PrintState.Queued, $"{printer.Host}:{printer.Port} does not answer.");
        }

        return await WriteAsync(line, zpl);
    }

    /// <summary>What is known of the printer after it.</summary>
    public static void Note(Printer printer, PrintEnding ending, DateTimeOffset now)
    {
        if (ending.State == PrintState.Sent)
        {
            printer.Answered(now);
        }
        else if (ending is { State: PrintState.Queued or PrintState.Unknown, Error: { } error })
        {
            printer.Failed(error, now);
        }
    }

    /// <summary>From the first byte on the printer may have it. It closes the line when it has read all of it, or keeps it open for more.</summary>
    private static async Task<PrintEnding> WriteAsync(TcpClient line, byte[] zpl)
    {
        try
        {
            using var patience = new CancellationTokenSource(s_write);
            line.LingerState = new(enable: true, seconds: 5); // a close that was not waited for throws the rest away
            var stream = line.GetStream();
            await stream.WriteAsync(zpl, patience.Token);
            line.Client.Shutdown(SocketShutdown.Send);
            return new(PrintState.Sent, null);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            return new(PrintState.Unknown, "The line to the printer broke while the label was being sent.");
        }
    }
}
