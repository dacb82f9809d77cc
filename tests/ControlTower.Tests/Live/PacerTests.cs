using System.Collections.Concurrent;
using System.Threading.Channels;
using ControlTower.Live;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Screens;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ControlTower.Tests.Live;

/// <summary>The one hand that redraws, moved by a clock that stands still until a test moves it.</summary>
public sealed class PacerTests : IAsyncLifetime
{
    private readonly RestingClock _clock = new();
    private readonly FakeBoard<Card> _board = new();
    private readonly ConcurrentQueue<int> _drawn = new();
    private Pacer _pacer = null!;

    public async ValueTask InitializeAsync()
    {
        _pacer = new Pacer(_clock, NullLogger<Pacer>.Instance);
        await _pacer.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await _pacer.StopAsync(default);
        _pacer.Dispose();
    }

    [Fact]
    public async Task A_change_that_comes_while_the_page_is_being_drawn_is_drawn_in_the_next_round()
    {
        var (begun, browser) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var desk = _pacer.Watch(_board, async view =>
        {
            begun.TrySetResult();
            await browser.Task;
            await DrawAsync(view);
        }, Pacer.Desk);

        Offer(1);
        await begun.Task;
        Offer(2);
        browser.SetResult();
        await NextRoundAsync();
        await _clock.RestsAsync();

        Assert.Equal([1, 2], _drawn);
    }

    [Fact]
    public async Task Many_changes_within_one_pace_are_one_drawing_of_the_newest()
    {
        using var desk = _pacer.Watch(_board, DrawAsync, Pacer.Desk);
        Offer(1);
        await _clock.RestsAsync();
        Enumerable.Range(2, 50).ToList().ForEach(Offer);
        _clock.Advance(Pacer.Desk);
        await _clock.RestsAsync();

        Assert.Equal([1, 51], _drawn);
    }

    [Fact]
    public async Task A_wall_is_drawn_once_a_second_while_a_desk_follows_each_round()
    {
        var wall = new ConcurrentQueue<int>();
        using var desk = _pacer.Watch(_board, DrawAsync, Pacer.Desk);
        using var onTheWall = _pacer.Watch(_board, view => DrawAsync(view, wall), Pacer.Wall);
        for (var at = 1; at <= 6; at++)
        {
            Offer(at);
            await NextRoundAsync();
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], _drawn);
        Assert.Equal([1, 5], wall);
    }

    [Fact]
    public async Task A_page_that_fails_does_not_keep_the_others_from_being_drawn()
    {
        using var broken = _pacer.Watch(_board, _ => throw new InvalidOperationException("This page fails."), Pacer.Desk);
        using var desk = _pacer.Watch(_board, DrawAsync, Pacer.Desk);
        Offer(1);
        await NextRoundAsync();
        Offer(2);
        await NextRoundAsync();

        Assert.Equal([1, 2], _drawn);
    }

    [Fact]
    public async Task A_page_that_hangs_is_waited_for_two_seconds_and_then_the_floor_goes_on_without_it()
    {
        var (hangs, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var frozen = _pacer.Watch(_board, _ =>
        {
            hangs.TrySetResult();
            return release.Task;
        }, Pacer.Desk);
        using var desk = _pacer.Watch(_board, DrawAsync, Pacer.Desk);

        Offer(1);
        await hangs.Task;
        await _clock.WaitsAsync(TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(() => Task.FromResult(!_drawn.IsEmpty));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Offer(2);
        await _clock.RestsAsync();

        Assert.Equal([1, 2], _drawn);
        release.SetResult();
    }

    [Fact]
    public async Task Who_has_left_is_drawn_for_no_more()
    {
        var desk = _pacer.Watch(_board, DrawAsync, Pacer.Desk);
        Offer(1);
        await NextRoundAsync();
        desk.Dispose();
        Offer(2);
        await NextRoundAsync();

        Assert.Equal([1], _drawn);
        Assert.Equal(0, _pacer.Watching);
    }

    private void Offer(int number) => _pacer.Offer(_board, new BoardView<Card>(number, _clock.GetUtcNow(), number, [new Card(number)]));

    private Task DrawAsync(BoardView<Card> view) => DrawAsync(view, _drawn);

    private static Task DrawAsync(BoardView<Card> view, ConcurrentQueue<int> on)
    {
        on.Enqueue(view.Rows[0].Number);
        return Task.CompletedTask;
    }

    /// <summary>Lets the round end, and then the time pass until the next one may begin.</summary>
    private async Task NextRoundAsync()
    {
        await _clock.RestsAsync();
        _clock.Advance(Pacer.Desk);
    }

    private sealed record Card(int Number);

    /// <summary>Tells when the pacer has gone to rest, so that no test moves the time under a round that still runs.</summary>
    private sealed class RestingClock : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

        public async Task RestsAsync()
        {
            while (await NextTimerAsync() > Pacer.Desk)
            {
            }
        }

        public async Task WaitsAsync(TimeSpan longest)
        {
            while (await NextTimerAsync() != longest)
            {
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(dueTime);
            return timer;
        }

        private Task<TimeSpan> NextTimerAsync() => _timers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }
}
