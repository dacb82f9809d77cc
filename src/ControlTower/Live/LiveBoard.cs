using System.Collections.Immutable;
using ControlTower.Journal;
using Npgsql;

namespace ControlTower.Live;

/// <summary>
/// Rows in memory that follow the feed. A journal entry names the keys that it touched; the board gathers them for a moment, reads just
/// those rows again and swaps its view. SQL stays the only place that says what a row means. A slow sweep reads all and heals what was missed.
/// </summary>
/// <typeparam name="TKey">Names a row.</typeparam>
/// <typeparam name="TRow">Immutable, compared by value: a row that reads the same keeps its old reference, so nothing is drawn for it.</typeparam>
public abstract partial class LiveBoard<TKey, TRow>(LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger logger) : BackgroundService, IBoard<TRow>
    where TKey : notnull
    where TRow : class, IEquatable<TRow>
{
    /// <summary>How long touched keys are gathered before they are read.</summary>
    public static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(60);

    /// <summary>The healing read of everything.</summary>
    public static readonly TimeSpan Sweep = TimeSpan.FromSeconds(30);

    private const int KeysMax = 1_000; // more at once are cheaper to read as a sweep

    private readonly Bell _bell = new();
    private readonly Lock _gate = new();
    private HashSet<TKey> _touched = [];
    private long _touchedUpTo = -1;
    private ImmutableDictionary<TKey, TRow> _rows = ImmutableDictionary<TKey, TRow>.Empty;
    private BoardView<TRow> _view = new(0, DateTimeOffset.MinValue, -1, []);

    public BoardView<TRow> View => _view;

    public bool IsLoaded => _view.Version > 0;

    /// <summary>For tests of the feed alone: the sweep can be switched off.</summary>
    public bool IsSweeping { get; set; } = true;

    /// <summary>For tests of the sweep alone: the feed can be switched off.</summary>
    public bool IsFollowing { get; set; } = true;

    public IDisposable Watch(Func<BoardView<TRow>, Task> redraw, TimeSpan pace) => pacer.Watch(this, redraw, pace);

    /// <summary>Reads everything now; the sweep does the same.</summary>
    public Task ReloadAsync(CancellationToken cancellationToken) => LoadAllAsync(cancellationToken);

    /// <returns>Keys of rows that the entry touched; none where it is no business of this board.</returns>
    protected abstract IEnumerable<TKey> KeysOf(FeedEntry entry);

    /// <summary>Reads the rows of these keys; null: all. Who does not belong on the board (any more) is left out.</summary>
    protected abstract Task<IReadOnlyList<KeyValuePair<TKey, TRow>>> ReadAsync(IReadOnlyCollection<TKey>? keys, CancellationToken cancellationToken);

    /// <summary>The order in which rows are shown.</summary>
    protected abstract IComparer<TRow> Order { get; }

    /// <returns>The number of a row that is about an order that was just taken in; null otherwise.</returns>
    protected virtual string? NewestOf(TRow row) => null;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow(Touch);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var nextSweep = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (clock.GetUtcNow() >= nextSweep && (IsSweeping || !IsLoaded))
                {
                    await LoadAllAsync(stoppingToken);
                    nextSweep = clock.GetUtcNow() + Sweep;
                }

                await LoadTouchedAsync(stoppingToken);
                await WaitAsync(nextSweep, stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                LogNoDatabase(logger, GetType().Name, failure.Message); // the view grows old, and whoever shows it says so
                nextSweep = clock.GetUtcNow();                          // what was touched meanwhile may be lost: read all when it is back
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private void Touch(IReadOnlyList<FeedEntry> entries)
    {
        if (!IsFollowing)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var entry in entries)
            {
                _touched.UnionWith(KeysOf(entry));
            }

            _touchedUpTo = entries[^1].Position;
        }

        _bell.Ring();
    }

    private async Task WaitAsync(DateTimeOffset nextSweep, CancellationToken stoppingToken)
    {
        var rest = IsSweeping ? nextSweep - clock.GetUtcNow() : Sweep;
        if (await _bell.WaitAsync(rest, clock, stoppingToken))
        {
            await Task.Delay(Gather, clock, stoppingToken);
        }
    }

    private async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        var position = feed.Position; // read before the rows: they may be newer than it says, never older
        var rows = await ReadAsync(null, cancellationToken);
        var before = _rows;
        _rows = rows.ToImmutableDictionary(pair => pair.Key, pair => before.TryGetValue(pair.Key, out var old) && old.Equals(pair.Value) ? old : pair.Value);
        Swap(position, [.. _rows.Where(pair => !before.ContainsKey(pair.Key)).Select(pair => pair.Value)], isFirst: before.IsEmpty && _view.Version == 0);
    }

    private async Task LoadTouchedAsync(CancellationToken cancellationToken)
    {
        HashSet<TKey> keys;
        long upTo;
        lock (_gate)
        {
            (keys, _touched) = (_touched, []);
            upTo = _touchedUpTo;
        }

        if (keys.Count == 0)
        {
            if (upTo > _view.Position && IsLoaded)
            {
                Interlocked.Exchange(ref _view, _view with { Position = upTo, AsOf = clock.GetUtcNow() }); // nothing here changed: current all the same
            }

            return;
        }

        if (keys.Count > KeysMax)
        {
            await LoadAllAsync(cancellationToken);
            return;
        }

        var read = (await ReadAsync(keys, cancellationToken)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var rows = _rows.ToBuilder();
        List<TRow> added = [];
        foreach (var key in keys.Union(read.Keys)) // a key may stand for several rows: an order's cases
        {
            if (!read.TryGetValue(key, out var row))
            {
                rows.Remove(key);
            }
            else if (!rows.TryGetValue(key, out var old))
            {
                rows[key] = row;
                added.Add(row);
            }
            else if (!old.Equals(row))
            {
                rows[key] = row;
            }
        }

        _rows = rows.ToImmutable();
        Swap(upTo, added, isFirst: false);
    }

    private void Swap(long position, IReadOnlyList<TRow> added, bool isFirst)
    {
        var view = new BoardView<TRow>(_view.Version + 1, clock.GetUtcNow(), Math.Max(position, _view.Position), [.. _rows.Values.Order(Order)])
        {
            Newest = isFirst ? [] : [.. added.Select(NewestOf).OfType<string>().TakeLast(60)],
        };
        Interlocked.Exchange(ref _view, view); // a full fence: who begins to watch right now reads this view or is offered it
        pacer.Offer(this, view);
    }

    [LoggerMessage(2004, LogLevel.Warning, "{Board} could not be read: {Why}")]
    private static partial void LogNoDatabase(ILogger logger, string board, string why);
}
