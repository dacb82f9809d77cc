using System.Collections.Immutable;
using System.Threading.Channels;

namespace ControlTower.Live;

/// <summary>
/// The node's one hand that redraws. It walks everything that watches, as many abreast as there are cores, and awaits each redraw
/// before the next round. Under overload rounds take longer and changes merge, where a throttle per circuit collapses.
/// </summary>
/// <remarks>A view that was offered is drawn, or a newer one is: it lies in its slot before the doorbell rings.</remarks>
public sealed partial class Pacer(TimeProvider clock, ILogger<Pacer> logger) : BackgroundService
{
    /// <summary>For hands-on screens: quick enough to feel instant. Also the least time between the starts of two rounds.</summary>
    public static readonly TimeSpan Desk = TimeSpan.FromMilliseconds(250);

    /// <summary>For walls read from across the room.</summary>
    public static readonly TimeSpan Wall = TimeSpan.FromSeconds(1);

    /// <summary>How long a round waits for one circuit: a page that hangs must not freeze the floor.</summary>
    private static readonly TimeSpan s_redrawMax = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> _doorbell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private ImmutableHashSet<Watcher> _watchers = [];

    /// <summary>How many watch; for the leak test and the meters.</summary>
    public int Watching => _watchers.Count;

    /// <summary>Redraws with each new view of <paramref name="board"/>, at most once every <paramref name="pace"/>, until disposed.</summary>
    public IDisposable Watch<TRow>(IBoard<TRow> board, Func<BoardView<TRow>, Task> redraw, TimeSpan pace)
    {
        var watcher = new Watcher(this, board, view => redraw((BoardView<TRow>)view), pace);
        ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Add(one), watcher);
        return watcher;
    }

    /// <summary>Costs the caller one write per watcher; nothing is drawn on its thread.</summary>
    public void Offer<TRow>(IBoard<TRow> board, BoardView<TRow> view)
    {
        foreach (var watcher in _watchers.Where(watcher => watcher.Board == board))
        {
            watcher.Put(view);
        }

        _doorbell.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var abreast = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stoppingToken };

        // The token is taken before the walk, so a view that is offered during it rings for the next round.
        await foreach (var _ in _doorbell.Reader.ReadAllAsync(stoppingToken))
        {
            var started = clock.GetTimestamp();
            await Parallel.ForEachAsync(_watchers.Where(watcher => watcher.IsDue(clock)), abreast, RedrawAsync);

            var rest = Desk - clock.GetElapsedTime(started);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock, stoppingToken);
            if (_watchers.Any(watcher => watcher.IsWaiting))
            {
                _doorbell.Writer.TryWrite(true); // a wall that was not due yet, or a circuit that still draws
            }
        }
    }

    private async ValueTask RedrawAsync(Watcher watcher, CancellationToken stoppingToken)
    {
        try
        {
            await watcher.RedrawAsync(clock).WaitAsync(s_redrawMax, clock, stoppingToken);
        }
#pragma warning disable CA1031 // The boundary of the node's one loop: a page that fails to draw must not stop the others.
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogRedrawFailed(logger, failure);
        }
    }

    [LoggerMessage(2003, LogLevel.Warning, "A page failed to draw a change, or took too long.")]
    private static partial void LogRedrawFailed(ILogger logger, Exception failure);

    private sealed class Watcher(Pacer pacer, object board, Func<object, Task> redraw, TimeSpan pace) : IDisposable
    {
        private object? _latest; // the slot: one view, the newest
        private Task _drawing = Task.CompletedTask;
        private long? _drawnAt;

        public object Board => board;

        public bool IsWaiting => Volatile.Read(ref _latest) is not null;

        public bool IsDue(TimeProvider clock) =>
            IsWaiting && _drawing.IsCompleted && (_drawnAt is not { } at || clock.GetElapsedTime(at) >= pace);

        public void Put(object view) => Interlocked.Exchange(ref _latest, view);

        public Task RedrawAsync(TimeProvider clock)
        {
            _drawnAt = clock.GetTimestamp();
            return _drawing = redraw(Interlocked.Exchange(ref _latest, null)!);
        }

        public void Dispose() => ImmutableInterlocked.Update(ref pacer._watchers, static (all, one) => all.Remove(one), this);
    }
}
