using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Printers;

/// <summary>
/// A label printer on the network: takes raw ZPL, a job to a line, and says nothing back. Without paper it hangs up on nobody; it does not
/// answer at all, as the small ones do.
/// </summary>
public sealed partial class PrinterDesk(PrinterLedger ledger, SimSettings settings, TimeProvider clock, Tally tally, ILogger<PrinterDesk> logger) : BackgroundService
{
    private const int JobBytesMax = 4_000_000;
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private CancellationTokenSource? _open;
    private DateTimeOffset _offUntil;

    /// <summary>Where it listens; 0 until it did once.</summary>
    public int Port { get; private set; }

    /// <summary>Out of paper, or switched off.</summary>
    public bool IsOff
    {
        get
        {
            lock (_gate)
            {
                return clock.GetUtcNow() < _offUntil;
            }
        }
    }

    /// <param name="time">Zero: somebody has put paper in.</param>
    public void GoOff(TimeSpan time)
    {
        lock (_gate)
        {
            _offUntil = clock.GetUtcNow() + time;
            _open?.Cancel();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (IsOff)
            {
                await Task.Delay(s_look, clock, stoppingToken);
                continue;
            }

            using var open = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            lock (_gate)
            {
                _open = open;
            }

            try
            {
                await ListenAsync(open.Token, stoppingToken);
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException && !stoppingToken.IsCancellationRequested)
            {
                LogOff(logger, failure.Message);
                await Task.Delay(s_look, clock, stoppingToken);
            }
            finally
            {
                lock (_gate)
                {
                    _open = null;
                }
            }
        }
    }

    /// <summary>What has begun to come out comes out, also when it goes off meanwhile.</summary>
    private async Task ListenAsync(CancellationToken whileOpen, CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(IPAddress.Parse(settings.Bind), Port == 0 ? settings.PrinterPort : Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        while (true)
        {
            var line = await listener.AcceptTcpClientAsync(whileOpen);
            _ = PrintAsync(line, stoppingToken);
        }
    }

    private async Task PrintAsync(TcpClient caller, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(s_idle);
        try
        {
            using var line = caller;
            await using var stream = line.GetStream();
            using var job = new MemoryStream();
            var part = new byte[16_384];
            while (job.Length <= JobBytesMax && await stream.ReadAsync(part, limit.Token) is > 0 and var read)
            {
                job.Write(part, 0, read);
            }

            tally.Count("labels printed", ledger.Take(Encoding.UTF8.GetString(job.GetBuffer(), 0, (int)job.Length)));
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            LogOff(logger, string.Create(CultureInfo.InvariantCulture, $"the line broke: {failure.Message}"));
        }
    }

    [LoggerMessage(9022, LogLevel.Debug, "The printer prints nothing now: {Why}")]
    private static partial void LogOff(ILogger logger, string why);
}
