using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ControlTower.Tests.Documents;

/// <summary>A label printer on a port of its own, that remembers what it printed, can be switched off, and can break the line in the middle of a label.</summary>
internal sealed class FakePrinter : IAsyncDisposable
{
    private readonly List<string> _printed = [];
    private readonly int _port;
    private TcpListener? _listener;

    public FakePrinter()
    {
        _listener = new(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = ServeAsync(_listener);
    }

    public int Port => _port;

    /// <summary>Whole labels, in the order in which they came out.</summary>
    public IReadOnlyList<string> Printed
    {
        get
        {
            lock (_printed)
            {
                return [.. _printed];
            }
        }
    }

    public void SwitchOff()
    {
        _listener?.Stop();
        _listener = null;
    }

    public void SwitchOn()
    {
        _listener = new(IPAddress.Loopback, _port);
        _listener.Start();
        _ = ServeAsync(_listener);
    }

    public ValueTask DisposeAsync()
    {
        SwitchOff();
        return ValueTask.CompletedTask;
    }

    private async Task ServeAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var line = await listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(line.GetStream(), Encoding.UTF8);
                var label = await reader.ReadToEndAsync();
                lock (_printed)
                {
                    _printed.Add(label);
                }
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // switched off
        }
    }
}
