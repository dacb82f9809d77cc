using ControlTower.Live;

namespace ControlTower.Tests.Screens;

/// <summary>A board that shows what a test gives it, at once.</summary>
internal sealed class FakeBoard<TRow> : IBoard<TRow>
{
    private readonly List<Func<BoardView<TRow>, Task>> _watchers = [];

    public BoardView<TRow> View { get; private set; } = new(0, DateTimeOffset.MinValue, -1, []);

    public bool IsLoaded => View.Version > 0;

    public IDisposable Watch(Func<BoardView<TRow>, Task> redraw, TimeSpan pace)
    {
        _watchers.Add(redraw);
        return new Watcher(() => _watchers.Remove(redraw));
    }

    public async Task ShowAsync(params TRow[] rows)
    {
        View = new(View.Version + 1, DateTimeOffset.UnixEpoch, View.Version + 1, [.. rows]);
        foreach (var redraw in _watchers.ToList())
        {
            await redraw(View);
        }
    }

    private sealed class Watcher(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
