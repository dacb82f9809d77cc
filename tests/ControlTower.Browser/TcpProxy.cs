using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ControlTower.Browser;

/// <summary>What becomes of the bytes between browser and tower.</summary>
internal enum LineState
{
    Pass,

    /// <summary>Connections are torn, new ones refused: a cable that was pulled.</summary>
    Cut,

    /// <summary>Connections stay and nothing comes through, in either direction: a radio hole between two shelves. What was sent comes late.</summary>
    Blackhole,
}

/// <summary>Stands between a browser and a tower as the network does, so that a line is broken where lines break.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _tower;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = [];
    private readonly Task _listening;
    private volatile LineState _state = LineState.Pass;

    public TcpProxy(Uri tower)
    {
        _tower = new(IPAddress.Loopback, tower.Port);
        _listener.Start();
        _listening = ListenAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Set(LineState state)
    {
        _state = state;
        if (state == LineState.Cut)
        {
            foreach (var client in _open.Keys)
            {
                Tear(client);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        Set(LineState.Cut);
        await _listening;
        _ended.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var browser = await _listener.AcceptTcpClientAsync(_ended.Token);
                _ = _state == LineState.Cut ? Refuse(browser) : CarryAsync(browser);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var tower = new TcpClient();
        _open[browser] = _open[tower] = 0;
        try
        {
            await tower.ConnectAsync(_tower, _ended.Token);
            await Task.WhenAny(PumpAsync(browser, tower), PumpAsync(tower, browser));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either side left, or the line was cut.
        }
        finally
        {
            Tear(browser);
            Tear(tower);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var bytes = new byte[16 * 1024];
        var (source, sink) = (from.GetStream(), to.GetStream());
        while (await source.ReadAsync(bytes, _ended.Token) is > 0 and var count)
        {
            while (_state == LineState.Blackhole)
            {
                await Task.Delay(s_look, _ended.Token); // TCP sends again what got lost, until somebody gives up
            }

            await sink.WriteAsync(bytes.AsMemory(0, count), _ended.Token);
        }
    }

    private Task Refuse(TcpClient browser)
    {
        Tear(browser);
        return Task.CompletedTask;
    }

    private void Tear(TcpClient client)
    {
        _open.TryRemove(client, out _);
        client.Client?.Close(0); // a reset, not a farewell
        client.Dispose();
    }
}
